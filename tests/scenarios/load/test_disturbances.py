"""What goes wrong on purpose goes wrong at its time, and a target that cannot be disturbed like this is told apart before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scenarios.areas import AREAS, Area
from scenarios.errors import Misuse, TargetWrong
from scenarios.load.disturbances import Due, Happenings, dues_of, refuse_unknown, run
from scenarios.load.plan import Disruption, Disturbance
from scenarios.target import Target, target_of


@dataclass
class Stage:
    """Platforms that write down what they were told."""

    areas: tuple[Area, ...] = tuple(AREAS.values())[:1]
    told: list[Mapping[str, Any] | None] = field(default_factory=list)

    def platform(self, area: str, act: str, wish: Mapping[str, Any] | None = None) -> None:
        assert (area, act) == (self.areas[0].name, "behaviour")
        self.told.append(wish)


def happenings(stage: Stage, *wanted: Disturbance, target: Target | None = None) -> Happenings:
    return Happenings(dues_of(wanted, target or target_of({"name": "any"}), stage, pid=42))


def test_a_platform_goes_wrong_for_a_while() -> None:
    stage = Stage()
    ahead = happenings(stage, Disturbance(10, Disruption.PLATFORM_DOWN, 5))
    assert list(ahead.until(9.9)) == []
    assert list(ahead.until(11)) == [(10, "platform-down")]
    assert list(ahead.until(100)) == [(15, "platform-down is over")]
    assert stage.told == [{"down": True}, {}]


def test_what_is_disturbed_when_the_run_ends_is_put_right() -> None:
    stage = Stage()
    ahead = happenings(
        stage, Disturbance(10, Disruption.PLATFORM_SLOW), Disturbance(30, Disruption.PLATFORM_REPEATING, 5)
    )
    assert len(list(ahead.until(29))) == 1
    ahead.end()
    assert stage.told == [{"takes_s": 3.0}, {}, {}]


def test_who_is_gone_when_the_run_ends_cannot_be_put_right() -> None:
    def tell() -> None:
        raise TargetWrong("expected an answer, found none")

    told: list[str] = []
    ahead = Happenings(
        [Due(1, "over", tell, puts_right=True), Due(2, "over", lambda: told.append("x"), puts_right=True)]
    )
    ahead.end()
    assert told == ["x"]


def test_what_never_happened_is_told_when_the_run_ends() -> None:
    ahead = happenings(Stage(), Disturbance(1, Disruption.PLATFORM_SLOW, 5), Disturbance(3, Disruption.PLATFORM_DOWN))
    assert list(ahead.until(2)) == [(1, "platform-slow")]
    assert ahead.end() == ["platform-down"]
    assert ahead.end() == []


def test_who_cannot_be_told_now_is_told_later_and_everything_else_waits() -> None:
    tried: list[int] = []

    def tell() -> None:
        tried.append(1)
        if len(tried) == 1:
            raise TargetWrong("expected an answer, found none")

    ahead = Happenings([Due(2, "later", lambda: None), Due(1, "jump", tell)])
    assert list(ahead.until(5)) == []
    assert list(ahead.until(5)) == [(1, "jump"), (2, "later")]


def test_a_command_of_the_target_file_is_run_with_the_portals_process(tmp_path: Path) -> None:
    said = tmp_path / "said"
    target = target_of({"name": "any", "disturbances": {"kill-portal": ["sh", "-c", f"echo {{pid}} > {said}"]}})
    assert list(happenings(Stage(), Disturbance(0, Disruption.KILL_PORTAL), target=target).until(0))
    assert said.read_text() == "42\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sh", "-c", "echo no such server >&2; exit 3"], "found status 3: no such server"),
        (["no-such-program"], "found: .*no-such-program"),
    ],
)
def test_a_command_that_fails_is_misuse(words: list[str], told: str) -> None:
    with pytest.raises(Misuse, match=told):
        run(words)


@pytest.mark.parametrize(
    ("act", "starts", "told"),
    [
        (Disruption.RESTART_DATABASE, True, r"how to restart-database under \[disturbances\], found kill-portal"),
        (Disruption.KILL_PORTAL, False, "a portal that the rehearsal starts itself for kill-portal"),
        (Disruption.PLATFORM_SLOW, True, "to have a payment-simulator for platform-slow"),
    ],
    ids=["no command", "runs elsewhere", "no simulator"],
)
def test_a_target_that_cannot_be_disturbed_like_this_is_misuse(act: Disruption, starts: bool, told: str) -> None:  # noqa: FBT001  of a table
    target = target_of({"name": "any", "disturbances": {"kill-portal": ["kill", "{pid}"]}})
    with pytest.raises(Misuse, match=told):
        refuse_unknown((Disturbance(1, act),), target, starts=starts)
