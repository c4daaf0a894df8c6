"""Plays the levels of a capacity search, each a whole rehearsal with people, a project and a folder of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from scenarios.errors import ControlFailed, TargetWrong
from scenarios.load.account import Ending
from scenarios.load.capacity import Capacity, Level, Search, explore
from scenarios.load.plan.constant import at_constant_rate
from scenarios.load.rehearsal import Wishes
from scenarios.load.report.results import LoadResults
from scenarios.load.verdict import VerdictKind
from scenarios.saying import counted, rate

Rehearse = Callable[[Wishes], LoadResults]


@dataclass(slots=True)
class Finder:
    """One capacity search under way. A portal that is started for the run is started anew for each level."""

    wishes: Wishes
    level_s: float
    resolution: float
    rehearse: Rehearse
    says: Callable[[str], object]
    results: list[LoadResults | None] = field(default_factory=list)  # of each level, unless it came to nothing

    def finds(self) -> LoadResults:
        """Plays until the capacity is known; gives the level that shows it, under the verdict on the whole search."""
        start = max(1, round(self.wishes.plan.rate * self.level_s))
        capacity = Capacity(tuple(explore(Search(start, self.resolution), self._plays)))
        return self._summed_up(capacity)

    def _plays(self, candidates: int) -> Level:
        number = len(self.results) + 1
        try:
            self.says(f"level {number}: {counted(candidates, 'candidate')}, {rate(candidates / self.level_s)}")
            results = self.rehearse(self._wishes_for(number, candidates))
        except (TargetWrong, ControlFailed, KeyboardInterrupt) as problem:
            if not any(self.results):
                raise  # nothing is lost
            self.results.append(None)
            return self._came_to_nothing(candidates, problem)
        self.results.append(results)
        verdict, interrupted = results.verdict, results.account.ended is Ending.INTERRUPTED
        return Level(candidates, self.level_s, verdict.kind, verdict.reason, interrupted)

    def _came_to_nothing(self, candidates: int, problem: BaseException) -> Level:
        interrupted = isinstance(problem, KeyboardInterrupt)
        why = "was broken off" if interrupted else f"could not be played: {' '.join(str(problem).split())}"
        return Level(candidates, self.level_s, VerdictKind.INVALID, f"It {why}.", interrupted, unplayed=True)

    def _wishes_for(self, number: int, candidates: int) -> Wishes:
        """People who enrolled at one level cannot enroll at the next one on a portal that keeps its records."""
        wishes, seed = self.wishes, self.wishes.seed + number - 1
        plan = at_constant_rate(wishes.plan, candidates, self.level_s).at(seed=seed)
        return replace(wishes, plan=plan, seed=seed, folder=wishes.folder / f"level-{number}")

    def _summed_up(self, capacity: Capacity) -> LoadResults:
        shown = capacity.holds or capacity.breaks or capacity.played[-1]
        told = [(level, each) for level, each in zip(capacity.played, self.results, strict=True) if each]
        results = next((each for level, each in told if level is shown), told[-1][1])
        verdict = replace(results.verdict, kind=capacity.kind, reason=capacity.words)
        return replace(results, verdict=verdict, capacity=capacity, again=self._again())

    def _again(self) -> str:
        more = f"--find-capacity --level-seconds {self.level_s:.15g} --resolution {self.resolution:.15g}"
        return f"{self.wishes.command} {more}"
