"""Players are processes of their own; the agenda decides what they do next."""

import os
import signal

import pytest

import scenarios.prove.players
from scenarios.errors import Misuse
from scenarios.prove.agenda import Once, Trials
from scenarios.prove.fault import Fault
from scenarios.prove.players import Players
from scenarios.prove.trial import Claim, Job, Played, trial_of

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def nothing() -> None:
    """Nothing to prepare."""


def play(job: Job) -> Played:
    """Scenario 1 notices everything; whoever plays is told in the headline."""
    outcome = "failed" if job.faults and job.number == 1 else "passed"
    return Played(job, outcome, str(os.getpid()), 0.1)


def test_every_scenario_is_played_once_and_not_in_this_process() -> None:
    with Players(2, play, nothing) as players:
        played = list(players.play(Once(range(6))))
    assert sorted(one.job.number for one in played) == list(range(6))
    assert str(os.getpid()) not in {one.headline for one in played}


def test_players_are_asked_again_as_long_as_there_is_something_to_do() -> None:
    with Players(2, play, nothing) as players:
        assert len(list(players.play(Once([0])))) == 1
        assert len(list(players.play(Once([0, 1])))) == 2


def test_each_fault_is_played_until_it_is_noticed() -> None:
    claims = [Claim(number, f"test_{number}", frozenset({"R1"}), float(number)) for number in range(4)]
    trials = [trial_of(Fault(name, "web", ("R1",), "Wrong."), claims) for name in ("one", "two", "three")]
    with Players(2, play, nothing) as players:
        heard = list(players.play(Trials(trials)))
    assert all(trial.over and trial.caught_by == [1] for trial in trials)
    assert len(heard) == sum(len(trial.played) for trial in trials)


def test_a_player_of_whom_nothing_is_heard_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios.prove.players, "GRACE_SECONDS", 0)

    def waits(job: Job) -> Played:
        del job
        signal.pause()
        raise AssertionError("expected to be ended")

    with Players(1, waits, nothing) as players, pytest.raises(TimeoutError, match="found silence"):
        list(players.play(Once([0]), 0.01))


def test_a_player_that_ends_while_it_has_nothing_to_do_has_another_play_in_its_place() -> None:
    with Players(1, play, nothing) as players:
        (first,) = players.play(Once([0]))
        os.kill(int(first.headline), signal.SIGKILL)
        for process in players._processes.values():
            process.join()
        (second,) = players.play(Once([1]))
    assert (second.outcome, second.headline == first.headline) == ("passed", False)


def test_a_player_that_ends_in_the_middle_of_a_job_is_told_and_another_plays_on() -> None:
    def dies_of_the_first(job: Job) -> Played:
        if job.number == 0:
            os._exit(3)
        return play(job)

    with Players(1, dies_of_the_first, nothing) as players:
        first, second = players.play(Once([0, 1]))
    assert (first.job.number, first.outcome, second.outcome) == (0, "misuse", "passed")
    assert first.headline.endswith("found that the player ended with 3")


def test_where_nothing_more_can_be_played_the_others_are_not_waited_for() -> None:
    def over(job: Job) -> Played:
        return Played(job, "over", "no browser found", 0.1)

    with pytest.raises(Misuse, match="no browser found"), Players(2, over, nothing) as players:
        list(players.play(Once(range(6))))
