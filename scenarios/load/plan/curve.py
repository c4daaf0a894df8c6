"""Curves of arrivals: how the rate rises and falls over a run, as a density that can be turned around."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import cos, exp, pi, sqrt

Point = tuple[float, float]


class Curve:
    """A rate that runs straight from point to point, each (moment, rate); only its shape counts, not its units."""

    def __init__(self, points: Sequence[Point]) -> None:
        """Moments must rise and rates not be negative, with some rate above nothing: `why_not` says so."""
        assert not why_not(points)
        begin, end = points[0][0], points[-1][0]
        self.points = tuple(((moment - begin) / (end - begin), rate) for moment, rate in points)
        areas = ((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(self.points))
        self._until = (0.0, *accumulate(areas))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Curve) and self.points == other.points

    def __hash__(self) -> int:
        return hash(self.points)

    def __repr__(self) -> str:
        return f"Curve({list(self.points)})"

    def rate(self, share: float) -> float:
        """The rate at this share of the time, where 1 is the average over the whole."""
        (t0, r0), (t1, r1) = self._around(min(max(bisect_right(self.points, (share, float("inf"))), 1), self._last))
        return (r0 + (r1 - r0) * (share - t0) / (t1 - t0)) / self._until[-1]

    def share_come(self, share: float) -> float:
        """Which share of all has come by this share of the time."""
        n = min(max(bisect_right(self.points, (share, float("inf"))), 1), self._last)
        (t0, r0), (t1, r1) = self._around(n)
        passed = share - t0
        return (self._until[n - 1] + r0 * passed + (r1 - r0) / (t1 - t0) * passed**2 / 2) / self._until[-1]

    def moment(self, share: float) -> float:
        """By which share of the time this share of all, from 0 to below 1, has come: `share_come` turned around."""
        wanted = share * self._until[-1]
        n = min(bisect_right(self._until, wanted), self._last)
        (t0, r0), (t1, r1) = self._around(n)
        slope = (r1 - r0) / (t1 - t0)
        rest = wanted - self._until[n - 1]
        # The root in this form stays exact where the slope is nearly nothing.
        root = r0 + sqrt(max(r0**2 + 2 * slope * rest, 0.0))
        return min(t0 + (2 * rest / root if root else 0.0), t1)

    @property
    def _last(self) -> int:
        return len(self.points) - 1

    def _around(self, n: int) -> tuple[Point, Point]:
        return self.points[n - 1], self.points[n]


def why_not(points: Sequence[Point]) -> str:
    """Why these points make no curve; nothing if they do."""
    if len(points) < 2:  # noqa: PLR2004  a line has two ends
        return f"expected two points or more, found {len(points)}"
    if any(later[0] <= earlier[0] for earlier, later in pairwise(points)):
        return f"expected moments that rise from point to point, found {listed(moment for moment, _ in points)}"
    if any(rate < 0 for _, rate in points):
        return f"expected rates of 0 or more, found {listed(rate for _, rate in points)}"
    if not any(rate for _, rate in points):
        return "expected a rate above 0 somewhere, found none"
    return ""


def listed(numbers: Iterable[float]) -> str:
    """Numbers as a file has them."""
    return ", ".join(f"{number:g}" for number in numbers)


DAYS = 14
HOURS = 24
DEADLINE = 0.8  # the share of a deadline surge at which the window closes


def opening_rush() -> Curve:
    """Everybody waits for the door to open, and the crowd thins out behind it."""
    return Curve([(0, 4), (2, 10), (10, 10), *((t, 1 + 9 * exp(-(t - 10) / 20)) for t in range(20, 101, 10))])


def window() -> Curve:
    """Fourteen days and their nights, fuller on the first days and on the last."""
    return Curve([(hour / HOURS, _day(hour // HOURS) * _hour(hour % HOURS)) for hour in range(DAYS * HOURS + 1)])


def deadline_surge() -> Curve:
    """Ever more until the window closes, and for some time those who did not notice that it has."""
    rising = [(t, exp(t / 25)) for t in range(0, 81, 5)]
    return Curve([*rising, (83, rising[-1][1] / 4), (100, rising[-1][1] / 40)])


def payment_opening() -> Curve:
    """Payment opens: a steep rise, and a broad day after it."""
    return Curve([(0, 2), (5, 8), (20, 8), (45, 5), (80, 4), (100, 2)])


def steady() -> Curve:
    """The same rate all the time."""
    return Curve([(0, 1), (1, 1)])


def _day(day: int) -> float:
    """How full a day is: the first three and the last three more than the others."""
    return 1 + exp(-day / 1.5) + 2 * exp(-(DAYS - 1 - min(day, DAYS - 1)) / 1.5)


def _hour(hour: int) -> float:
    """How full an hour is: least at four in the morning, most in the afternoon."""
    return 1.05 - cos((hour - 4) / HOURS * 2 * pi)


CURVES = {
    "opening-rush": opening_rush,
    "window": window,
    "deadline-surge": deadline_surge,
    "payment-opening": payment_opening,
    "steady": steady,
}
