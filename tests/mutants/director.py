"""Directs a run inside one pytest session: the healthy portal first, then mutant after mutant, each a portal of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from scenarios import control
from scenarios.errors import Misuse
from scenarios.prove.agenda import Once
from scenarios.prove.players import Agenda, Players
from scenarios.prove.proof import perform_job
from scenarios.prove.trial import Claim, Job, Played
from scenarios.runner.selection import requirements_of
from scenarios.runner.service import Service
from scenarios.runner.state import EARLY, run_of
from tests.mutants.agenda import UntilNoticed
from tests.mutants.mutation import Mutation
from tests.mutants.room import Room
from tests.mutants.suspicion import Suspicion

STILLBORN = "the portal does not start"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: what noticed it, if anything did, and how many scenarios did not."""

    mutation: Mutation
    noticed_by: str
    headline: str
    silent: int

    @property
    def killed(self) -> bool:
        return bool(self.noticed_by)


@dataclass(slots=True, eq=False)
class Director:
    """A plugin that takes the place of pytest's own loop over items."""

    room: Room
    healthy: Service
    mutations: Sequence[Mutation]
    players: int
    patience: float
    tell: Callable[[Fate], None]
    alarms: list[str] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    _items: list[pytest.Item] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[EARLY] = self.healthy

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = session.items
        claims = self._claims(session)
        if self.alarms:
            return True
        suspicion = Suspicion()
        for mutation in self.mutations:
            agenda = UntilNoticed(suspicion.ranked(mutation, claims), self.patience)
            fate = self._try(session, mutation, agenda)
            if agenda.noticed:
                suspicion.noticed(mutation, agenda.noticed.job.number)
            self.fates.append(fate)
            self.tell(fate)
        return True

    def _claims(self, session: pytest.Session) -> list[Claim]:
        """Plays everything on the copy as it is; whoever complains is an alarm."""
        heard = self._play(session, self.healthy, Once(range(len(self._items))))
        self.healthy.stop()
        self.alarms += [f"{self._named(one)}: {one.headline}" for one in heard if one.outcome in {"failed", "misuse"}]
        return [self._claim(played) for played in heard if played.outcome == "passed"]

    def _try(self, session: pytest.Session, mutation: Mutation, agenda: UntilNoticed) -> Fate:
        with self.room.changed(mutation):
            try:
                with self.room.portal() as service:
                    self._play(session, service, agenda)
            except Misuse as problem:
                return Fate(mutation, STILLBORN, str(problem), 0)
        if agenda.noticed is None:
            return Fate(mutation, "", "", agenda.silent)
        return Fate(mutation, self._named(agenda.noticed), agenda.noticed.headline, agenda.silent)

    def _play(self, session: pytest.Session, service: Service, agenda: Agenda) -> list[Played]:
        """Plays on this portal; the players are forked anew, so that they know no other one."""
        run_of(session.config).service = service
        with Players(self.players, self._perform, control.POOL.clear) as players:
            return list(players.play(agenda))

    def _perform(self, job: Job) -> Played:
        return perform_job(self._items[job.number], job)

    def _named(self, played: Played) -> str:
        return self._items[played.job.number].nodeid

    def _claim(self, played: Played) -> Claim:
        item = self._items[played.job.number]
        return Claim(played.job.number, item.nodeid, frozenset(requirements_of(item)), played.seconds)
