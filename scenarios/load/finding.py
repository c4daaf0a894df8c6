"""Plays the levels of a capacity search, each a whole rehearsal with people, a project and a folder of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from scenarios.load.account import Ending
from scenarios.load.capacity import Capacity, Level, Search, explore
from scenarios.load.plan.constant import at_constant_rate
from scenarios.load.rehearsal import Wishes
from scenarios.load.report.results import LoadResults
from scenarios.load.saying import counted, rate

Rehearse = Callable[[Wishes], LoadResults]


@dataclass(slots=True)
class Finder:
    """One capacity search under way. A portal that is started for the run is started anew for each level."""

    wishes: Wishes
    level_s: float
    resolution: float
    rehearse: Rehearse
    says: Callable[[str], object]
    results: list[LoadResults] = field(default_factory=list)

    def finds(self) -> LoadResults:
        """Plays until the capacity is known; gives the level that shows it, under the verdict on the whole search."""
        start = max(1, round(self.wishes.plan.rate * self.level_s))
        capacity = Capacity(tuple(explore(Search(start, self.resolution), self._plays)))
        return self._summed_up(capacity)

    def _plays(self, candidates: int) -> Level:
        number = len(self.results) + 1
        self.says(f"level {number}: {counted(candidates, 'candidate')}, {rate(candidates / self.level_s)}")
        results = self.rehearse(self._wishes_for(number, candidates))
        self.results.append(results)
        verdict, interrupted = results.verdict, results.account.ended is Ending.INTERRUPTED
        return Level(candidates, self.level_s, verdict.kind, verdict.reason, interrupted)

    def _wishes_for(self, number: int, candidates: int) -> Wishes:
        """People who enrolled at one level cannot enroll at the next one on a portal that keeps its records."""
        wishes, seed = self.wishes, self.wishes.seed + number - 1
        plan = at_constant_rate(wishes.plan, candidates, self.level_s).at(seed=seed)
        return replace(wishes, plan=plan, seed=seed, folder=wishes.folder / f"level-{number}")

    def _summed_up(self, capacity: Capacity) -> LoadResults:
        shown = capacity.holds or capacity.breaks or capacity.played[-1]
        results = self.results[next(n for n, each in enumerate(capacity.played) if each is shown)]
        verdict = replace(results.verdict, kind=capacity.kind, reason=capacity.words)
        return replace(results, verdict=verdict, capacity=capacity, again=self._again())

    def _again(self) -> str:
        more = f"--find-capacity --level-seconds {self.level_s:g} --resolution {self.resolution:g}"
        return f"{self.wishes.command} {more}"
