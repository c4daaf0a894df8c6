"""The director of a load rehearsal: from a plan to a verdict."""

import os
import re
import shlex
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from scenarios.errors import Misuse, TargetWrong
from scenarios.load.account import Kind, RunAccount
from scenarios.load.disturbances import Happenings, dues_of, refuse_unknown
from scenarios.load.engine.messages import Orders, Report, Score
from scenarios.load.errand import refuse_if_registered
from scenarios.load.plan import Plan
from scenarios.load.processes import Child, Conducting, begin_worker
from scenarios.load.report.results import Moment
from scenarios.load.stage import LoadStage, refuse_if_unfit
from scenarios.runner.service import Service
from scenarios.saying import counted
from scenarios.target import Target

LEAD_SECONDS = 2.0  # from the epoch's being told until it comes: every worker has heard of it by then
LOOPBACK = "127.0.0.1"
PASSWORD = re.compile(r"(?<=:)(?!//)[^@]*(?=@)|(?<=[?&]password=)[^&]*")  # in the URL of a database


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who holds the rehearsal wants. ``remote``: the workers are started by somebody else, elsewhere."""

    plan: Plan
    seed: int
    folder: Path
    workers: int = 1
    database: str | None = None
    remote: bool = False
    host: str = LOOPBACK
    port: int = 0
    web_port: int | None = None

    @property
    def command(self) -> str:
        """What repeats this run, where whoever reads it puts in the password of the database."""
        words = ["rehearsal", "load", str(self.folder / "plan.toml")]
        words += ["--seed", str(self.seed), "--scale", repr(self.plan.scale)]
        words += ["--workers", str(self.workers)] if self.workers > 1 else []
        words += ["--target", self.plan.target] if self.plan.target != "reference" else []
        words += ["--database", PASSWORD.sub("***", self.database)] if self.database else []
        return shlex.join(words)

    @property
    def everybody(self) -> int:
        """Workers of both kinds."""
        return self.workers + self.plan.browsers


class Onlooker(Protocol):
    """Whoever watches a rehearsal."""

    def says(self, words: str) -> None:
        """Something has happened that a person should know."""

    def begins(self, epoch: float) -> None:
        """Arrivals begin at this Unix time."""

    def looks(self) -> None:
        """It goes on."""


@dataclass(frozen=True, slots=True)
class Played:
    """A run that is over, while the portal still runs."""

    target: Target
    stage: LoadStage
    account: RunAccount
    moments: tuple[Moment, ...]


@dataclass(slots=True)
class Director:
    """One rehearsal under way."""

    wishes: Wishes
    onlooker: Onlooker
    service: Service
    children: list[Child] = field(default_factory=list)
    conducting: Conducting | None = None
    heard: Report = field(default_factory=Report)
    moments: list[Moment] = field(default_factory=list)

    def rehearses(self) -> Played:
        """Plays the whole run; the portal still runs afterwards.

        Raises:
            Misuse: something could not be started.
            TargetWrong: what was to be before the arrivals did not come to pass.
        """
        wishes, plan = self.wishes, self.wishes.plan
        self.service.begin()
        score = Score(wishes.workers, plan.browsers, wishes.host, wishes.port, str(wishes.folder), wishes.web_port)
        self.conducting = Conducting.begin(wishes.folder, score)
        self.children.append(self.conducting.child)
        self._waits_until(lambda: self.heard.port is not None)
        self._brings_workers()
        target = self.service.ready()
        refuse_if_registered(wishes.seed, target)
        stage = LoadStage.set(target, plan, wishes.everybody)
        self.conducting.orders(Orders(cast=stage.cast(target, wishes.seed)))
        self._waits_until(lambda: self.heard.ready)
        self._plays(stage)
        return Played(target, stage, RunAccount.read(wishes.folder), tuple(self.moments))

    def _brings_workers(self) -> None:
        port, wishes = self.heard.port, self.wishes
        assert port
        if wishes.remote:
            self.onlooker.says(
                f"waiting for {counted(wishes.workers, 'worker')}: rehearsal load --worker "
                f"--master-host {wishes.host} --master-port {port}"
            )
        # Browsers play here in any case: they are few, and no other machine need have one.
        here = {Kind.PROTOCOL: 0 if wishes.remote else wishes.workers, Kind.BROWSER: wishes.plan.browsers}
        for kind, count in here.items():
            for number in range(count):
                worker = begin_worker(f"{kind}-worker-{number}", wishes.folder, kind, wishes.host, port)
                self.children.append(worker)

    def _plays(self, stage: LoadStage) -> None:
        assert self.conducting
        epoch = time.time() + LEAD_SECONDS
        stage.is_set_for(timedelta(seconds=epoch - time.time()))
        self.conducting.orders(Orders(epoch=epoch))
        self.onlooker.begins(epoch)
        self._foresees_deadline()
        disturbed = dues_of(self.wishes.plan.disturbances, self.service.ready(), stage.stage, self.service.pid)
        happenings = Happenings([*stage.days(), *disturbed])
        try:
            while not self.heard.ended:
                self._hears()
                self.moments += [Moment(*happened) for happened in happenings.until(time.time() - epoch)]
        except KeyboardInterrupt:
            self.onlooker.says("interrupted: nobody else is let in; those under way finish")
            self.conducting.orders(Orders(over=True))
            self._waits_until(lambda: self.heard.ended)
        for words in happenings.end():
            self.onlooker.says(f"planned, but did not happen before the run was over: {words}")

    def _foresees_deadline(self) -> None:
        clock, lasts = self.wishes.plan.clock, self.wishes.plan.arrivals.lasts_s
        if clock.share:
            self.moments.append(Moment(clock.share * lasts, clock.moment.replace("-", " ")))

    def _waits_until(self, fulfilled: Callable[[], bool]) -> None:
        while not fulfilled():
            self._hears()

    def _hears(self) -> None:
        """Takes in what the conductor says, and looks whether everybody is still there."""
        assert self.conducting
        for report in self.conducting.hears():
            self._takes_in(report)
        if not self.heard.ready:
            for child in self.children:
                if child.died:
                    raise Misuse(f"expected {child.name} to be there, found it ended: {child.last_words()}")
        self.onlooker.looks()

    def _takes_in(self, report: Report) -> None:
        if report.trouble:
            wrong = Misuse if report.trouble.misuse else TargetWrong
            found = f"{report.trouble.name}: {report.trouble.words}"
            raise wrong(f"expected the past to be arranged before anybody arrives, found: {found}")
        if report.arranged and report.arranged != self.heard.arranged:
            self.onlooker.says(f"{report.arranged} pasts arranged")
        if report.web:
            self.onlooker.says(f"Locust's own page: {report.web}")
        said = {name: value for name in Report.__slots__ if (value := getattr(report, name))}
        self.heard = replace(self.heard, **said)

    def leaves(self) -> None:
        """Sees everybody off."""
        if self.conducting:
            self.conducting.orders(Orders(over=True))
        for child in self.children:
            child.sees_off()
        self.service.stop()


@contextmanager
def a_director(wishes: Wishes, onlooker: Onlooker) -> Iterator[Director]:
    """A director with a portal to be started for the run, all of whom leave at the end.

    Raises:
        Misuse: the plan cannot be played on its target.
    """
    service = Service(wishes.plan.target, None, wishes.folder)
    refuse_if_unfit(wishes.plan, service.target)
    refuse_unknown(wishes.plan.disturbances, service.target, starts=service.starts)
    refuse_taken(wishes.web_port)
    service.target = giving_way(with_database(service.target, wishes.database))
    director = Director(wishes, onlooker, service)
    try:
        yield director
    finally:
        director.leaves()


def refuse_taken(web_port: int | None) -> None:
    """Locust does not say that its own page cannot be served at a port.

    Raises:
        Misuse: why it cannot.
    """
    try:
        if web_port:
            socket.create_server((LOOPBACK, web_port)).close()
    except OSError as problem:
        found = os.strerror(problem.errno or 0)
        raise Misuse(f"expected port {web_port} to be free for Locust's own page, found: {found}") from None


def with_database(target: Target, database: str | None) -> Target:
    """The target, started on a database of one's own.

    Raises:
        Misuse: it is not started by the rehearsal.
    """
    if database is None:
        return target
    if not target.start:
        raise Misuse(f"expected a target that is started for the run, as a database is given, found {target.name}")
    return replace(target, start=(*target.start, "--database", database))


def giving_way(target: Target) -> Target:
    """The target, started so that whoever plays comes before it where they want the same core.

    Players need little; if they had to wait for a busy portal, they would be late, and a run on one machine would say nothing.
    """
    if not target.start or not shutil.which("nice"):
        return target
    return replace(target, start=("nice", *target.start))
