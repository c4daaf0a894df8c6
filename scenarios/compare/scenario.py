"""Runs of scenarios: what became of each scenario, and how long it took."""

from collections.abc import Sequence
from math import exp, log
from statistics import fmean

from scenarios.compare.comparison import Comparison, Turn
from scenarios.compare.results import ScenarioResults
from scenarios.errors import Misuse

ABSENT = "not played"
BAD = frozenset({"failed", "flaky"})
# A scenario that took no time at all was not measured.
SHORTEST_S = 0.001


def compare_outcomes(comparison: Comparison, base: Sequence[ScenarioResults], new: Sequence[ScenarioResults]) -> None:
    """What fails, passes, is flaky or is not known now, and was something else before.

    Raises:
        Misuse: not one scenario was played in both.
    """
    before, now = standings(base), standings(new)
    if not before.keys() & now.keys():
        raise Misuse("expected runs that have scenarios in common, found none; compare runs of the same driver")
    for name in sorted(before.keys() | now.keys()):
        turn = Turn(name, before.get(name, ABSENT), now.get(name, ABSENT))
        place = place_of(comparison, turn)
        if place is not None:
            place.append(turn)


def place_of(comparison: Comparison, turn: Turn) -> list[Turn] | None:
    """Among what a scenario is told; None for what is as it was, or was never known."""
    if (turn.now in BAD and turn.before == turn.now) or (turn.before, turn.now) == ("failed", "flaky"):
        return comparison.still_fails
    match turn.now:
        case "failed":
            return comparison.newly_fails
        case "flaky":
            return comparison.newly_flaky
        case "not played":
            return comparison.gone
    if turn.before == ABSENT:
        return comparison.appeared
    if turn.before == turn.now:
        return None
    return comparison.newly_passes if turn.now == "passed" else comparison.no_longer_verified


def standings(runs: Sequence[ScenarioResults]) -> dict[str, str]:
    """What became of each scenario over all runs of a group; flaky if it was not always the same."""
    outcomes: dict[str, set[str]] = {}
    for run in runs:
        for each in run.scenarios:
            outcomes.setdefault(each.id, set()).add(each.outcome)
    return {name: standing(found) for name, found in outcomes.items()}


def standing(outcomes: set[str]) -> str:
    if outcomes & BAD and len(outcomes) > 1:
        return "flaky"
    return next(one for one in ("failed", "flaky", "passed", "not_verified") if one in outcomes)


def durations(runs: Sequence[ScenarioResults]) -> dict[tuple[str, str], list[float]]:
    """How long each scenario took in each run, of those that passed in all of them."""
    by_run = [durations_of(run) for run in runs]
    common = set.intersection(*({*found} for found in by_run))
    return {(name, "duration"): [found[name] for found in by_run] for name in sorted(common)}


def durations_of(run: ScenarioResults) -> dict[str, float]:
    """By scenario; the middle of all times that it was played in this run."""
    found: dict[str, list[float]] = {}
    for each in run.scenarios:
        if each.outcome == "passed":
            found.setdefault(each.id, []).append(max(each.duration_s, SHORTEST_S))
    return {name: exp(fmean(map(log, seconds))) for name, seconds in found.items()}
