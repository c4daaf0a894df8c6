"""Curves as inline SVG: drawn in a box that stretches, with labels beside it that do not."""

import json
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scenarios.load.report.axes import clock, ticks, times

WIDTH, HEIGHT = 1000, 200
COLOURS = 8
Value = float | None
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One curve. It leads over what is None, for nothing happened then, and is broken at the places in ``breaks``.

    ``dashed`` is for what was intended, ``area`` is filled below.
    """

    name: str
    values: Sequence[Value]
    dashed: bool = False
    area: bool = False
    breaks: Container[int] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves over the seconds at which their values begin, with horizontal limits and vertical moments."""

    title: str
    seconds: Sequence[int]
    lines: Sequence[Line]
    said: Callable[[float], str]
    limit: tuple[str, float] | None = None
    moments: Sequence[tuple[float, str]] = ()

    @property
    def top(self) -> float:
        """Where the vertical axis ends: a round figure above everything that is drawn."""
        highest = max((value for line in self.lines for value in line.values if value is not None), default=0.0)
        if self.limit and self.limit[1] <= 3 * highest:
            highest = max(highest, self.limit[1])
        return ticks(highest)[-1]

    @property
    def summary(self) -> str:
        """The curves in words, for those who do not see them."""
        parts = []
        for line in self.lines:
            known = [value for value in line.values if value is not None]
            if known:
                parts.append(f"{line.name}: {self.said(min(known))} to {self.said(max(known))}")
        until = clock(self.seconds[-1]) if self.seconds else "0:00"
        return f"{self.title}, over {until}. {'; '.join(parts) or 'nothing was measured'}."

    @property
    def levels(self) -> list[tuple[float, str]]:
        """The horizontal lines as shares from the top, with their labels."""
        return [(1 - tick / self.top, self.said(tick) if tick else "0") for tick in ticks(self.top)]

    @property
    def times(self) -> list[tuple[float, str]]:
        """The labels below as shares from the left."""
        first, last = (self.seconds[0], self.seconds[-1]) if self.seconds else (0, 0)
        return [(self.across(second), clock(second)) for second in times(first, last)]

    @property
    def span(self) -> int:
        return max(self.seconds[-1] - self.seconds[0], 1) if self.seconds else 1

    def across(self, second: float) -> float:
        """Where a second lies, as a share from the left."""
        return (second - (self.seconds[0] if self.seconds else 0)) / self.span

    def height(self, value: float) -> float:
        """Where a value lies, as a share from the top."""
        return 1 - min(value / self.top, 1.0)

    @property
    def shown_limit(self) -> tuple[float, str] | None:
        """The limit as a share from the top, if it lies within the chart."""
        if self.limit is None or self.limit[1] > self.top:
            return None
        return self.height(self.limit[1]), f"{self.limit[0]} {self.said(self.limit[1])}"

    @property
    def shown_moments(self) -> list[tuple[float, int, str]]:
        """Where moments lie as shares from the left, with their numbers from 1 on."""
        numbered = ((self.across(second), number, words) for number, (second, words) in enumerate(self.moments, 1))
        return [moment for moment in numbered if 0 <= moment[0] <= 1]

    @property
    def paths(self) -> Markup:
        """The curves themselves: the first on top of the others, dashed ones on top of all."""
        backwards = reversed([*enumerate(self.lines)])
        drawn = sorted(backwards, key=lambda each: each[1].dashed)
        return Markup("").join(self._path(number, line) for number, line in drawn)

    @property
    def values(self) -> str:
        """What a pointer reads: the times, and each curve's values in words."""
        said = [["–" if value is None else self.said(value) for value in line.values] for line in self.lines]
        at = [round(self.across(second), 4) for second in self.seconds]
        return json.dumps(
            {"at": at, "times": [clock(second) for second in self.seconds], "said": said}, ensure_ascii=False
        )

    def _path(self, number: int, line: Line) -> Markup:
        stretches = list(self._stretches(line))
        kind = f"c{number % COLOURS}{' dashed' if line.dashed else ''}"
        drawn = Markup('<path class="line {}" d="{}"/>').format(kind, " ".join(map(outline, stretches)))
        if not line.area:
            return drawn
        return Markup('<path class="area {}" d="{}"/>').format(kind, " ".join(map(filling, stretches))) + drawn

    def _stretches(self, line: Line) -> Iterator[list[Point]]:
        """The points between breaks."""
        stretch: list[Point] = []
        for place, (second, value) in enumerate(zip(self.seconds, line.values, strict=True)):
            if place in line.breaks and stretch:
                yield stretch
                stretch = []
            elif value is not None:
                stretch.append((self.across(second) * WIDTH, self.height(value) * HEIGHT))
        if stretch:
            yield stretch


def outline(points: Sequence[Point]) -> str:
    """A curve through points; a lone one is a short dash, for it would not be seen otherwise."""
    if len(points) == 1:
        x, y = points[0]
        return f"M{x - 2:.1f} {y:.1f}H{x + 2:.1f}"
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def filling(points: Sequence[Point]) -> str:
    """The area between a curve and the ground."""
    return f"{outline(points)}L{points[-1][0]:.1f} {HEIGHT}L{points[0][0]:.1f} {HEIGHT}Z" if len(points) > 1 else ""
