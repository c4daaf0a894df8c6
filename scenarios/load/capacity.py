"""Finds how many arrivals a second a portal holds: doubles a level until it breaks, then halves what lies between.

A level is so many candidates at a constant rate. It holds once it has passed twice and never failed. It breaks at its first
failure, so that noise at the edge makes the figure smaller and never larger. An invalid level says nothing: it is played again,
and the second time the generator is what bounds the search.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.load.verdict import VerdictKind
from scenarios.saying import rate

RESOLUTION = 0.1  # a bracket is narrow enough when it is this share of what holds
MOST_LEVELS = 24
SMALLEST_SHARE = 16  # a level is never smaller than this part of the first one
TWICE = 2


@dataclass(frozen=True, slots=True)
class Level:
    """One level as it was played."""

    candidates: int
    lasts_s: float
    kind: VerdictKind
    reason: str
    interrupted: bool = False
    unplayed: bool = False

    @property
    def rate(self) -> float:
        """Arrivals a second."""
        return self.candidates / self.lasts_s


@dataclass(frozen=True, slots=True)
class Search:
    """Where to begin, and how far to go."""

    start: int
    resolution: float = RESOLUTION
    most: int = MOST_LEVELS

    def next_level(self, played: Sequence[Level]) -> int | None:
        """How many candidates come next; None when there is nothing left to find out."""
        if not played:
            return self.start
        if played[-1].interrupted or len(played) >= self.most:
            return None
        if is_open(played, last := played[-1].candidates):
            return last
        held, broke = bracket(played)
        if not self._narrow(held, broke) and len(played) < self.most - TWICE:
            return self._between(held, broke)
        return next((each for each in (held, broke) if each and len(plays_of(played, each)) < TWICE), None)

    def _narrow(self, held: int | None, broke: int | None) -> bool:
        if held is None:
            assert broke
            return broke <= max(1, self.start // SMALLEST_SHARE)
        return broke is not None and broke - held <= max(1, held * self.resolution)

    def _between(self, held: int | None, broke: int | None) -> int:
        if held is None:
            assert broke
            return max(1, self.start // SMALLEST_SHARE, broke // 2)
        return held * 2 if broke is None else (held + broke) // 2


def explore(search: Search, play: Callable[[int], Level]) -> Iterator[Level]:
    """Plays one level after the other."""
    played: list[Level] = []
    while (candidates := search.next_level(played)) is not None:
        played.append(play(candidates))
        yield played[-1]


def plays_of(played: Sequence[Level], candidates: int) -> list[Level]:
    """How often a level was played so that something is known."""
    plays = [each for each in played if each.candidates == candidates]
    told = [each for each in plays if each.kind is not VerdictKind.INVALID]
    return plays if breaks(plays) else told


def breaks(plays: Sequence[Level]) -> bool:
    """Whether a level failed once, or could twice not be trusted."""
    kinds = [each.kind for each in plays]
    return VerdictKind.FAIL in kinds or kinds.count(VerdictKind.INVALID) >= TWICE


def is_open(played: Sequence[Level], candidates: int) -> bool:
    """Whether a level says nothing yet."""
    plays = [each for each in played if each.candidates == candidates]
    return plays[-1].kind is VerdictKind.INVALID and not breaks(plays)


def bracket(played: Sequence[Level]) -> tuple[int | None, int | None]:
    """The largest level that held below every one that broke, and the smallest that broke."""
    sizes = sorted({each.candidates for each in played})
    broken = next((size for size in sizes if breaks([each for each in played if each.candidates == size])), None)
    passed = {each.candidates for each in played if each.kind is VerdictKind.PASS}
    held = [size for size in sizes if size in passed and (broken is None or size < broken)]
    return (held[-1] if held else None), broken


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a search has found; ``played`` in the order in which it was."""

    played: tuple[Level, ...]

    @property
    def holds(self) -> Level | None:
        """The highest level that passed twice."""
        held, _ = bracket(self.played)
        if held is None or len(passes := [each for each in self._plays(held) if each.kind is VerdictKind.PASS]) < TWICE:
            return None
        return passes[-1]

    @property
    def breaks(self) -> Level | None:
        """The lowest level that broke, and why: a failure says more than an invalid run."""
        _, broken = bracket(self.played)
        plays = self._plays(broken)
        failed = [each for each in plays if each.kind is VerdictKind.FAIL]
        wrong = failed or [each for each in plays if each.kind is VerdictKind.INVALID]
        return wrong[0] if wrong else None

    @property
    def kind(self) -> VerdictKind:
        """PASS if a capacity was found, FAIL if even the smallest level failed, INVALID if nothing can be trusted."""
        if self.holds:
            return VerdictKind.PASS
        failed = self.breaks and self.breaks.kind is VerdictKind.FAIL
        return VerdictKind.FAIL if failed and bracket(self.played)[0] is None else VerdictKind.INVALID

    @property
    def words(self) -> str:
        """The capacity with its uncertainty."""
        holds, broken = self.holds, self.breaks
        if holds:
            return f"Holds {rate(holds.rate)} ({self._times(holds)}){self._upwards(broken)}"
        if broken and self.kind is VerdictKind.FAIL:
            return f"Breaks at the smallest level, {rate(broken.rate)} ({self._times(broken)}): {broken.reason}"
        held, _ = bracket(self.played)
        why = (broken or self.played[-1]).reason
        if held is None:
            return f"No level could be trusted: {why}"
        return f"Held {rate(self._plays(held)[0].rate)} once, and no second time: {why}"

    def _upwards(self, broken: Level | None) -> str:
        if broken is None:
            return ", and maybe more: no level broke until the search was over."
        if broken.kind is VerdictKind.INVALID:
            bound = "nothing is known" if broken.unplayed else "the generator, not the portal, is the bound"
            return f", and maybe more: at {rate(broken.rate)} {bound}. {broken.reason}"
        return f", breaks at {rate(broken.rate)} ({self._times(broken)}): {broken.reason}"

    def _times(self, level: Level) -> str:
        plays = self._plays(level.candidates)
        return f"{sum(each.kind is level.kind for each in plays)} of {len(plays)} times"

    def _plays(self, candidates: int | None) -> list[Level]:
        return [each for each in self.played if each.candidates == candidates]

    @property
    def bound(self) -> str | None:
        """What does not get any further; nobody knows where nothing broke, or where the level could not be played."""
        broken = self.breaks
        if broken is None or broken.unplayed:
            return None
        return "generator" if broken.kind is VerdictKind.INVALID else "portal"

    def as_json(self) -> dict[str, Any]:
        """As documented in docs/results.md."""
        broken = self.breaks
        return {
            "holds_per_s": round(self.holds.rate, 4) if self.holds else None,
            "breaks_per_s": round(broken.rate, 4) if broken else None,
            "bound": self.bound,
            "because": broken.reason if broken else "",
            "levels": [
                {
                    "candidates": each.candidates,
                    "per_s": round(each.rate, 4),
                    "verdict": each.kind.value,
                    "reason": each.reason,
                }
                for each in self.played
            ],
        }
