"""The injector lets candidates in at their intended moments, by a clock that a test can move."""

from array import array

import pytest

from scenarios.load.crowd.arrivals import Arrivals, arrivals_of
from scenarios.load.crowd.injector import Injector
from tests.scenarios.load.crowd.scene import FakeTime, a_plan


def an_injector(time: FakeTime, *moments: float) -> Injector:
    arrivals = Arrivals(array("d", moments), array("l", range(len(moments))))
    return Injector(arrivals, time.spawn, time.sleep, time.now)


def test_everybody_begins_at_the_intended_moment() -> None:
    time, begun = FakeTime(), list[tuple[int, float, float]]()
    an_injector(time, 0.5, 2.0, 2.0, 7.25).run(105.0, lambda n, intended: begun.append((n, intended, time.now())))
    assert begun == [(0, 105.5, 105.5), (1, 107.0, 107.0), (2, 107.0, 107.0), (3, 112.25, 112.25)]


def test_whoever_is_late_is_let_in_at_once_and_nobody_is_left_out() -> None:
    time, late = FakeTime(oversleeps=1.0), list[float]()
    an_injector(time, 1.0, 1.5, 1.75, 5.0).run(100.0, lambda _, intended: late.append(time.now() - intended))
    assert late == [1.0, 0.5, 0.25, 1.0]


def test_a_slow_portal_holds_nobody_up() -> None:
    time, begun = FakeTime(), list[int]()
    injector = Injector(
        arrivals_of(a_plan(50), 1, 0, 49), lambda _does, number, _intended: begun.append(number), time.sleep, time.now
    )
    injector.run(100.0, lambda *_: pytest.fail("a journey is not waited for"))
    assert (len(begun), injector.issued) == (50, 50)


def test_nobody_is_let_in_any_more_once_it_is_stopped() -> None:
    time = FakeTime()
    injector = an_injector(time, 1.0, 2.0, 3.0)

    def begin(number: int, intended: float) -> None:  # noqa: ARG001
        injector.stopped = number == 1

    injector.run(100.0, begin)
    assert injector.issued == 2


def test_whoever_waits_for_a_far_moment_hears_of_it_when_it_is_stopped() -> None:
    time = FakeTime()

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        injector.stopped = True

    injector = Injector(Arrivals(array("d", [600.0]), array("l", [0])), time.spawn, sleep, time.now)
    injector.run(100.0, lambda *_: pytest.fail("nobody is let in"))
    assert time.now() <= 101.0


def test_in_turn_one_begins_when_the_one_before_is_done_until_time_is_up() -> None:
    time, begun = FakeTime(), list[float]()

    def play(number: int, moment: float) -> None:  # noqa: ARG001
        begun.append(moment)
        time.sleep(4.0)

    an_injector(time, *range(20)).run_in_turn(102.0, 112.0, play)
    assert begun == [102.0, 106.0, 110.0]
