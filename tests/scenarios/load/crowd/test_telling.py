"""Steps are timed from the moment at which each act should have begun, without the time spent thinking."""

from random import Random
from typing import Any, cast

import pytest

from scenarios.load.crowd.telling import Pace, PacedDriver, Tally
from scenarios.load.plan import Thinking
from tests.scenarios.load.crowd.scene import FakeTime


class Kept:
    def __init__(self) -> None:
        self.steps: list[tuple[str, float, bool]] = []

    def step(self, name: str, seconds: float, *, ok: bool = True) -> None:
        self.steps.append((name, round(seconds, 6), ok))


class SlowDriver:
    """Every act takes two seconds."""

    def __init__(self, time: FakeTime) -> None:
        self.time = time

    def open(self, address: str) -> None:  # noqa: ARG002
        self.time.moment += 2

    def submit(self, *_: object) -> None:
        self.time.moment += 2


def someone(time: FakeTime, *, mean: float = 0.0, intended: float | None = None) -> tuple[Kept, Tally, Any]:
    kept = Kept()
    tally = Tally(kept)
    chance = Random(1)  # noqa: S311
    pace = Pace(tally, Thinking(mean, 10), chance, time.sleep, time.now, intended)
    return kept, tally, PacedDriver(cast("Any", SlowDriver(time)), pace)


def test_a_step_takes_as_long_as_its_acts() -> None:
    kept, tally, hands = someone(FakeTime())
    with tally.step("考生 王芳", "signs in with all her names", "signs in"):
        hands.open("/")
        hands.submit("登录")
    assert kept.steps == [("signs in", 4.0, True)]


def test_the_first_act_counts_from_when_it_should_have_begun() -> None:
    kept, tally, hands = someone(FakeTime(), intended=97.5)
    with tally.step("", "", "registers"):
        hands.open("/")
    assert kept.steps == [("registers", 4.5, True)]


def test_thinking_is_nobodys_fault_but_waking_up_late_is() -> None:
    kept, tally, hands = someone(FakeTime(oversleeps=0.25), mean=3.0)
    with tally.step("", "", "submits"):
        hands.submit("提交")
    assert kept.steps == [("submits", 2.25, True)]


def test_a_step_does_not_count_the_steps_inside_it() -> None:
    kept, tally, hands = someone(FakeTime())
    with tally.step("", "", "prints"):
        with tally.step("", "", "opens flow"):
            hands.open("/")
        hands.open("/form.pdf")
    with tally.step("", "", "only other steps"), tally.step("", "", "inner"):
        hands.open("/")
    assert kept.steps == [("opens flow", 2.0, True), ("prints", 2.0, True), ("inner", 2.0, True)]


def fails(tally: Tally) -> None:
    with pytest.raises(ValueError, match="gone"), tally.step("", "", "outer"), tally.step("", "", "inner"):
        raise ValueError("gone")


def test_a_failure_is_laid_to_the_innermost_step() -> None:
    kept, tally, _ = someone(FakeTime())
    fails(tally)
    assert kept.steps == [("inner", 0.0, False)]
    assert tally.broken == "inner"


def test_a_refusal_that_is_right_is_no_failure_of_a_step() -> None:
    kept, tally, _ = someone(FakeTime())
    tally.forgives = lambda: True
    fails(tally)
    assert kept.steps == [("inner", 0.0, True)]


def test_nobody_counts_what_is_only_arranged() -> None:
    with Tally(None).step("", "", "submits") as step:
        assert step.kind == "submits"
