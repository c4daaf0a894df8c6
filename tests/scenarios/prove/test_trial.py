"""The trial of a fault: who is asked first, when it is over, what it shows."""

from collections.abc import Iterable

from scenarios.prove.fault import Fault
from scenarios.prove.trial import Claim, Ending, Job, Played, Trial, aim_further, trial_of

FAULT = Fault("code-kept", "printing", ("R1", "R2"), "The code stays.")


def claim(number: int, *requirements: str, seconds: float = 1.0) -> Claim:
    return Claim(number, f"test_{number}", frozenset(requirements), seconds)


def plays(trial: Trial, failing: Iterable[int] = ()) -> list[int]:
    """Plays a trial to its end; these scenarios fail."""
    order = []
    while job := trial.next():
        order.append(job.number)
        outcome = "failed" if job.number in failing else "passed"
        trial.hear(Played(job, outcome, "expected this, found that", 1.0))
    return order


def test_who_claims_most_of_what_is_broken_goes_first_then_whoever_claims_least_else_then_the_quickest() -> None:
    claims = [
        claim(0, "R1", seconds=3),
        claim(1, "R1", "R2", "R9"),
        claim(2, "R1", "R9"),
        claim(3, "R2", seconds=2),
        claim(4, "R9"),
    ]
    assert plays(trial_of(FAULT, claims)) == [1, 3, 0, 2]


def test_a_trial_ends_with_the_first_scenario_that_notices() -> None:
    trial = trial_of(FAULT, [claim(0, "R1", seconds=1), claim(1, "R1", seconds=2), claim(2, "R2", seconds=3)])
    assert plays(trial, failing={1}) == [0, 1]
    assert trial.over
    assert trial.ending is Ending.CAUGHT
    assert trial.shown == {"R1"}


def test_a_full_trial_goes_on_and_asks_those_too_who_claim_nothing_of_it() -> None:
    trial = trial_of(FAULT, [claim(0, "R1"), claim(1, "R9"), claim(2, "R2")], full=True)
    assert sorted(plays(trial, failing={0, 1})) == [0, 1, 2]
    told = trial.as_json()
    assert (told["caught_by"], told["also_noticed_by"], told["missed_by"]) == (["test_0"], ["test_1"], ["test_2"])


def test_a_fault_that_only_others_notice_is_missed() -> None:
    trial = trial_of(FAULT, [claim(0, "R1"), claim(1, "R9")], full=True)
    plays(trial, failing={1})
    assert trial.ending is Ending.MISSED


def test_a_fault_that_nobody_claims_is_unclaimed() -> None:
    trial = trial_of(FAULT, [claim(0, "R9")])
    assert plays(trial) == []
    assert trial.over
    assert trial.ending is Ending.UNCLAIMED


def test_a_scenario_that_is_not_verified_or_misused_has_noticed_nothing() -> None:
    trial = trial_of(FAULT, [claim(0, "R1"), claim(1, "R2")])
    for outcome in ("not_verified", "misuse"):
        job = trial.next()
        assert job is not None
        trial.hear(Played(job, outcome, "", 0.1))
    assert trial.ending is Ending.MISSED
    assert (trial.as_json()["missed_by"], trial.as_json()["came_to_nothing"]) == (["test_0"], ["test_1"])


def test_a_trial_is_not_over_while_somebody_still_plays() -> None:
    trial = trial_of(FAULT, [claim(0, "R1"), claim(1, "R2")])
    first, second = trial.next(), trial.next()
    assert first is not None
    assert second is not None
    trial.hear(Played(first, "failed", "", 1.0))
    assert not trial.over
    trial.hear(Played(second, "passed", "", 1.0))
    assert trial.over


def test_what_nobody_has_shown_yet_is_aimed_at_in_one_further_trial() -> None:
    other = Fault("code-guessable", "printing", ("R2",), "The code is short.")
    claims = [claim(0, "R1"), claim(1, "R2", seconds=2), claim(2, "R2", seconds=3)]
    trials = [trial_of(FAULT, claims), trial_of(other, claims)]
    plays(trials[0], failing={0})
    plays(trials[1])

    (further,) = aim_further(trials)
    assert further is trials[0]
    assert plays(further, failing={2}) == [1, 2]
    assert further.shown == {"R1", "R2"}
    assert aim_further(trials) == []


def test_a_job_carries_the_fault() -> None:
    assert trial_of(FAULT, [claim(7, "R1")]).next() == Job(7, ("code-kept",))
