"""What goes wrong around the crowd on purpose, at which second: the portal killed, its database restarted, a bad platform."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from scenarios.areas import Area
from scenarios.errors import ControlFailed, Misuse, TargetWrong, listing
from scenarios.load.plan.plan import Disruption, Disturbance
from scenarios.target import Target

COMMAND_SECONDS = 60
LAST_WORDS = 200
FOR_EVER = float("inf")
PLATFORM: Mapping[Disruption, Mapping[str, Any]] = {
    Disruption.PLATFORM_SLOW: {"takes_s": 3.0},
    Disruption.PLATFORM_DOWN: {"down": True},
    Disruption.PLATFORM_REPEATING: {"notify": "repeated", "repeat": 3},
}
GOOD_DAY: Mapping[str, Any] = {}


class Platforms(Protocol):
    """A stage, as far as its payment platforms are concerned."""

    @property
    def areas(self) -> tuple[Area, ...]:
        """Each with a platform of its own."""

    def platform(self, area: str, act: str, wish: Mapping[str, Any] | None = None) -> Any:
        """Tells one of them something."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done at a second of the arrivals; what was disturbed is put right even if the run ends before."""

    second: float
    words: str
    act: Callable[[], object]
    puts_right: bool = False


class Happenings:
    """What is still ahead in a run: jumps of the clock, and disturbances."""

    def __init__(self, dues: Iterable[Due]) -> None:
        self._ahead = sorted(dues, key=lambda due: due.second)

    def until(self, second: float) -> Iterator[tuple[float, str]]:
        """Lets happen what is due, and says what. A target that was just killed cannot be told; it will be.

        Raises:
            Misuse: a command of the target file fails.
        """
        while self._ahead and self._ahead[0].second <= second:
            try:
                self._ahead[0].act()
            except (TargetWrong, ControlFailed):
                return
            due = self._ahead.pop(0)
            yield due.second, due.words

    def end(self) -> list[str]:
        """Nothing more happens, except that what is disturbed is put right, as far as it is there; says what never happened."""
        left, self._ahead = self._ahead, []
        for due in left:
            if due.puts_right:
                with suppress(TargetWrong, ControlFailed):
                    due.act()
        return [due.words for due in left if not due.puts_right]


def refuse_unknown(wanted: tuple[Disturbance, ...], target: Target, *, starts: bool) -> None:
    """Some targets cannot be disturbed like this; ``starts`` says that the run starts the portal itself.

    Raises:
        Misuse: what is missing.
    """
    for each in wanted:
        if each.act in PLATFORM:
            if target.lacks(frozenset({"payment-simulator"})):
                raise Misuse(f"expected target {target.name} to have a payment-simulator for {each.act}, found none")
        elif each.act not in target.disturbances:
            raise Misuse(
                f"expected target {target.name} to say how to {each.act} under [disturbances], "
                f"found {listing(target.disturbances)}"
            )
        elif not starts and any("{pid}" in word for word in target.disturbances[each.act]):
            raise Misuse(
                f"expected a portal that the rehearsal starts itself for {each.act}, found one that runs elsewhere"
            )


def dues_of(wanted: Iterable[Disturbance], target: Target, stage: Platforms, pid: int | None) -> Iterator[Due]:
    """The disturbances of a plan; ``pid`` is the process of the portal, if the run has started it."""
    told = {"{python}": sys.executable, "{pid}": str(pid)}
    for each in wanted:
        if behaviour := PLATFORM.get(each.act):
            yield Due(each.at_s, each.act, partial(_tell_platforms, stage, behaviour))
            end = each.at_s + each.for_s if each.for_s else FOR_EVER
            yield Due(end, f"{each.act} is over", partial(_tell_platforms, stage, GOOD_DAY), puts_right=True)
        else:
            yield Due(
                each.at_s, each.act, partial(run, [_filled(word, told) for word in target.disturbances[each.act]])
            )


def _filled(word: str, told: Mapping[str, str]) -> str:
    for name, value in told.items():
        word = word.replace(name, value)
    return word


def _tell_platforms(stage: Platforms, behaviour: Mapping[str, Any]) -> None:
    for area in stage.areas:
        stage.platform(area.name, "behaviour", behaviour)


def run(words: list[str]) -> None:
    """Runs a command and waits for it.

    Raises:
        Misuse: it cannot be run, or fails, or takes too long.
    """
    expected = f"expected the disturbance `{' '.join(words)}` to work"
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False)  # noqa: S603  the target file says so
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Misuse(f"{expected}, found: {problem}") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-LAST_WORDS:]
        raise Misuse(f"{expected}, found status {done.returncode}: {said}")
