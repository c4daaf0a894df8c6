"""Directs a proof inside one pytest session: the healthy portal first, then every fault, played by forked players."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

import pytest

from scenarios import control
from scenarios.errors import Misuse
from scenarios.prove.agenda import Once, Trials
from scenarios.prove.fault import Fault, chosen, faults_of
from scenarios.prove.players import Players
from scenarios.prove.trial import Claim, Job, Played, Trial, aim_further, trial_of
from scenarios.report.results import Results
from scenarios.runner.performance import FAULTS
from scenarios.runner.protocol import forget, perform
from scenarios.runner.result import known_of, lost, result_of, unplayed
from scenarios.runner.selection import play_of, requirements_of
from scenarios.runner.service import Service
from scenarios.runner.state import EARLY, run_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who asked for a proof wants."""

    players: int
    names: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    full: bool = False
    some_scenarios: bool = False

    @property
    def everything(self) -> bool:
        """Whether all faults are tried, with all scenarios."""
        return not (self.names or self.families or self.some_scenarios)

    def concerns(self, item: pytest.Item, faults: Sequence[Fault]) -> bool:
        """Whether a scenario is to be played: all are, unless only some faults are of interest."""
        everything = self.full or not (self.names or self.families)
        return everything or bool({id_ for fault in faults for id_ in fault.breaks} & set(requirements_of(item)))


class Voice(Protocol):
    """Tells how a proof goes."""

    def begins(self, scenarios: int, faults: int, seed: int) -> None:
        """So many scenarios are played with nothing broken, then so many faults are tried."""

    def healthy(self, played: Played) -> None:
        """A scenario was played with nothing broken."""

    def tried(self, trial: Trial) -> None:
        """The trial of a fault is over."""

    def looks_closer(self, faults: int, scenarios: int) -> None:
        """So many faults that nobody has noticed are tried again, by so many scenarios played in another way."""

    def looked(self, played: Played) -> None:
        """A scenario was played in another way with nothing broken."""


