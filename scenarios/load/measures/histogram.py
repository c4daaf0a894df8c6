"""How values are spread: every quantile within half a percent, mergeable, and small on the wire."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from ddsketch.mapping import LogarithmicMapping
from ddsketch.store import DenseStore

ACCURACY = 0.005
BINS = LogarithmicMapping(ACCURACY)
# What is shorter than a microsecond, or came before it was due, is kept as a microsecond.
SMALLEST = 1e-6
# A histogram of one second spans few bins; they grow by so many at a time.
GROWTH = 32


class Histogram:
    """Values in bins that grow with the value, as in DDSketch (Masson, Rim, Lee 2019)."""

    __slots__ = ("largest", "store", "total")

    def __init__(self) -> None:
        self.store = DenseStore(GROWTH)
        self.total = 0.0
        self.largest = 0.0

    def record(self, value: float) -> None:
        self.store.add(BINS.key(max(value, SMALLEST)))
        self.total += value
        self.largest = max(self.largest, value)

    def add(self, other: "Histogram") -> None:
        """Takes in all values of another one; the bins are the same, so nothing gets less exact."""
        if other.count:
            self.store.merge(other.store)
            self.total += other.total
            self.largest = max(self.largest, other.largest)

    @property
    def count(self) -> int:
        return int(self.store.count)

    @property
    def mean(self) -> float:
        return self.total / self.count if self.count else 0.0

    def quantile(self, share: float) -> float:
        """The smallest value that is not exceeded by this share of all; 0 if there is none."""
        return self.at(max(0, ceil(share * self.count) - 1))

    def at(self, rank: int) -> float:
        """The value that has so many before it in the order of size; 0 if there is none."""
        if not self.count:
            return 0.0
        return min(BINS.value(self.store.key_at_rank(min(rank, self.count - 1))), max(self.largest, SMALLEST))

    def bins(self) -> Iterator[tuple[int, int]]:
        """The bins that hold something, by size, and how many values each of them holds."""
        for index, count in enumerate(self.store.bins):
            if count:
                yield self.store.offset + index, int(count)

    def as_json(self) -> dict[str, Any]:
        """A row of numbers: how far each bin is from the one before, and how many values it holds."""
        row: list[int] = []
        before = 0
        for key, count in self.bins():
            row += (key - before, count)
            before = key
        return {"sum": round(self.total, 6), "max": round(self.largest, 6), "bins": row}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Histogram":
        histogram = cls()
        key = 0
        for step, count in zip(raw["bins"][::2], raw["bins"][1::2], strict=True):
            key += step
            histogram.store.add(key, count)
        histogram.total, histogram.largest = raw["sum"], raw["max"]
        return histogram
