"""The conductor: `python -m scenarios.load.engine.conductor`, a Locust master that hands out parts and hears how they go.

It is told what to do line by line on its standard input, and tells the director on its standard output.
"""

import locust  # noqa: F401 - first of all: it patches the process

# isort: split

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import gevent
from locust.env import Environment
from locust.runners import STATE_MISSING, MasterRunner

from scenarios.load.account import Ending, Kind, RunAccount
from scenarios.load.crowd.cast import Cast, leases
from scenarios.load.engine.company import Company
from scenarios.load.engine.messages import (
    Beat,
    Curtain,
    Epoch,
    Goodbye,
    Hello,
    Leaves,
    Orders,
    Progress,
    Report,
    Role,
    Score,
    Trouble,
    decoded,
    encoded,
    message,
    told_in,
    word_for,
)
from scenarios.load.ledger import Loose
from scenarios.load.plan import Plan

GLANCE_SECONDS = 0.05
GRACE_SECONDS = 20.0
LOOPBACK = "127.0.0.1"  # nobody else is to press a button there
Told = TypeVar("Told")


class Conductor:
    """One run, from the first worker's hello to the last one's goodbye."""

    def __init__(self, runner: MasterRunner, score: Score, listen: Callable[[], str]) -> None:
        self._runner = runner
        self._folder = Path(score.folder)
        self._company = Company({Kind.PROTOCOL: score.protocol, Kind.BROWSER: score.browsers})
        self._listen = listen
        self._ledgers = Loose(self._folder / "ledger")
        self._over = False
        self._trouble: Trouble | None = None
        self._epoch: float | None = None
        self._cast: Cast | None = None
        self._pulses = (self._folder / "pulses.jsonl").open("a", encoding="utf-8")
        hears: dict[type[Any], Callable[[str, Any], None]] = {
            Hello: self._hears_hello,
            Progress: self._hears_progress,
            Beat: self._hears_beat,
            Leaves: self._hears_leaves,
            Goodbye: self._hears_goodbye,
            Trouble: self._hears_trouble,
        }
        for told, does in hears.items():
            runner.register_message(word_for(told), partial(self._hears, told, does))

    def _hears(self, told: type[Any], does: Callable[[str, Any], None], environment: Environment, msg: Any) -> None:  # noqa: ARG002
        does(msg.node_id, told_in(msg.data, told))

    def _hears_hello(self, node: str, hello: Hello) -> None:
        # Whoever comes when everybody has a part would only be given one that somebody else has.
        if self._company.joins(node, hello):
            tell(Report(workers=len(self._company.players)))
        else:
            self._dismisses(node)

    def _hears_progress(self, node: str, progress: Progress) -> None:
        player = self._company.players[node]
        player.arranged, player.ready = progress.arranged, progress.ready
        tell(Report(arranged=self._company.arranged))

    def _hears_beat(self, node: str, beat: Beat) -> None:
        self._company.players[node].beats(beat)
        self._pulses.write(json.dumps(beat.pulse, ensure_ascii=False) + "\n")
        self._pulses.flush()

    def _hears_leaves(self, node: str, leaves: Leaves) -> None:  # noqa: ARG002  its name is in it
        self._ledgers.adds(leaves.name, leaves.text)

    def _hears_goodbye(self, node: str, goodbye: Goodbye) -> None:
        self._ledgers.binds(goodbye.name)
        self._company.players[node].goodbye = goodbye

    def _hears_trouble(self, node: str, trouble: Trouble) -> None:
        self._trouble = trouble
        self._company.players[node].lost = True

    def hears_orders(self) -> None:
        """Listens to the director, until it has nothing more to say or is gone."""
        while line := self._listen():
            orders = decoded(line, Orders)
            self._cast = orders.cast or self._cast
            self._epoch = orders.epoch or self._epoch
            if orders.over:
                break
        self._over = True

    def conducts(self) -> None:
        """The whole run; what is to be said about it is in `run.json` then."""
        self._waits_until(lambda: self._company.complete and self._cast is not None)
        if self._over or self._cast is None:
            return
        plan = self._cast.plan
        self._hands_out_parts(self._cast, plan)
        self._waits_until(lambda: self._company.ready or bool(self._company.lost))
        if self._company.lost:
            name = self._company.lost[0].name
            tell(Report(trouble=self._trouble or Trouble(name, "lost before anybody arrived", misuse=True)))
            return
        tell(Report(ready=True))
        self._waits_until(lambda: self._epoch is not None)
        if self._epoch is not None:
            self._plays(plan, self._epoch)

    def _hands_out_parts(self, cast: Cast, plan: Plan) -> None:
        players = self._company.players.values()
        protocol = sum(player.hello.kind is Kind.PROTOCOL for player in players)
        self._company.gives_parts(leases(plan, protocol, len(players) - protocol))
        for player in players:
            assert player.stripe
            self._sends(Role(player.name, cast, player.stripe), player.node)

    def _plays(self, plan: Plan, epoch: float) -> None:
        self._sends(Epoch(epoch))
        ends = epoch + plan.arrivals.lasts_s
        self._waits_until(lambda: self._company.done or time.time() > ends)
        interrupted = self._over
        if interrupted:
            self._sends(Curtain())
        latest = time.time() + plan.generator.drain_s + GRACE_SECONDS
        self._waits_until(lambda: self._company.done or time.time() > latest, whatever=True)
        self._account(plan, epoch, interrupted=interrupted).write(self._folder)

    def _account(self, plan: Plan, epoch: float, *, interrupted: bool) -> RunAccount:
        players = list(self._company.players.values())
        under_way = sum(player.goodbye.under_way if player.goodbye else player.under_way for player in players)
        tails = [player.goodbye.drain_s for player in players if player.goodbye]
        left = sum(player.goodbye.under_way for player in players if player.goodbye)
        ending = Ending.INTERRUPTED if interrupted else Ending.TAIL_NOT_DRAINED if left else Ending.DRAINED
        assert self._cast
        return RunAccount(
            seed=self._cast.seed,
            epoch=epoch,
            arrivals_s=plan.arrivals.lasts_s,
            ended=ending,
            drain_s=round(max(tails, default=0.0), 3),
            in_flight_at_end=under_way,
            workers=tuple(player.account() for player in players),
        )

    def _sends(self, told: object, node: str | None = None) -> None:
        self._runner.send_message(word_for(type(told)), message(told), client_id=node)

    def _dismisses(self, node: str) -> None:
        self._runner.send_message("quit", client_id=node)

    def _waits_until(self, fulfilled: Callable[[], bool], *, whatever: bool = False) -> None:
        """Waits until something is so, or the director says that it is over, which ``whatever`` is not to be heard."""
        while not fulfilled() and (whatever or not self._over):
            gevent.sleep(GLANCE_SECONDS)
            for node in self._company.looks_around(self._is_present):
                self._dismisses(node)  # should it come back

    def _is_present(self, node: str) -> bool:
        client = self._runner.clients.get(node)
        return client is not None and client.state != STATE_MISSING


def tell(report: Report) -> None:
    """Tells the director."""
    sys.stdout.write(encoded(report) + "\n")
    sys.stdout.flush()


def lines_of_director() -> Iterator[str]:
    """What the director says, read without holding up anything else."""
    threads = gevent.get_hub().threadpool
    while line := threads.apply(sys.stdin.readline):
        yield line


def main() -> int:
    """Conducts one run."""
    logging.basicConfig(level=logging.ERROR)
    lines = lines_of_director()
    score = decoded(next(lines), Score)
    environment = Environment(user_classes=[])
    runner = environment.create_master_runner(score.host, score.port)
    conductor = Conductor(runner, score, lambda: next(lines, ""))
    tell(Report(port=runner.server.port))
    if score.web_port:
        environment.create_web_ui(LOOPBACK, score.web_port)
        tell(Report(web=f"http://{LOOPBACK}:{score.web_port}/"))
    gevent.spawn(conductor.hears_orders)
    conductor.conducts()
    runner.quit()
    tell(Report(ended=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
