"""Runs of scenarios: what became of each scenario, and how long it took."""

from collections.abc import Sequence
from math import exp, log
from statistics import fmean

from scenarios.compare.comparison import Comparison, Turn
from scenarios.compare.runs import Run
from scenarios.errors import Misuse

ABSENT = "not played"
BAD = frozenset({"failed", "flaky"})
# A scenario that took no time at all was not measured.
SHORTEST_S = 0.001


def compare_outcomes(comparison: Comparison, base: Sequence[Run], new: Sequence[Run]) -> None:
    """What fails, passes or is flaky now, and was something else before.

    Raises:
        Misuse: not one scenario was played in both.
    """
    before, now = standings(base), standings(new)
    if not before.keys() & now.keys():
        raise Misuse("expected runs that have scenarios in common, found none; compare runs of the same driver")
    for name in sorted(before.keys() | now.keys()):
        turn = Turn(name, before.get(name, ABSENT), now.get(name, ABSENT))
        if turn.now == "flaky":
            comparison.flaky.append(turn)
        elif turn.now == "failed" and turn.before != "failed":
            comparison.newly_fails.append(turn)
        elif turn.now == "passed" and turn.before in BAD:
            comparison.newly_passes.append(turn)
        elif turn.before == "passed" and turn.now in {ABSENT, "not_verified"}:
            comparison.gone.append(turn)


def standings(runs: Sequence[Run]) -> dict[str, str]:
    """What became of each scenario over all runs of a group; flaky if it was not always the same."""
    outcomes: dict[str, set[str]] = {}
    for run in runs:
        for each in run.content["scenarios"]:
            outcomes.setdefault(each["id"], set()).add(each["outcome"])
    return {name: standing(found) for name, found in outcomes.items()}


def standing(outcomes: set[str]) -> str:
    if outcomes & BAD and len(outcomes) > 1:
        return "flaky"
    return next(one for one in ("failed", "flaky", "passed", "not_verified") if one in outcomes)


def durations(runs: Sequence[Run]) -> dict[tuple[str, str], list[float]]:
    """How long each scenario took in each run, of those that passed in all of them."""
    by_run = [durations_of(run) for run in runs]
    common = set.intersection(*({*found} for found in by_run))
    return {(name, "duration"): [found[name] for found in by_run] for name in sorted(common)}


def durations_of(run: Run) -> dict[str, float]:
    """By scenario; the middle of all times that it was played in this run."""
    found: dict[str, list[float]] = {}
    for each in run.content["scenarios"]:
        if each["outcome"] == "passed":
            found.setdefault(each["id"], []).append(max(each["duration_s"], SHORTEST_S))
    return {name: exp(fmean(map(log, seconds))) for name, seconds in found.items()}
