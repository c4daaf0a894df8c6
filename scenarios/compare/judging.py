"""Compares two groups of runs: their outcomes, and how long everything took."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log
from statistics import fmean
from typing import TypeVar

from scenarios.compare import load, proof, scenario
from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.compare.pace import EVERYTHING, Figures, at_common_pace
from scenarios.compare.permutation import NEARLY, chances, least_chance
from scenarios.compare.results import Kind, LoadResults, ScenarioResults
from scenarios.compare.runs import Run, refuse_what_cannot_be_compared

MOST_HINTS = 5
Content = TypeVar("Content", ScenarioResults, LoadResults)


def compare(base: Sequence[Run], new: Sequence[Run], *, confidence: float = 0.95, least: float = 0.1) -> Comparison:
    """What the new runs do worse or better than the base runs.

    ``least`` is the share by which something must be slower to matter.

    Raises:
        Misuse: the runs cannot be compared.
    """
    refuse_what_cannot_be_compared(base, new)
    kind = base[0].kind
    comparison = Comparison(kind.value, paths(base), paths(new), confidence, least)
    compare_endings(comparison, base, new)
    compare_settings(comparison, base, new)
    trusted = [run for run in new if not run.invalid]
    if not trusted:
        comparison.speed_compared = False
        comparison.notes.append("a run that is INVALID says nothing about the portal, so nothing else is compared")
        return comparison
    repeated = least_chance(len(base), len(trusted)) <= 1 - confidence + NEARLY
    if kind is Kind.SCENARIOS:
        figures = compare_scenarios(
            comparison, of(ScenarioResults, base), of(ScenarioResults, trusted), repeated=repeated
        )
    else:
        figures = compare_loads(comparison, of(LoadResults, base), of(LoadResults, trusted), repeated=repeated)
    if repeated:
        weigh(comparison, at_common_pace(figures), len(base))
    return comparison


def compare_scenarios(
    comparison: Comparison, base: Sequence[ScenarioResults], new: Sequence[ScenarioResults], *, repeated: bool
) -> Figures:
    scenario.compare_outcomes(comparison, base, new)
    proof.compare_trials(comparison, base, new)
    figures = scenario.durations([*base, *new])
    comparison.speed_compared = repeated and bool(figures)
    if not repeated:
        hint(comparison, figures, len(base))
    return figures


def compare_loads(
    comparison: Comparison, base: Sequence[LoadResults], new: Sequence[LoadResults], *, repeated: bool
) -> Figures:
    load.compare_outcomes(comparison, base, new)
    figures = load.quantiles([*base, *new])
    comparison.speed_compared = bool(figures)
    if not repeated:
        load.compare_within(comparison, base, new)
    return figures


def of(shape: type[Content], runs: Sequence[Run]) -> list[Content]:
    return [run.content for run in runs if isinstance(run.content, shape)]


def paths(runs: Sequence[Run]) -> list[str]:
    return [str(run.path) for run in runs]


def compare_endings(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """A new run that ended worse than every base run; of others that did not end well the reader is told."""
    worst = max((run.content.ending for run in base), key=lambda ending: ending.grade)
    for run in new:
        ending = run.content.ending
        if ending.grade > worst.grade:
            comparison.ended_worse.append(Turn(str(run.path), worst.words, ending.words))
    told = {turn.name for turn in comparison.ended_worse}
    comparison.notes += [
        f"{run.path}: {run.content.ending.words}"
        for run in (*base, *new)
        if run.content.ending.grade and str(run.path) not in told
    ]


def compare_settings(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """What was not the same in all runs, so that a difference may come of that."""
    for name in base[0].content.settings:
        before, now = ({run.content.settings[name] for run in group} for group in (base, new))
        if len(before | now) > 1:
            comparison.played_otherwise.append(Turn(name, " or ".join(sorted(before)), " or ".join(sorted(now))))


def weigh(comparison: Comparison, figures: Figures, base_runs: int) -> None:
    """Tells slower and faster from noise by how much repeated runs differ."""
    if EVERYTHING in figures:
        comparison.notes.append(
            "each is compared at a common pace; how fast runs were as a whole is “everything together”"
        )
    doubt = 1 - comparison.confidence + NEARLY
    for change, chance in zip(changes(figures, base_runs), chances([*figures.values()], base_runs), strict=True):
        if chance.slower <= doubt and change.ratio >= 1 + comparison.least:
            comparison.slower.append(replace(change, chance=chance.slower))
        elif chance.faster <= doubt and change.ratio <= 1 / (1 + comparison.least):
            comparison.faster.append(replace(change, chance=chance.faster))
    comparison.slower.sort(key=lambda each: -each.ratio)
    comparison.faster.sort(key=lambda each: each.ratio)


def hint(comparison: Comparison, figures: Figures, base_runs: int) -> None:
    """Without repeated runs nothing can be said of speed; the largest differences are shown for what they are."""
    comparison.notes.append(
        "how much runs differ by themselves is unknown with so few of them, so what is maybe slower counts for nothing: "
        "give at least three of each with --base and --new"
    )
    found = [change for change in changes(figures, base_runs) if change.ratio >= 1 + comparison.least]
    comparison.hints = sorted(found, key=lambda each: -each.ratio)[:MOST_HINTS]


def changes(figures: Figures, base_runs: int) -> list[Change]:
    """The geometric means of both groups of runs."""
    return [
        Change(name, figure, middle(values[:base_runs]), middle(values[base_runs:]))
        for (name, figure), values in figures.items()
    ]


def middle(values: Sequence[float]) -> float:
    return exp(fmean(log(value) for value in values))
