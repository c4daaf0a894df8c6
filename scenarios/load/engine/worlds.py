"""What a crowd lives on: greenlets and Locust's client for thousands, or threads and a browser for a few."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import gevent

from scenarios.drivers.http import HttpDriver
from scenarios.load.account import Kind
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.injector import Spawn
from scenarios.load.engine.transport import FastTransport
from scenarios.load.ledger import Book, LedgerWords, witnessed
from scenarios.load.measures.recorder import Recorder
from scenarios.target import Target


class FastDriver(HttpDriver):
    """The HTTP driver of the suites, with connections of its own over Locust's client."""

    def __init__(self) -> None:
        self._line = FastTransport()
        super().__init__(self._line)

    def close(self) -> None:
        super().close()
        self._line.close()


def in_thread(does: Callable[..., object], *args: object) -> None:
    """Does something in a thread that ends with the process."""
    threading.Thread(target=does, args=args, daemon=True).start()


def spawn_in(kind: Kind) -> Spawn:
    """How a worker of this kind begins a strand."""
    return gevent.spawn if kind is Kind.PROTOCOL else in_thread


@contextmanager
def a_world(kind: Kind, target: Target, ledger: Path, recorder: Recorder) -> Iterator[World]:
    """The world of a worker of this kind, whose ledger is written to this file."""
    book, words = Book(ledger), LedgerWords.of(target)
    try:
        yield World(
            spawn=spawn_in(kind),
            sleep=gevent.sleep,
            now=time.monotonic,
            acting=FastDriver,
            arranging=FastDriver,
            witness=lambda driver, who: witnessed(driver, book, who, words),
            recorder=recorder,
        )
    finally:
        book.close()
