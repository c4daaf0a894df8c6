"""What a comparison says, as data."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from scenarios.saying import counted, share

CHANGES = ("slower", "faster", "hints")
TURNS = (
    "ended_worse",
    "newly_fails",
    "newly_flaky",
    "no_longer_verified",
    "newly_missed",
    "still_fails",
    "still_missed",
    "gone",
    "appeared",
    "newly_passes",
    "newly_caught",
    "flaky",
    "played_otherwise",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs, in seconds; ``chance`` of seeing it if nothing had changed, where that can be said."""

    name: str
    figure: str
    base: float
    new: float
    chance: float | None = None

    @property
    def ratio(self) -> float:
        return self.new / self.base

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": round(self.ratio, 4)}


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was one thing before and is another now."""

    name: str
    before: str
    now: str


@dataclass(slots=True)
class Comparison:
    """Everything that differs; ``notes`` say what cannot be said. ``hints`` may be noise and are no regressions."""

    kind: str
    base: list[str]
    new: list[str]
    confidence: float
    least: float
    speed_compared: bool = True
    slower: list[Change] = field(default_factory=list)
    faster: list[Change] = field(default_factory=list)
    hints: list[Change] = field(default_factory=list)
    ended_worse: list[Turn] = field(default_factory=list)  # new runs that say less about the portal than the base runs
    newly_fails: list[Turn] = field(default_factory=list)
    newly_flaky: list[Turn] = field(default_factory=list)
    no_longer_verified: list[Turn] = field(default_factory=list)
    newly_missed: list[Turn] = field(default_factory=list)  # faults, of runs that prove the scenarios
    still_fails: list[Turn] = field(default_factory=list)
    still_missed: list[Turn] = field(default_factory=list)
    gone: list[Turn] = field(default_factory=list)
    appeared: list[Turn] = field(default_factory=list)
    newly_passes: list[Turn] = field(default_factory=list)
    newly_caught: list[Turn] = field(default_factory=list)
    played_otherwise: list[Turn] = field(default_factory=list)  # settings that are not the same
    notes: list[str] = field(default_factory=list)

    @property
    def flaky(self) -> list[Turn]:
        """Whatever is flaky now, newly or still."""
        return [turn for turn in (*self.newly_flaky, *self.still_fails) if turn.now == "flaky"]

    @property
    def regression(self) -> bool:
        """Whether the new runs are worse in a way that is no noise."""
        return bool(self._worse)

    @property
    def headline(self) -> str:
        """Whether to worry, in one line."""
        runs = f"{counted(len(self.base), 'run')} against {len(self.new)}"
        if self.regression:
            told = f"REGRESSION: {', '.join(self._worse)} ({runs})"
        elif self.speed_compared:
            told = f"no regression ({runs}, confidence {share(self.confidence)})"
        else:
            told = f"no regression of outcomes, speed was not compared ({runs})"
        return f"{told}; but {', '.join(self.besides)}" if self.besides else told

    @property
    def _worse(self) -> list[str]:
        ended = [f"{counted(len(self.ended_worse), 'run')} ended worse"] if self.ended_worse else []
        counts = {
            "newly failing": len(self.newly_fails),
            "newly flaky": len(self.newly_flaky),
            "no longer verified": len(self.no_longer_verified),
            "newly missed": len(self.newly_missed),
            f"slower by {share(self.least)} or more": len(self.slower),
        }
        return [*ended, *in_numbers(counts)]

    @property
    def besides(self) -> list[str]:
        """What is no regression, and yet a reason to look."""
        counts = {
            "still failing or flaky": len(self.still_fails),
            "still missed": len(self.still_missed),
            "no longer played": len(self.gone),
        }
        return [*in_numbers(counts), *(f"other {turn.name}" for turn in self.played_otherwise)]

    def as_json(self) -> dict[str, Any]:
        """As documented in docs/results.md."""
        return {
            "kind": self.kind,
            "regression": self.regression,
            "headline": self.headline,
            "base": self.base,
            "new": self.new,
            "confidence": self.confidence,
            "least": self.least,
            "speed_compared": self.speed_compared,
            **{name: [each.as_json() for each in getattr(self, name)] for name in CHANGES},
            **{name: [asdict(each) for each in getattr(self, name)] for name in TURNS},
            "notes": self.notes,
        }


def in_numbers(counts: dict[str, int]) -> Iterator[str]:
    """``3 newly failing``, of what there is at all."""
    yield from (f"{count:,} {words}" for words, count in counts.items() if count)
