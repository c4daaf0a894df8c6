"""Runs that prove the scenarios: what became of each fault."""

from collections.abc import Sequence

from scenarios.compare.comparison import Comparison, Turn
from scenarios.compare.results import ScenarioResults
from scenarios.saying import counted

CAUGHT, NOT_TRIED = "caught", "not tried"


def compare_trials(comparison: Comparison, base: Sequence[ScenarioResults], new: Sequence[ScenarioResults]) -> None:
    """Which faults are missed or caught now and were not before; nothing, if not all runs are proofs."""
    before, now = outcomes(base), outcomes(new)
    if not (before and now):
        return
    for fault in sorted(now):
        turn = Turn(fault, before.get(fault, NOT_TRIED), now[fault])
        place = place_of(comparison, turn)
        if place is not None:
            place.append(turn)
    for one, other, whose in ((before, now, "the base runs"), (now, before, "the new runs")):
        if only := one.keys() - other.keys():
            comparison.notes.append(f"{counted(len(only), 'fault')} tried in {whose} only")


def place_of(comparison: Comparison, turn: Turn) -> list[Turn] | None:
    """Among what a fault is told; None for one that is caught as it was, or was not tried before."""
    if turn.now != CAUGHT:
        return comparison.still_missed if turn.before not in {CAUGHT, NOT_TRIED} else comparison.newly_missed
    return comparison.newly_caught if turn.before not in {CAUGHT, NOT_TRIED} else None


def outcomes(runs: Sequence[ScenarioResults]) -> dict[str, str]:
    """What became of each fault over all runs of a group: caught only if it always was."""
    found: dict[str, str] = {}
    for run in runs:
        for trial in run.trials:
            if found.get(trial.fault, CAUGHT) == CAUGHT:
                found[trial.fault] = trial.outcome
    return found
