"""What a comparison says, as data."""

from dataclasses import asdict, dataclass, field
from typing import Any


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
    """Something that had one outcome before and has another now."""

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
    slower: list[Change] = field(default_factory=list)
    faster: list[Change] = field(default_factory=list)
    hints: list[Change] = field(default_factory=list)
    newly_fails: list[Turn] = field(default_factory=list)
    newly_passes: list[Turn] = field(default_factory=list)
    flaky: list[Turn] = field(default_factory=list)
    gone: list[Turn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def newly_flaky(self) -> list[Turn]:
        return [turn for turn in self.flaky if turn.before == "passed"]

    @property
    def regression(self) -> bool:
        """Whether the new runs are worse in a way that is no noise."""
        return bool(self.slower or self.newly_fails or self.newly_flaky)

    def as_json(self) -> dict[str, Any]:
        """As documented in docs/results.md."""
        changes = {name: [each.as_json() for each in getattr(self, name)] for name in ("slower", "faster", "hints")}
        names = ("newly_fails", "newly_passes", "flaky", "gone")
        turns = {name: [asdict(each) for each in getattr(self, name)] for name in names}
        return {
            "kind": self.kind,
            "regression": self.regression,
            "base": self.base,
            "new": self.new,
            "confidence": self.confidence,
            "least": self.least,
            **changes,
            **turns,
            "notes": self.notes,
        }
