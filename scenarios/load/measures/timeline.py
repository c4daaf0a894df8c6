"""The pulses of all workers merged: second by second, and in total."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scenarios.load.measures.pulse import Counts, Machine, Pulse

NAME = "pulses.jsonl"
# Twenty minutes by the second; a longer run is kept in columns of several seconds, so that memory has a bound.
MOST_COLUMNS = 1200


@dataclass(slots=True)
class Column:
    """What all workers counted in one stretch of time.

    ``machines`` are the highest figures of each worker, ``spans`` the seconds that each worker's pulses tell of: seldom
    exactly those of the column, for a busy machine is late with its pulses.
    """

    counts: Counts = field(default_factory=Counts)
    machines: dict[str, Machine] = field(default_factory=dict)
    spans: dict[str, float] = field(default_factory=dict)

    @property
    def span(self) -> float:
        """Over how many seconds was counted; 0 if no pulse tells of this stretch."""
        return max(self.spans.values(), default=0.0)

    def add(self, other: "Column") -> None:
        self.counts.add(other.counts)
        for worker, machine in other.machines.items():
            before = self.machines.get(worker, machine)
            highest = Machine(max(machine.cpu, before.cpu), max(machine.descriptors, before.descriptors))
            self.machines[worker] = highest
        for worker, seconds in other.spans.items():
            self.spans[worker] = self.spans.get(worker, 0.0) + seconds


class Timeline:
    """Counts by time since ``epoch``, in columns of ``width`` seconds, and ``total`` over all of them.

    ``last_queues`` is how many waited when each desk looked last.
    """

    def __init__(self, epoch: float, width: int = 1) -> None:
        self.epoch = epoch
        self.width = width
        self.total = Column()
        self.last_queues: dict[str, int] = {}
        self._columns: dict[int, Column] = {}

    @classmethod
    def of(cls, epoch: float, seconds: float, pulses: Iterable[Pulse]) -> "Timeline":
        """A timeline of a run of about so many seconds."""
        timeline = cls(epoch, max(1, -int(-seconds // MOST_COLUMNS)))
        for pulse in pulses:
            timeline.add(pulse)
        return timeline

    def add(self, pulse: Pulse) -> None:
        """Puts a pulse where its middle lies; pulses may come in any order."""
        middle = (pulse.since + pulse.until) / 2
        column = Column(pulse.counts, {pulse.worker: pulse.machine}, {pulse.worker: pulse.until - pulse.since})
        self._columns.setdefault(int((middle - self.epoch) // self.width), Column()).add(column)
        self.total.add(column)
        self.last_queues |= pulse.counts.queues

    @property
    def counts(self) -> Counts:
        """Everything that was counted in the run."""
        return self.total.counts

    @property
    def seconds(self) -> tuple[int, int]:
        """The first second, and the one after the last; a pulse from before the epoch makes the first negative."""
        if not self._columns:
            return 0, 0
        return min(self._columns) * self.width, (max(self._columns) + 1) * self.width

    @property
    def in_flight(self) -> int:
        """How many arrivals have been begun and have not ended."""
        return self.counts.started - self.counts.ended

    def columns(self) -> Iterator[tuple[int, Column]]:
        """Each column with the second at which it begins, in order; stretches without a pulse are empty columns."""
        first, beyond = self.seconds
        for second in range(first, beyond, self.width):
            yield second, self._columns.get(second // self.width, Column())

    def recent(self, seconds: int) -> Counts:
        """What was counted in so many seconds up to the newest pulse."""
        _, beyond = self.seconds
        recent = Counts()
        for number in range((beyond - seconds) // self.width, beyond // self.width):
            recent.add(self._columns.get(number, Column()).counts)
        return recent

    def coarser(self, most: int) -> "Timeline":
        """The same in no more than so many columns, or slightly more where the ends fall badly."""
        first, beyond = self.seconds
        times = max(1, -(-(beyond - first) // (most * self.width)))
        coarse = Timeline(self.epoch, self.width * times)
        coarse.total = self.total
        for number, column in self._columns.items():
            coarse._columns.setdefault(number // times, Column()).add(column)
        return coarse


class Pulses:
    """The pulses kept in a run's folder, which may be growing: each look gives those that have come since the last."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._read = 0

    def __iter__(self) -> Iterator[Pulse]:
        """What is new; a line that is not yet whole is left for the next look."""
        if not self._path.exists():
            return
        with self._path.open("rb") as lines:
            lines.seek(self._read)
            for line in lines:
                if not line.endswith(b"\n"):
                    return
                self._read += len(line)
                yield Pulse.from_json(json.loads(line))


def read_pulses(folder: Path) -> Iterator[Pulse]:
    """The pulses kept in a run's folder; a last line that was cut off is left out."""
    yield from Pulses(folder)
