"""A worker: `python -m scenarios.load.engine.worker`, a Locust worker that plays one stripe of a load rehearsal."""

import locust  # noqa: F401 - first of all: it patches the process, unless LOCUST_SKIP_MONKEY_PATCH says not to

# isort: split

import argparse
import gc
import logging
import os
import socket
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any

import gevent
from gevent.util import print_run_info
from locust.env import Environment
from locust.runners import WorkerRunner

from scenarios.errors import Misuse
from scenarios.load.account import Kind
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.performance import Performance
from scenarios.load.engine.machine import Meter
from scenarios.load.engine.messages import (
    Beat,
    Curtain,
    Epoch,
    Goodbye,
    Hello,
    Leaves,
    Progress,
    Role,
    Trouble,
    message,
    told_in,
    word_for,
)
from scenarios.load.engine.worlds import ToldToLocust, a_world, spawn_in

PULSE_SECONDS = 1.0
GLANCE_SECONDS = 0.05
LEAVES_CHARACTERS = 1 << 19
# Allocations, young collections, middle ones until the garbage collector looks further: to look through everything takes 100 ms.
COLLECTED_AFTER = (2000, 20, 100)


class Worker:
    """Plays the role that the conductor gives it, in a strand of its own: a greenlet, or a thread where browsers play.

    Messages come and go in Locust's own strand.
    """

    def __init__(self, runner: WorkerRunner, kind: Kind, ledgers: Path | None) -> None:
        self._runner = runner
        self._kind = kind
        self._ledgers = ledgers
        self._name = ""
        self._epoch: float | None = None
        self._curtain = False
        self._performance: Performance | None = None
        self._recorder = ToldToLocust(runner.environment.events)
        self._meter = Meter()
        self._outbox: deque[object] = deque([self._introduction()])
        for told, does in ((Role, self._takes), (Epoch, self._hears_epoch), (Curtain, self._sees_curtain)):
            runner.register_message(word_for(told), does)
        gevent.spawn(self._posts)

    def _introduction(self) -> Hello:
        return Hello(self._kind, socket.gethostname(), os.getpid(), keeps_ledger=self._ledgers is not None)

    def _posts(self) -> None:
        while True:
            while self._outbox:
                told = self._outbox.popleft()
                self._runner.send_message(word_for(type(told)), message(told))
            gevent.sleep(GLANCE_SECONDS)

    def _hears_epoch(self, environment: Environment, msg: Any) -> None:  # noqa: ARG002  Locust hands both over
        # The clocks of machines differ by little; the clock that measures must not jump.
        self._epoch = time.monotonic() + told_in(msg.data, Epoch).unix - time.time()

    def _sees_curtain(self, environment: Environment, msg: Any) -> None:  # noqa: ARG002  same
        self._curtain = True
        if self._performance:
            self._performance.stops()

    def _takes(self, environment: Environment, msg: Any) -> None:  # noqa: ARG002  same
        spawn_in(self._kind)(self._plays_or_says_why_not, told_in(msg.data, Role))

    def _plays_or_says_why_not(self, role: Role) -> None:
        self._name = role.name
        try:
            with tempfile.TemporaryDirectory(prefix="ledger-") as elsewhere:
                ledger = (self._ledgers or Path(elsewhere)) / f"{role.name}.jsonl"
                with a_world(self._kind, role.cast.target, ledger, self._recorder) as world:
                    goodbye = self._plays(role, world)
                if self._ledgers is None:
                    self._sends(ledger)
            self._outbox.append(goodbye)
        except Exception as problem:  # noqa: BLE001  nobody else would hear of it
            words, misuse = f"{type(problem).__name__}: {problem}", isinstance(problem, Misuse)
            self._outbox.append(Trouble(role.name, words, misuse))

    def _plays(self, role: Role, world: World) -> Goodbye:
        performance = self._performance = Performance(role.cast, role.stripe, world)
        self._arranges(performance, world)
        while self._epoch is None and not self._curtain:
            world.sleep(GLANCE_SECONDS)
        if self._epoch is None:
            return Goodbye(self._name, 0, 0, 0.0)
        return self._performs(performance, world, self._epoch)

    def _arranges(self, performance: Performance, world: World) -> None:
        arranging = performance.arranging()
        arranging.begins(world.spawn)
        while not arranging.over:
            world.sleep(PULSE_SECONDS / 2)
            self._outbox.append(Progress(self._name, arranging.done, ready=False))
        if arranging.problem:
            raise arranging.problem
        spares_garbage_collector()
        self._outbox.append(Progress(self._name, arranging.done, ready=True))

    def _performs(self, performance: Performance, world: World, epoch: float) -> Goodbye:
        world.spawn(self._beats, world, epoch)
        performance.plays(epoch)
        over = world.now()
        if not performance.drains():
            print_run_info(file=sys.stderr)  # what each of them waits for
        tail = world.now() - over
        self._beat(epoch)
        self._performance = None
        return Goodbye(self._name, performance.issued, performance.under_way.count, tail)

    def _beats(self, world: World, epoch: float) -> None:
        world.sleep(max(epoch - world.now(), 0))
        self._recorder.pulse(self._name, time.time(), self._meter.reading())  # what was before is nobody's business
        while self._performance:
            world.sleep(PULSE_SECONDS)
            self._beat(epoch)

    def _beat(self, epoch: float) -> None:
        if performance := self._performance:
            performance.tells_what_was_due(epoch)
            pulse = self._recorder.pulse(self._name, time.time(), self._meter.reading())
            beat = Beat(self._name, pulse.as_json(), performance.issued, performance.under_way.count)
            self._outbox.append(beat)

    def _sends(self, ledger: Path) -> None:
        """A ledger that was kept on another machine than the conductor's."""
        with ledger.open(encoding="utf-8") as file:
            while text := file.read(LEAVES_CHARACTERS):
                self._outbox.append(Leaves(self._name, text))


def spares_garbage_collector() -> None:
    """What is there by now stays, and need not be looked through while others wait; neither need the pages of the crowd.

    Hardly anything of a candidate is in a cycle, so that all of it goes as soon as nobody needs it.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def main() -> int:
    """Plays until the conductor sends it home."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--master-host", default="127.0.0.1")
    parser.add_argument("--master-port", type=int, default=5557)
    parser.add_argument("--kind", type=Kind, default=Kind.PROTOCOL, choices=list(Kind))
    parser.add_argument("--ledgers", type=Path, help="where ledgers are kept, on the conductor's own machine")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    try:
        runner = Environment(user_classes=[]).create_worker_runner(options.master_host, options.master_port)
    except ConnectionError:
        sys.stderr.write(f"expected a master at {options.master_host}:{options.master_port}, found none\n")
        return Misuse.exit_code
    Worker(runner, options.kind, options.ledgers)
    runner.greenlet.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
