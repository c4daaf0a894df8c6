"""What a crowd lives on: greenlets and Locust's client for thousands, or threads and a browser for a few."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import gevent
from locust.event import Events

from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.errors import TargetWrong
from scenarios.load.account import Kind
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.injector import Spawn
from scenarios.load.engine.driver import FastDriver
from scenarios.load.ledger import Book, LedgerWords, Who, witnessed
from scenarios.load.measures.recorder import Recorder
from scenarios.target import Target


class ToldToLocust(Recorder):
    """A recorder whose steps are also on Locust's own page."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events

    def step(self, name: str, seconds: float, *, ok: bool = True) -> None:
        super().step(name, seconds, ok=ok)
        wrong = None if ok else TargetWrong("failed")
        self._events.request.fire(  # type: ignore[no-untyped-call]  # it takes whatever listeners take
            request_type="step", name=name, response_time=seconds * 1000, response_length=0, exception=wrong, context={}
        )


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

    def witness(driver: Driver, who: Who) -> Driver:
        return witnessed(driver, book, who, words)

    try:
        if kind is Kind.PROTOCOL:
            hands = partial(FastDriver, target.says)
            yield World(gevent.spawn, gevent.sleep, time.monotonic, hands, hands, witness, recorder)
        else:
            from scenarios.load.engine.browsers import a_browser

            arranging = partial(HttpDriver, wording=target.says)
            with a_browser(recorder, target.says) as acting:
                yield World(in_thread, time.sleep, time.monotonic, acting, arranging, witness, recorder)
    finally:
        book.close()
