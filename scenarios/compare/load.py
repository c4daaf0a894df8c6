"""Runs of load: limits that are no longer kept, records that no longer agree, steps that got slower or fail more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, sqrt
from statistics import NormalDist
from typing import Literal

from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.compare.results import LoadResults, Tallied
from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.limits import QUANTILES
from scenarios.saying import share

KEPT, BROKEN, UNCHECKED = "passed", "failed", "not checked"
RECORDS = "records agree with what was acknowledged"
Part = Literal["journeys", "steps"]
PARTS: tuple[Part, ...] = ("journeys", "steps")


def compare_outcomes(comparison: Comparison, base: Sequence[LoadResults], new: Sequence[LoadResults]) -> None:
    """Limits and records: what was in order in all base runs, and what is in all new ones."""
    before, now = standings(base), standings(new)
    for name in sorted(before.keys() | now.keys()):
        turn = Turn(name, before.get(name, UNCHECKED), now.get(name, UNCHECKED))
        if turn.now == BROKEN:
            (comparison.still_fails if turn.before == BROKEN else comparison.newly_fails).append(turn)
        elif turn.now == UNCHECKED:
            (comparison.no_longer_verified if name == RECORDS else comparison.gone).append(turn)
        elif turn.before == BROKEN:
            comparison.newly_passes.append(turn)
    compare_errors(comparison, base, new)
    compare_presence(comparison, base, new)


def standings(runs: Sequence[LoadResults]) -> dict[str, str]:
    """The limits and the agreement of records; broken if that was so in any of the runs."""
    found: dict[str, str] = {}
    for run in runs:
        for name, kept in checks_of(run):
            found[name] = KEPT if kept and found.get(name, KEPT) == KEPT else BROKEN
    return found


def checks_of(run: LoadResults) -> Iterator[tuple[str, bool]]:
    for check in run.limits:
        yield f"limit of {check.what} {check.name}, {check.figure.replace('_', ' ')}", check.kept
    if run.reconciliation is not None:
        yield RECORDS, not run.reconciliation.discrepancies


def compare_errors(comparison: Comparison, base: Sequence[LoadResults], new: Sequence[LoadResults]) -> None:
    """Journeys and steps that fail more often than chance allows."""
    tallied = list(common(base, new))
    for part, name in tallied:
        before, now = failures(base, part, name), failures(new, part, name)
        doubt = doubt_of_each(comparison, len(tallied))
        if wilson(*now, doubt)[0] > wilson(*before, doubt)[1]:
            comparison.newly_fails.append(Turn(f"errors of {name}", failing(*before), failing(*now)))


def compare_presence(comparison: Comparison, base: Sequence[LoadResults], new: Sequence[LoadResults]) -> None:
    """Journeys and steps that happened on one side only."""
    for part in PARTS:
        before, now = (set().union(*(happened(run, part) for run in group)) for group in (base, new))
        comparison.gone += [Turn(name, "happened", "never happened") for name in sorted(before - now)]
        for name in sorted(now - before):
            failed, count = failures(new, part, name)
            place = comparison.newly_fails if failed else comparison.appeared
            place.append(Turn(name, "never happened", failing(failed, count)))


def failures(runs: Sequence[LoadResults], part: Part, name: str) -> tuple[int, int]:
    found = [tallies[name] for tallies in (tallies_of(run, part) for run in runs) if name in tallies]
    return sum(each.failed for each in found), sum(each.count for each in found)


def failing(failed: int, count: int) -> str:
    return f"{share(failed / count)} failed"


def quantiles(runs: Sequence[LoadResults]) -> dict[tuple[str, str], list[float]]:
    """The quantiles of each step and journey in each run."""
    return {
        (name, figure): [histogram_of([run], part, name).quantile(share_below) for run in runs]
        for part, name in common(runs, runs)
        for figure, share_below in QUANTILES.items()
    }


def compare_within(comparison: Comparison, base: Sequence[LoadResults], new: Sequence[LoadResults]) -> None:
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
        around = -NormalDist().inv_cdf(doubt / 2) * sqrt(values.count * part * (1 - part))
        first, last = floor(values.count * part - around) - 1, ceil(values.count * part + around)
        low = values.at(first) if first >= 0 else 0.0
        high = values.at(last) if last < values.count else inf
        return cls(low, values.quantile(part), high)


def histogram_of(runs: Sequence[LoadResults], part: Part, name: str) -> Histogram:
    whole = Histogram()
    for run in runs:
        whole.add(tallies_of(run, part)[name].histogram.histogram)
    return whole


def common(base: Sequence[LoadResults], new: Sequence[LoadResults]) -> Iterator[tuple[Part, str]]:
    """The journeys and steps that happened in all runs."""
    for part in PARTS:
        found = [happened(run, part) for run in (*base, *new)]
        yield from ((part, name) for name in sorted(set.intersection(*found)))


def happened(run: LoadResults, part: Part) -> set[str]:
    return {name for name, tally in tallies_of(run, part).items() if tally.count}


def tallies_of(run: LoadResults, part: Part) -> Mapping[str, Tallied]:
    return run.journeys if part == "journeys" else run.steps


def doubt_of_each(comparison: Comparison, comparisons: int) -> float:
    """The doubt that is allowed for one of so many comparisons (Bonferroni)."""
    return (1 - comparison.confidence) / max(comparisons, 1)


def wilson(failed: int, count: int, doubt: float) -> tuple[float, float]:
    """Between what the true share of failures lies (Wilson 1927)."""
    z = -NormalDist().inv_cdf(doubt / 2)
    centre = (failed + z * z / 2) / (count + z * z)
    around = z / (count + z * z) * sqrt(failed * (count - failed) / count + z * z / 4)
    return centre - around, centre + around
