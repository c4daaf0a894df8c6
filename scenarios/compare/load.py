"""Runs of load: limits that are no longer kept, records that no longer agree, steps that got slower or fail more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, sqrt
from statistics import NormalDist
from typing import Any

from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.compare.runs import Run
from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.limits import QUANTILES
from scenarios.load.saying import share

KEPT, BROKEN = "passed", "failed"
PARTS = ("journeys", "steps")


def compare_outcomes(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """Limits and records: what was in order in all base runs, and what is in all new ones."""
    before, now = standings(base), standings(new)
    for name in sorted(before.keys() | now.keys()):
        turn = Turn(name, before.get(name, "unlimited"), now.get(name, "unlimited"))
        if turn.now == BROKEN and turn.before != BROKEN:
            comparison.newly_fails.append(turn)
        elif turn.now == KEPT and turn.before == BROKEN:
            comparison.newly_passes.append(turn)
    compare_errors(comparison, base, new)


def standings(runs: Sequence[Run]) -> dict[str, str]:
    """The limits and the agreement of records; broken if that was so in any of the runs."""
    found: dict[str, str] = {}
    for run in runs:
        for name, kept in checks_of(run):
            found[name] = KEPT if kept and found.get(name, KEPT) == KEPT else BROKEN
    return found


def checks_of(run: Run) -> Iterator[tuple[str, bool]]:
    for check in run.content["limits"]:
        yield f"limit of {check['what']} {check['name']}, {check['figure'].replace('_', ' ')}", check["kept"]
    if run.content["reconciliation"] is not None:
        yield "records agree with what was acknowledged", not run.content["reconciliation"]["discrepancies"]


def compare_errors(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """Journeys and steps that fail more often than chance allows."""
    tallied = list(common(base, new))
    for part, name in tallied:
        before, now = failures(base, part, name), failures(new, part, name)
        doubt = doubt_of_each(comparison, len(tallied))
        if wilson(*now, doubt)[0] > wilson(*before, doubt)[1]:
            words = [f"{share(failed / count)} failed" for failed, count in (before, now)]
            comparison.newly_fails.append(Turn(f"errors of {name}", *words))


def failures(runs: Sequence[Run], part: str, name: str) -> tuple[int, int]:
    tallies = [run.content[part][name] for run in runs]
    return sum(each["failed"] for each in tallies), sum(each["count"] for each in tallies)


def quantiles(runs: Sequence[Run]) -> dict[tuple[str, str], list[float]]:
    """The quantiles of each step and journey in each run."""
    return {
        (name, figure): [run.content[part][name][figure] for run in runs]
        for part, name in common(runs, runs)
        for figure in QUANTILES
    }


def compare_within(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """With too few runs, by how exactly each run alone tells its quantiles."""
    comparison.notes.append(
        "with so few runs only the noise within a run is known, not how much runs differ by themselves: "
        "give at least three of each with --base and --new"
    )
    tallied = list(common(base, new))
    doubt = doubt_of_each(comparison, len(tallied) * len(QUANTILES))
    for part, name in tallied:
        before, now = (histogram_of(group, part, name) for group in (base, new))
        for figure, share_below in QUANTILES.items():
            old, young = Interval.of(before, share_below, doubt), Interval.of(now, share_below, doubt)
            change = Change(name, figure, old.middle, young.middle)
            if young.low > old.high and change.ratio >= 1 + comparison.least:
                comparison.slower.append(change)
            elif young.high < old.low and change.ratio <= 1 / (1 + comparison.least):
                comparison.faster.append(change)


@dataclass(frozen=True, slots=True)
class Interval:
    """A quantile, and between what the true one lies."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Histogram, part: float, doubt: float) -> "Interval":
        """By the ranks between which it lies; where too few values lie beyond it, there is no upper end."""
        around = NormalDist().inv_cdf(1 - doubt / 2) * sqrt(values.count * part * (1 - part))
        first, last = floor(values.count * part - around) - 1, ceil(values.count * part + around)
        low = values.at(first) if first >= 0 else 0.0
        high = values.at(last) if last < values.count else inf
        return cls(low, values.quantile(part), high)


def histogram_of(runs: Sequence[Run], part: str, name: str) -> Histogram:
    whole = Histogram()
    for run in runs:
        whole.add(Histogram.from_json(run.content[part][name]["histogram"]))
    return whole


def common(base: Sequence[Run], new: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """The journeys and steps that happened in all runs."""
    for part in PARTS:
        found = [{name for name, tally in tallies_of(run, part) if tally["count"]} for run in (*base, *new)]
        yield from ((part, name) for name in sorted(set.intersection(*found)))


def tallies_of(run: Run, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from run.content[part].items()


def doubt_of_each(comparison: Comparison, comparisons: int) -> float:
    """The doubt that is allowed for one of so many comparisons (Bonferroni)."""
    return (1 - comparison.confidence) / max(comparisons, 1)


def wilson(failed: int, count: int, doubt: float) -> tuple[float, float]:
    """Between what the true share of failures lies (Wilson 1927)."""
    z = NormalDist().inv_cdf(1 - doubt / 2)
    centre = (failed + z * z / 2) / (count + z * z)
    around = z / (count + z * z) * sqrt(failed * (count - failed) / count + z * z / 4)
    return centre - around, centre + around
