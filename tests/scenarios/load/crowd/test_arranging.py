"""The past is arranged by several at once, and is over whatever goes wrong."""

from collections.abc import Iterator

from scenarios.load.crowd.arranging import Arranging
from scenarios.load.crowd.cast import Cast
from scenarios.load.crowd.parts import Part, Parts
from tests.scenarios.load.crowd.scene import FakeTime, a_cast, a_stripe


def parts_of(cast: Cast, *, breaks: bool) -> Iterator[Part]:
    parts = Parts(cast, a_stripe())
    yield from (parts[number] for number in range(3))
    if breaks:
        raise ValueError("nobody lives here")


def test_everybody_is_arranged_once() -> None:
    arranged: list[int] = []
    arranging = Arranging(parts_of(a_cast(), breaks=False), lambda part: arranged.append(part.number))
    arranging.begins(FakeTime().spawn)
    assert (arranging.over, arranging.problem, arranging.done) == (True, None, 3)
    assert arranged == [0, 1, 2]


def test_a_part_that_cannot_be_dealt_out_is_told_and_nobody_waits_for_ever() -> None:
    arranging = Arranging(parts_of(a_cast(), breaks=True), lambda _: None)
    arranging.begins(FakeTime().spawn)
    assert arranging.over
    assert str(arranging.problem) == "nobody lives here"
