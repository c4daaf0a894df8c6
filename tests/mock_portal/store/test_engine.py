"""Writers on SQLite: one after the other, of whichever thread or process."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from mock_portal.store.engine import Turnstile

WRITERS, TURNS = 4, 200


def test_a_turnstile_lets_in_one_writer_at_a_time(tmp_path: Path) -> None:
    # Two of them, as two processes have: what counts is the file that they share.
    turnstiles = [Turnstile(tmp_path / "turn"), Turnstile(tmp_path / "turn")]
    inside: list[int] = []
    met: list[list[int]] = []

    def writes(writer: int) -> None:
        for _ in range(TURNS):
            with turnstiles[writer % len(turnstiles)].turn():
                inside.append(writer)
                os.sched_yield()
                met.append([*inside])
                inside.remove(writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(writes, range(WRITERS)))
    for turnstile in turnstiles:
        turnstile.close()
    assert len(met) == WRITERS * TURNS
    assert [each for each in met if len(each) > 1] == []


def test_who_leaves_by_an_error_lets_the_next_one_in(tmp_path: Path) -> None:
    turnstile = Turnstile(tmp_path / "turn")
    with suppress(IndexError), turnstile.turn():
        assert not is_free(tmp_path / "turn")
        [].pop()
    assert is_free(tmp_path / "turn")
    turnstile.close()


def is_free(path: Path) -> bool:
    """Whether somebody else would get in at once."""
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
