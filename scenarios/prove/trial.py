"""The trial of one fault: which scenarios it is played against, in which order, and who noticed it."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from scenarios.prove.fault import Fault


class Ending(StrEnum):
    """What became of a fault."""

    CAUGHT = "caught"
    MISSED = "missed"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class Claim:
    """A scenario that passes while nothing is broken: what it claims, and how long it takes."""

    number: int
    id: str
    requirements: frozenset[str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Job:
    """A scenario, by its number, to be played with these faults."""

    number: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a job; `result` is the scenario's whole result where nothing was broken.

    The outcome `misuse` says that the playing came to nothing: it was not the portal that was seen to be wrong; the outcome
    `over` that nothing more can be played, as where there is no browser.
    """

    job: Job
    outcome: str
    headline: str
    seconds: float
    result: Mapping[str, Any] | None = None

    @property
    def complains(self) -> bool:
        """Whether something was found to be wrong, or could not be told."""
        return self.outcome not in {"passed", "not_verified"}


@dataclass(slots=True)
class Trial:
    """One fault on its way through the scenarios that may notice it, until one shows that something in `aim` is broken."""

    fault: Fault
    claims: Mapping[int, Claim]
    aim: frozenset[str] = frozenset()
    thorough: bool = False
    ahead: deque[int] = field(default_factory=deque)
    in_play: int = 0
    played: dict[int, Played] = field(default_factory=dict)

    def aims_at(self, ids: Iterable[str]) -> None:
        """Puts ahead the scenarios that claim these ids: those that claim most of them first, and of those the quickest."""
        self.aim = frozenset(ids)

        def rank(claim: Claim) -> tuple[int, int, float]:
            return -len(claim.requirements & self.aim), len(claim.requirements), claim.seconds

        fit = [one for one in self.claims.values() if self.thorough or one.requirements & self.aim]
        self.ahead = deque(claim.number for claim in sorted(fit, key=rank) if claim.number not in self.played)

    def joined_by(self, claims: Iterable[Claim]) -> None:
        """Lets more scenarios try to notice, with the same aim."""
        self.claims = {**self.claims, **{claim.number: claim for claim in claims}}
        self.aims_at(self.aim)

    def next(self) -> Job | None:
        """The next scenario to be played, unless the fault has been noticed enough."""
        if not self.ahead or self.satisfied:
            return None
        self.in_play += 1
        return Job(self.ahead.popleft(), (self.fault.name,))

    def hear(self, played: Played) -> None:
        """Takes note of what became of a job."""
        self.in_play -= 1
        self.played[played.job.number] = played

    @property
    def satisfied(self) -> bool:
        """Whether something aimed at has been shown to be broken, and that is enough."""
        return not self.thorough and bool(self.shown & self.aim)

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return not self.in_play and (not self.ahead or self.satisfied)

    @property
    def shown(self) -> frozenset[str]:
        """What the fault breaks and a scenario that claims it has noticed."""
        broken = frozenset(self.fault.breaks)
        return frozenset().union(*(self.claims[number].requirements & broken for number in self.noticed_by))

    @property
    def noticed_by(self) -> list[int]:
        """Scenarios that failed, whatever they claim."""
        return [number for number, played in self.played.items() if played.outcome == "failed"]

    @property
    def came_to_nothing(self) -> list[int]:
        """Scenarios that ended by a problem of the harness, or got no answer, so that they say nothing of the portal."""
        return [number for number, played in self.played.items() if played.outcome == "misuse"]

    @property
    def trouble(self) -> str:
        """What kept scenarios from saying anything about the fault; nothing if all went well."""
        if not self.came_to_nothing or self.caught_by:
            return ""
        first, *others = self.came_to_nothing
        more = f", and {len(others)} more came to nothing" if others else ""
        return f"{self.claims[first].id} with fault {self.fault.name}: {self.played[first].headline}{more}"

    @property
    def caught_by(self) -> list[int]:
        """Scenarios that failed and claim something that the fault breaks."""
        return [number for number in self.noticed_by if self.claims[number].requirements & set(self.fault.breaks)]

    @property
    def claimed_by(self) -> list[int]:
        """Scenarios that claim something that the fault breaks."""
        broken = set(self.fault.breaks)
        return [number for number, claim in self.claims.items() if claim.requirements & broken]

    @property
    def ending(self) -> Ending:
        """What became of the fault."""
        if self.caught_by:
            return Ending.CAUGHT
        return Ending.MISSED if self.claimed_by else Ending.UNCLAIMED

    def as_json(self) -> dict[str, Any]:
        """For results.json and the report."""
        caught = self.caught_by
        return {
            "fault": self.fault.name,
            "family": self.fault.family,
            "breaks": list(self.fault.breaks),
            "words": self.fault.words,
            "outcome": str(self.ending),
            "caught_by": self._named(caught),
            "shown": [id_ for id_ in self.fault.breaks if id_ in self.shown],
            "also_noticed_by": self._named(number for number in self.noticed_by if number not in caught),
            "missed_by": self._named(number for number in self.played if number not in self._loud),
            "came_to_nothing": self._named(self.came_to_nothing),
            "headline": self.played[caught[0]].headline if caught else "",
            "duration_s": round(sum(played.seconds for played in self.played.values()), 3),
        }

    @property
    def _loud(self) -> list[int]:
        return self.noticed_by + self.came_to_nothing

    def _named(self, numbers: Iterable[int]) -> list[str]:
        return [self.claims[number].id for number in numbers]


def trial_of(fault: Fault, claims: Iterable[Claim], *, full: bool = False) -> Trial:
    """The trial of a fault, which begins with anything that it breaks."""
    trial = Trial(fault, {claim.number: claim for claim in claims}, thorough=full)
    trial.aims_at(fault.breaks)
    return trial


def aim_further(trials: Iterable[Trial]) -> list[Trial]:
    """Trials that may still show something broken that none has shown yet, each aimed at one such id."""
    trials = list(trials)
    shown = frozenset().union(*(trial.shown for trial in trials))
    aimed: dict[str, Trial] = {}
    for id_ in dict.fromkeys(id_ for trial in trials for id_ in trial.fault.breaks if id_ not in shown):
        for trial in trials:
            if id_ in trial.fault.breaks and trial.fault.name not in aimed:
                trial.aims_at([id_])
                if trial.ahead:
                    aimed[trial.fault.name] = trial
                    break
    return list(aimed.values())
