"""Figures as ratios: rounds that take turns, their medians, and how far they lie apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. A goal of None makes it a figure that is shown and not judged."""

    section: str
    what: str
    ratios: tuple[float, ...]
    goal: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def middle(self) -> float:
        """The median over the rounds."""
        return median(self.ratios)

    @property
    def reached(self) -> bool | None:
        """Whether the median keeps the goal; None where there is none."""
        if self.goal is None:
            return None
        return self.middle >= self.goal if self.at_least else self.middle <= self.goal


Costs = dict[str, list[float]]


def in_turns(rounds: int, ways: Mapping[str, Callable[[], float]], told: Callable[[str], None]) -> Costs:
    """What each way costs in each round; all ways take their turn within a round, so that they share its disturbances."""
    costs: Costs = {name: [] for name in ways}
    for number in range(rounds):
        # Every other round runs backwards, so that nobody always comes first.
        for name in [*ways][:: -1 if number % 2 else 1]:
            costs[name].append(ways[name]())
        told(f"round {number + 1} of {rounds}: " + ", ".join(f"{n} {costs[n][-1]:.3g}" for n in ways))
    return costs


def shares(part: Sequence[float], whole: Sequence[float]) -> tuple[float, ...]:
    """The ratio of two ways, round by round."""
    return tuple(a / b for a, b in zip(part, whole, strict=True))
