"""Several acts at the same moment, each on a thread of its own; or one that has to wait for another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import count
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import Connection, text

from mock_portal.portal import Portal

TICK_S, MOST_TICKS = 0.01, 1000
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

Outcome = TypeVar("Outcome")


def at_once(*acts: Callable[[], Outcome]) -> list[Outcome]:
    """What each act gave; none begins before all are ready."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Outcome]) -> Outcome:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def made_to_wait(portal: Portal, first: Callable[[Connection], object], act: Callable[[], Outcome]) -> Outcome:
    """What an act gives that has to wait until the transaction of ``first`` is over; on PostgreSQL only."""
    with ThreadPoolExecutor(1) as pool:
        with portal.store.writing() as tx:
            first(tx)
            asked = pool.submit(act)
            _until_it_waits(tx, asked)
        return asked.result()


def _until_it_waits(tx: Connection, asked: Future[Any]) -> None:
    """Or until it is done, where it has not waited."""
    for tick in count():
        if tx.execute(_WAITING).scalar_one() or wait([asked], TICK_S).done:
            return
        assert tick < MOST_TICKS, "expected the act to wait for a lock or to end, found neither"
