"""One worker's part of a rehearsal, by a clock that a test can move."""

from scenarios.drivers.http import HttpDriver
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.performance import Performance
from scenarios.load.measures import Recorder
from tests.scenarios.load.crowd.scene import FakeTime, a_cast, a_stripe


def a_world(time: FakeTime) -> World:
    """Nothing that is spawned is done."""
    return World(
        lambda *_: None, time.sleep, time.now, HttpDriver, HttpDriver, lambda driver, _: driver, Recorder(since=0)
    )


def test_the_staff_of_a_worker_without_candidates_stays_as_long_as_others_may_need_it() -> None:
    time = FakeTime()
    performance = Performance(a_cast(), a_stripe(first=0, last=-1), a_world(time))
    performance.plays(epoch := time.now() + 2)

    assert time.now() >= epoch + performance.plan.arrivals.lasts_s
    assert not performance.issued
