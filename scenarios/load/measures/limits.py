"""Limits of a plan against what was measured: one check for each figure of each step and journey."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scenarios.load.measures.pulse import Tally
from scenarios.load.measures.timeline import Timeline
from scenarios.load.plan.plan import Limit
from scenarios.saying import duration, rate, share

EACH = "*"
QUANTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
FIGURES = (*QUANTILES, "error_share", "throughput")


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of one step or journey (``what``); ``found`` is None if it never happened, which keeps no limit."""

    what: str
    name: str
    figure: str
    expected: float
    found: float | None

    @property
    def kept(self) -> bool:
        if self.found is None:
            return False
        return self.found >= self.expected if self.figure == "throughput" else self.found <= self.expected

    @property
    def expectation(self) -> str:
        """``at most 2 s``."""
        return f"{'at least' if self.figure == 'throughput' else 'at most'} {said(self.figure, self.expected)}"

    @property
    def finding(self) -> str:
        """``3.4 s``."""
        return "it never happened" if self.found is None else said(self.figure, self.found)

    @property
    def words(self) -> str:
        """What was expected and what was found, for somebody who has never heard of percentiles."""
        if self.found is None:
            return f"“{self.name}” was limited by the plan, but never happened"
        if self.figure == "throughput":
            return f"“{self.name}” was expected {self.expectation}, but happened {self.finding}"
        if self.figure == "error_share":
            return (
                f"“{self.name}” was expected to fail in {self.expectation} of all cases, but failed in {self.finding}"
            )
        of_100 = f"{QUANTILES[self.figure] * 100:.0f} of 100 times"
        return f"“{self.name}” was expected to take {self.expectation} {of_100}, but took up to {self.finding}"

    def as_json(self) -> dict[str, str | float | bool | None]:
        found = None if self.found is None else round(self.found, 6)
        return {
            "what": self.what,
            "name": self.name,
            "figure": self.figure,
            "expected": self.expected,
            "found": found,
            "kept": self.kept,
        }


def checks(limits: Iterable[Limit], timeline: Timeline, arrivals_s: float) -> list[Check]:
    """Every limit against what was measured.

    A limit for each (``*``) is one for each step, for a journey lasts as long as its candidate thinks; only its share of
    errors is one for each journey, too. A limit by name replaces the same figure of the limit for each.
    """
    for_each: dict[str, float] = {}
    by_name: dict[str, dict[str, float]] = {}
    for limit in limits:
        (for_each if limit.name == EACH else by_name.setdefault(limit.name, {})).update(figures_of(limit))
    errors_of_each = {figure: value for figure, value in for_each.items() if figure == "error_share"}
    found: list[Check] = []
    for what, tallies, usual in (
        ("journey", timeline.counts.journeys, errors_of_each),
        ("step", timeline.counts.steps, for_each),
    ):
        for name, tally in tallies.items():
            wanted = usual | by_name.get(name, {})
            found += [
                Check(what, name, each, value, measured(each, tally, arrivals_s)) for each, value in wanted.items()
            ]
    happened = timeline.counts.journeys.keys() | timeline.counts.steps.keys()
    for name in by_name.keys() - happened:
        found += [Check("step or journey", name, each, value, None) for each, value in by_name[name].items()]
    return found


def figures_of(limit: Limit) -> Iterator[tuple[str, float]]:
    """The figures that a limit sets."""
    for figure in FIGURES:
        value = getattr(limit, figure)
        if value is not None:
            yield figure, value


def measured(figure: str, tally: Tally, arrivals_s: float) -> float:
    """A figure of a step or a journey."""
    if figure == "error_share":
        return tally.error_share
    if figure == "throughput":
        return (tally.count - tally.failed) / arrivals_s
    return tally.seconds.quantile(QUANTILES[figure])


def said(figure: str, value: float) -> str:
    """A figure in its unit."""
    return {"error_share": share, "throughput": rate}.get(figure, duration)(value)
