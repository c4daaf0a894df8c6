"""Several acts at the same moment, each on a thread of its own; or one that has to wait for another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import count
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import Connection, text

from mock_portal.domain.refusal import Refusal
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


@dataclass(frozen=True)
class UnfinishedPortal(Portal):
    """One whose acts are all done in a transaction that goes on."""

    tx: Connection | None = None

    def writing(self) -> AbstractContextManager[Connection]:
        """That transaction."""
        assert self.tx is not None
        return nullcontext(self.tx)


def made_to_wait(
    portal: Portal,
    first: Callable[[Portal], object],
    act: Callable[[Portal], Outcome],
    last: Callable[[Portal], object] = lambda _: None,
) -> Outcome:
    """What an act gives that comes when ``first`` is done but not yet over, and may have to wait for it; on PostgreSQL only.

    ``last`` is done in the transaction of ``first`` when the act waits already.
    """
    with ThreadPoolExecutor(1) as pool:
        with portal.store.writing() as tx:
            unfinished = UnfinishedPortal(portal.settings, portal.store, portal.now, tx)
            done = first(unfinished)
            assert not isinstance(done, Refusal), done
            asked = pool.submit(act, portal)
            _until_it_waits(tx, asked)
            last(unfinished)
        return asked.result()


def _until_it_waits(tx: Connection, asked: Future[Any]) -> None:
    """Or until it is done, where it has not waited."""
    for tick in count():
        if tx.execute(_WAITING).scalar_one() or wait([asked], TICK_S).done:
            return
        assert tick < MOST_TICKS, "expected the act to wait for a lock or to end, found neither"
