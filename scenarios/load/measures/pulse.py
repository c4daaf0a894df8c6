"""What a worker counted since its last pulse, and what several pulses come to together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from scenarios.load.measures.histogram import Histogram

Outcome = Literal["done", "refused", "failed"]
Summed = TypeVar("Summed", "Histogram", "Tally", "Mistake")
# Kinds of mistakes are few by intention; whoever makes a new kind of each message does not fill the memory.
MOST_KINDS = 100
OTHER = "of another kind"
# Before the name of a journey in a browser, which nobody has counted as an arrival: it is no part of the load.
IN_BROWSER = "browser: "


@dataclass(slots=True)
class Tally:
    """One step or one journey: how long it took, and how often it was refused as expected, or failed."""

    seconds: Histogram = field(default_factory=Histogram)
    refused: int = 0
    failed: int = 0

    @property
    def count(self) -> int:
        return self.seconds.count

    @property
    def error_share(self) -> float:
        return self.failed / self.count if self.count else 0.0

    def add(self, other: "Tally") -> None:
        self.seconds.add(other.seconds)
        self.refused += other.refused
        self.failed += other.failed

    def as_json(self) -> dict[str, Any]:
        return {"seconds": self.seconds.as_json(), "refused": self.refused, "failed": self.failed}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Tally":
        return cls(Histogram.from_json(raw["seconds"]), raw["refused"], raw["failed"])


@dataclass(slots=True)
class Mistake:
    """How often something of one kind went wrong, and the first example of it."""

    count: int = 0
    example: str = ""

    def add(self, other: "Mistake") -> None:
        self.count += other.count
        self.example = self.example or other.example


@dataclass(frozen=True, slots=True)
class Machine:
    """The process of a worker: its share of one core since the last pulse, and its open descriptors."""

    cpu: float
    descriptors: int


@dataclass(slots=True)
class Counts:
    """Everything that is counted. ``late`` is how long after its intended time an arrival was begun.

    ``vitals`` are by page and name. ``queues`` hold the longest that a desk has seen.
    """

    planned: int = 0
    started: int = 0
    late: Histogram = field(default_factory=Histogram)
    journeys: dict[str, Tally] = field(default_factory=dict)
    steps: dict[str, Tally] = field(default_factory=dict)
    errors: dict[str, Mistake] = field(default_factory=dict)
    queues: dict[str, int] = field(default_factory=dict)
    vitals: dict[tuple[str, str], Histogram] = field(default_factory=dict)

    @property
    def arrived(self) -> list[Tally]:
        """The journeys of who arrived."""
        return [tally for name, tally in self.journeys.items() if not name.startswith(IN_BROWSER)]

    @property
    def ended(self) -> int:
        """How many of those who arrived have come to the end of their journey."""
        return sum(tally.count for tally in self.arrived)

    def erred(self, kind: str, mistake: Mistake) -> None:
        known = kind in self.errors or len(self.errors) < MOST_KINDS
        self.errors.setdefault(kind if known else OTHER, Mistake()).add(mistake)

    def queued(self, desk: str, waiting: int) -> None:
        self.queues[desk] = max(waiting, self.queues.get(desk, 0))

    @property
    def waiting(self) -> dict[str, int]:
        """How many wait at all desks of a kind together; a desk is called by its kind and, after a space, its place."""
        kinds: dict[str, int] = {}
        for desk, waiting in self.queues.items():
            kind, _, _ = desk.partition(" ")
            kinds[kind] = kinds.get(kind, 0) + waiting
        return kinds

    def add(self, other: "Counts") -> None:
        """Takes in what was counted elsewhere or at another time."""
        self.planned += other.planned
        self.started += other.started
        self.late.add(other.late)
        _add_each(self.journeys, other.journeys, Tally)
        _add_each(self.steps, other.steps, Tally)
        _add_each(self.vitals, other.vitals, Histogram)
        for kind, mistake in other.errors.items():
            self.erred(kind, mistake)
        for desk, waiting in other.queues.items():
            self.queued(desk, waiting)

    def as_json(self) -> dict[str, Any]:
        return {
            "planned": self.planned,
            "started": self.started,
            "late": self.late.as_json(),
            "journeys": {name: tally.as_json() for name, tally in self.journeys.items()},
            "steps": {name: tally.as_json() for name, tally in self.steps.items()},
            "errors": {kind: [mistake.count, mistake.example] for kind, mistake in self.errors.items()},
            "queues": self.queues,
            "vitals": [[page, name, values.as_json()] for (page, name), values in self.vitals.items()],
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Counts":
        return cls(
            planned=raw["planned"],
            started=raw["started"],
            late=Histogram.from_json(raw["late"]),
            journeys={name: Tally.from_json(each) for name, each in raw["journeys"].items()},
            steps={name: Tally.from_json(each) for name, each in raw["steps"].items()},
            errors={kind: Mistake(*each) for kind, each in raw["errors"].items()},
            queues=dict(raw["queues"]),
            vitals={(page, name): Histogram.from_json(each) for page, name, each in raw["vitals"]},
        )


def _add_each(mine: dict[Any, Summed], others: Mapping[Any, Summed], kind: type[Summed]) -> None:
    for name, other in others.items():
        if name not in mine:
            mine[name] = kind()
        mine[name].add(other)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What one worker counted from ``since`` to ``until``, in Unix time."""

    worker: str
    since: float
    until: float
    machine: Machine
    counts: Counts

    def as_json(self) -> dict[str, Any]:
        """As it travels, and as it stands in ``pulses.jsonl``."""
        times = {"since": round(self.since, 4), "until": round(self.until, 4)}
        machine = {"cpu": round(self.machine.cpu, 4), "descriptors": self.machine.descriptors}
        return {"worker": self.worker, **times, **machine, **self.counts.as_json()}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Pulse":
        machine = Machine(raw["cpu"], raw["descriptors"])
        return cls(raw["worker"], raw["since"], raw["until"], machine, Counts.from_json(raw))