@dataclass(slots=True, eq=False)
class Proof:
    """A plugin that takes the place of pytest's own loop over items."""

    wanted: Wanted
    voice: Voice
    service: Service
    problem: Misuse | None = None
    results: Results | None = None
    _items: list[pytest.Item] = field(default_factory=list)
    _tried: set[str] = field(default_factory=set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[EARLY] = self.service

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Plays everything; a misuse is kept, for pytest would take it for a crash."""
        try:
            self._direct(session)
        except Misuse as problem:
            self.problem = problem
        return True

    def _direct(self, session: pytest.Session) -> None:
        run = run_of(session.config)
        self.results = session.config.pluginmanager.get_plugin("rehearsal-recorder").results  # type: ignore[union-attr]
        faults = chosen(faults_of(run.target()), self.wanted.names, self.wanted.families)
        self._items = [item for item in session.items if self.wanted.concerns(item, faults)]
        self.voice.begins(len({play_of(item)[0] for item in self._items}), len(faults), run.wishes.seed)
        healthy: dict[str, Played] = {}
        trials: list[Trial] = []
        try:
            with Players(self.wanted.players, self._play, control.POOL.clear) as players:
                self._play_healthy(players, healthy)
                trials += [trial_of(fault, self._claims(healthy.values()), full=self.wanted.full) for fault in faults]
                self._try(players, trials)
                self._look_closer(players, healthy, trials)
                self._aim_further(players, trials)
        finally:  # what was seen until then is told, should it be broken off
            self._keep(self.results, healthy, trials)
        self.results.proof_of_all = self.wanted.everything

    def _keep(self, results: Results, healthy: Mapping[str, Played], trials: list[Trial]) -> None:
        planned = {play_of(item)[0]: item for item in self._items}
        results.scenarios += [result_in(healthy.get(scenario), item) for scenario, item in planned.items()]
        results.trouble += [f"{self._named(one)}: {one.headline}" for one in healthy.values() if not one.result]
        results.trouble += [trial.trouble for trial in trials if trial.trouble]
        results.trials += [trial.as_json() for trial in trials if trial.fault.name in self._tried]

    def _play_healthy(self, players: Players, found: dict[str, Played]) -> None:
        """Plays everything with nothing broken: over HTTP, then in a browser what says nothing over HTTP."""
        ways = [(number, *play_of(item)) for number, item in enumerate(self._items)]
        for driver in ("http", "browser"):
            said = {scenario for scenario, played in found.items() if played.outcome != "not_verified"}
            numbers = [number for number, scenario, way in ways if way == driver and scenario not in said]
            for played in players.play(Once(numbers)):
                self.voice.healthy(played)
                found[ways[played.job.number][1]] = played

    def _try(self, players: Players, trials: Sequence[Trial]) -> None:
        """Plays every fault until it is caught; one that may still be noticed another way has not been missed yet."""

        def ended(trial: Trial) -> None:
            if not self._other_ways(trial):
                self._ended(trial)

        for _ in players.play(Trials(trials, ended)):
            pass

    def _look_closer(self, players: Players, healthy: dict[str, Played], trials: Sequence[Trial]) -> None:
        """Plays what claims a fault that nobody has noticed in every other way too: over HTTP some look the same."""
        missed = {trial.fault.name: ways for trial in trials if (ways := self._other_ways(trial))}
        if not missed:
            return
        numbers = sorted(set[int]().union(*missed.values()))
        self.voice.looks_closer(len(missed), len(numbers))
        looks = []
        for played in players.play(Once(numbers)):
            self.voice.looked(played)
            looks.append(played)
            if played.complains:
                healthy[self._scenario(played.job.number)] = played
        again = [trial for trial in trials if trial.fault.name in missed]
        for trial in again:
            trial.joined_by(one for one in self._claims(looks) if one.number in missed[trial.fault.name])
        for _ in players.play(Trials(again, self._ended)):
            pass

    def _ended(self, trial: Trial) -> None:
        self._tried.add(trial.fault.name)
        self.voice.tried(trial)

    def _other_ways(self, trial: Trial) -> frozenset[int]:
        """How else the scenarios can be played that claim a fault which nobody has noticed."""
        if trial.caught_by:
            return frozenset()
        claiming = {self._scenario(number) for number in trial.claimed_by}
        others = (number for number in range(len(self._items)) if number not in trial.claims)
        return frozenset(number for number in others if self._scenario(number) in claiming)

    def _aim_further(self, players: Players, trials: Sequence[Trial]) -> None:
        """Plays on until every requirement that can be shown broken has been."""
        while not self.wanted.full and (aimed := aim_further(trials)):
            for _ in players.play(Trials(aimed)):
                pass

    def _scenario(self, number: int) -> str:
        """What an item plays, which others may play another way."""
        return play_of(self._items[number])[0]

    def _named(self, played: Played) -> str:
        return self._items[played.job.number].nodeid

    def _claims(self, looks: Iterable[Played]) -> list[Claim]:
        """What those claim that pass while nothing is broken."""
        return [self._claim(played) for played in looks if played.outcome == "passed"]

    def _claim(self, played: Played) -> Claim:
        item = self._items[played.job.number]
        return Claim(played.job.number, self._named(played), frozenset(requirements_of(item)), played.seconds)

    def _play(self, job: Job) -> Played:
        """What a player does with a job."""
        return perform_job(self._items[job.number], job)


def result_in(played: Played | None, item: pytest.Item) -> Mapping[str, Any]:
    """The result of a scenario with nothing broken, also if its player was lost, or the proof ended before it."""
    if played and played.result:
        return played.result
    known = known_of(item, run_of(item.config).wishes)
    return lost(known, played.headline) if played else unplayed(known)


def perform_job(item: pytest.Item, job: Job) -> Played:
    """Plays a scenario with the faults of a job."""
    item.stash[FAULTS] = job.faults
    # Whatever is played next, what belongs to the session is kept; pytest only asks the next item for its parents.
    try:
        first = perform(item, cast("pytest.Item", item.session))
    except pytest.exit.Exception as problem:
        return Played(job, "over", str(problem), 0.0)
    wishes = replace(run_of(item.config).wishes, faults=job.faults)
    of_target = first.failure is None or first.failure.of_target
    played = Played(
        job,
        first.outcome if of_target else "misuse",
        first.failure.headline if first.failure else first.because,
        first.seconds,
        None if job.faults else result_of(item, wishes, first, None),
    )
    forget(item)
    return played
