"""The shapes of `results.json`, as far as runs can be compared; docs/results.md describes all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta

from scenarios.errors import listing
from scenarios.load.measures.histogram import Histogram

NotNegative = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
Texts = Mapping[str, str]
MOST_LETTERS = 300


class Kind(StrEnum):
    """What a run played."""

    SCENARIOS = "scenarios"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Head:
    """By what a file is recognised; a run of scenarios does not say its kind."""

    kind: Kind = Kind.SCENARIOS


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended, in words; the higher the grade, the less it says about the portal, and 0 is as it should be."""

    grade: int
    words: str


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a scenario."""

    id: str
    outcome: Literal["passed", "failed", "flaky", "not_verified"]
    duration_s: NotNegative


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a fault, in a run that proves the scenarios."""

    fault: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ScenarioResults:
    """A run of scenarios."""

    target: str
    driver: str
    faults: tuple[str, ...]
    trouble: tuple[str, ...]
    scenarios: tuple[Played, ...]
    trials: tuple[Trial, ...]
    network_delay_ms: Count = 0  # runs of earlier versions do not say it

    @property
    def ending(self) -> Ending:
        if self.trouble:
            more = f" (and {len(self.trouble) - 1} more)" if len(self.trouble) > 1 else ""
            return Ending(1, f"kept from its end: {in_one_line(self.trouble[0])}{more}")
        if missed := [trial.fault for trial in self.trials if trial.outcome != "caught"]:
            return Ending(1, f"faults were not caught: {listing(missed)}")
        return Ending(0, "played to its end")

    @property
    def settings(self) -> Texts:
        """What runs have to have in common for a difference to be the portal's."""
        return {
            "target": self.target,
            "driver": self.driver,
            "faults": listing(sorted(self.faults)),
            "network delay": f"{self.network_delay_ms} ms",
        }


@dataclass(frozen=True, slots=True)
class Bins:
    """A histogram as it is written down: the distance of each bin from the one before, and how many values it holds."""

    sum: NotNegative
    max: NotNegative
    bins: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.bins) % 2 or any(count < 0 for count in self.bins[1::2]):
            raise ValueError("Expected bins in pairs, the second of each 0 or more")

    @property
    def histogram(self) -> Histogram:
        return Histogram.from_json({"sum": self.sum, "max": self.max, "bins": self.bins})


@dataclass(frozen=True, slots=True)
class Tallied:
    """A step or a journey."""

    failed: Count
    histogram: Bins

    def __post_init__(self) -> None:
        if self.failed > self.count:
            raise ValueError(f"Expected no more failed than the {self.count} of its histogram, got {self.failed}")

    @property
    def count(self) -> int:
        return sum(self.histogram.bins[1::2])


@dataclass(frozen=True, slots=True)
class Limited:
    """A limit of the plan, and whether it was kept."""

    what: str
    name: str
    figure: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The comparison with the portal's records."""

    discrepancies: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned, as far as it tells one run from another."""

    name: str
    candidates: int
    arrivals_s: float
    journeys: Mapping[str, float]
    areas: Mapping[str, float]
    browsers: int


@dataclass(frozen=True, slots=True)
class Machine:
    """What a run was played on."""

    cores: str
    processor: str


@dataclass(frozen=True, slots=True)
class LoadResults:
    """A load rehearsal."""

    verdict: Literal["PASS", "FAIL", "INVALID"]
    reason: str
    target: str
    plan: Planned
    limits: tuple[Limited, ...]
    journeys: Mapping[str, Tallied]
    steps: Mapping[str, Tallied]
    reconciliation: Reconciled | None
    machine: Machine

    @property
    def ending(self) -> Ending:
        grade = ("PASS", "FAIL", "INVALID").index(self.verdict)
        return Ending(grade, f"{self.verdict}: {in_one_line(self.reason)}" if grade else self.verdict)

    @property
    def settings(self) -> Texts:
        """What runs have to have in common for a difference to be the portal's, beside the plan."""
        return {
            "target": self.target,
            "areas": listing(f"{name} {weight:g}" for name, weight in sorted(self.plan.areas.items())),
            "browsers": str(self.plan.browsers),
            "machine": f"{self.machine.cores} cores of {self.machine.processor}",
        }


def in_one_line(words: str) -> str:
    """Words of many lines, as those of a file that could not be read, for one line."""
    line = " ".join(words.split())
    return line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS]}…"
