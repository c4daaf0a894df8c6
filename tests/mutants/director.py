"""Directs a run inside one pytest session: mutant after mutant, each a portal of its own, beside the healthy one."""

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
HANGS = "a scenario that waits for ever"
LONGEST_SCENARIO_SECONDS = 120.0


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
    _silent: dict[int, bool] = field(default_factory=dict)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[EARLY] = self.healthy

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = session.items
        claims = {n: Claim(n, i.nodeid, frozenset(requirements_of(i)), 0.0) for n, i in enumerate(self._items)}
        suspicion = Suspicion()
        for mutation in self.mutations:
            agenda = UntilNoticed(suspicion.ranked(mutation, claims.values()), self.patience, self._is_alarm)
            fate = self._try(mutation, agenda)
            if agenda.noticed:
                suspicion.noticed(mutation, agenda.noticed.job.number)
            self.fates.append(fate)
            self.tell(fate)
        return True

    def _try(self, mutation: Mutation, agenda: UntilNoticed) -> Fate:
        with self.room.changed(mutation):
            try:
                with self.room.portal() as service:
                    self._play(service, agenda)
            except Misuse as problem:
                return Fate(mutation, STILLBORN, str(problem), 0)
            except TimeoutError as problem:
                return Fate(mutation, HANGS, str(problem), agenda.silent)
        if agenda.noticed is None:
            return Fate(mutation, "", "", agenda.silent)
        return Fate(mutation, self._named(agenda.noticed), agenda.noticed.headline, agenda.silent)

    def _is_alarm(self, complaint: Played) -> bool:
        """Whether a scenario that complains of a mutant does so of the healthy portal, too; each is asked once."""
        number = complaint.job.number
        if number not in self._silent:
            (again,) = self._play(self.healthy, Once([number]))
            self._silent[number] = again.outcome == "passed"
            self.alarms += [] if self._silent[number] else [f"{self._named(again)}: {again.headline}"]
        return not self._silent[number]

    def _play(self, service: Service, agenda: Agenda) -> list[Played]:
        """Plays on this portal; the players are forked anew, so that they know no other one."""
        run_of(self._items[0].config).service = service
        with Players(self.players, self._perform, control.POOL.clear) as players:
            return list(players.play(agenda, LONGEST_SCENARIO_SECONDS))

    def _perform(self, job: Job) -> Played:
        return perform_job(self._items[job.number], job)

    def _named(self, played: Played) -> str:
        return self._items[played.job.number].nodeid
