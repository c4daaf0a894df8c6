"""Several people at the same moment: each act in a thread of its own, all released at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 30


def together(*acts: Callable[[], T]) -> list[T]:
    """Do all acts at once and give what each of them gave; an act that raises makes this raise.

    Acts play over HTTP (``actor.beforehand``, an intruder, the stage), each with hands of its own: browsers take orders from
    one thread only, and steps of a story are told one after the other.
    """
    barrier = Barrier(len(acts))

    def released(act: Callable[[], T]) -> T:
        barrier.wait(PATIENCE_SECONDS)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(released, acts))
