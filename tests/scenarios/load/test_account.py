"""The account of a run, written and read."""

from pathlib import Path

from scenarios.load.account import Ending, Fate, Kind, RunAccount, WorkerAccount


def a_worker(fate: Fate = Fate.FINISHED) -> WorkerAccount:
    return WorkerAccount("w0", "here", Kind.PROTOCOL, 0, first=0, last=499, issued=500, fate=fate)


def an_account(*workers: WorkerAccount) -> RunAccount:
    return RunAccount(7, 1_700_000_000.5, 60.0, Ending.DRAINED, 1.5, 0, workers)


def test_an_account_is_read_as_it_was_written(tmp_path: Path) -> None:
    account = an_account(a_worker(), a_worker(Fate.LOST))
    account.write(tmp_path)
    assert RunAccount.read(tmp_path) == account


def test_the_lost_workers_are_those_that_did_not_say_goodbye() -> None:
    lost = a_worker(Fate.LOST)
    assert an_account(a_worker(), lost).lost == (lost,)
