"""The agenda of a proof holds in whichever order the players have done with their jobs."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.prove.agenda import Trials
from scenarios.prove.fault import Fault
from scenarios.prove.trial import Claim, Job, Played, Trial, trial_of

CLAIMS = [Claim(number, f"test_{number}", frozenset({"R1"}), float(number)) for number in range(6)]
FAULTS = [Fault(name, "web", ("R1",), "Wrong.") for name in ("one", "two", "three")]


def noticed_by_first(job: Job) -> Played:
    """Scenario 1 notices everything."""
    return Played(job, "failed" if job.number == 1 else "passed", "", 0.1)


@given(st.data(), st.integers(1, 8))
def test_a_fault_is_played_until_it_is_noticed_and_not_once_more(data: st.DataObject, players: int) -> None:
    ended: list[Trial] = []
    trials = [trial_of(fault, CLAIMS) for fault in FAULTS]
    agenda, busy, noticed = Trials(trials, ended.append), list[Job](), set[str]()
    while True:
        while len(busy) < players and (job := agenda.next()):
            assert job.faults[0] not in noticed
            busy.append(job)
        if not busy:
            break
        done = noticed_by_first(busy.pop(data.draw(st.integers(0, len(busy) - 1), "who is done")))
        agenda.hear(done)
        noticed |= set(done.job.faults) if done.outcome == "failed" else set()
    assert sorted(trial.fault.name for trial in ended) == ["one", "three", "two"]
    assert all(trial.caught_by == [1] for trial in trials)


def test_a_player_with_nothing_better_to_do_joins_a_fault_that_somebody_is_busy_with() -> None:
    agenda = Trials([trial_of(fault, CLAIMS) for fault in FAULTS[:2]])
    jobs = [agenda.next() for _ in range(3)]
    assert jobs == [Job(0, ("one",)), Job(0, ("two",)), Job(1, ("one",))]
