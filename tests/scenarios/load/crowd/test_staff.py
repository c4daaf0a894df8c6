"""The staff at work, by a clock that a test can move."""

from collections.abc import Mapping

from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Response
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.staff import staff_of
from scenarios.load.measures import Machine, Recorder
from tests.scenarios.load.crowd.scene import FakeTime, a_cast, a_stripe

GLANCES = 3


class Mad:
    """A wire on which something nobody has thought of happens."""

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002
        raise ValueError("expected sense, found none")


def test_a_desk_that_something_unforeseen_happens_to_tells_it_and_goes_on() -> None:
    time, recorder, naps = FakeTime(), Recorder(since=0), list[float]()

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == GLANCES:
            staff.goes_home()

    def hands() -> HttpDriver:
        return HttpDriver(Mad())

    world = World(time.spawn, sleep, time.now, hands, hands, lambda driver, _: driver, recorder)
    staff = staff_of(a_cast(), a_stripe(number=1), world)
    staff.posts = {place: post for place, post in staff.posts.items() if place[0] == "site"}
    staff.goes_to_work()

    (mistake,) = recorder.pulse("w0", 1, Machine(0, 0)).counts.errors.values()
    assert mistake.count == GLANCES
    assert mistake.example.endswith("expected sense, found none")
    assert not staff.at_work.count
