"""The results of a run as plain data, and what follows from them: verdict, requirements, table."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.model.coverage import coverage_of_moves, coverage_of_pairs
from scenarios.requirements import State, requirements, state_of

Scenario = Mapping[str, Any]
BROKEN_OFF = "interrupted"  # the trouble with a run that somebody has had enough of
OUTCOMES = ("passed", "failed", "flaky", "not_verified")
WORDS = {"passed": "passed", "failed": "failed", "flaky": "flaky", "not_verified": "not verified"}
MARKS = {"passed": "✓", "failed": "✗", "flaky": "≈", "not_verified": "–"}
# The five named paths, in the order in which a candidate meets them; all others follow by name.
PATH_ORDER = ("on-site", "online", "withdrawal-reprint", "rejection-reupload", "payment-timeout")


@dataclass(slots=True)
class Results:
    """Everything that a run found out; `trouble` says what kept it from playing to its end."""

    target: str
    driver: str
    seed: int
    started: str
    address: str = ""
    faults: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)  # what the target calls otherwise than the guide
    network_delay_ms: int = 0
    duration_s: float = 0.0
    scenarios: list[Scenario] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    trials: list[Mapping[str, Any]] = field(default_factory=list)  # of faults, where somebody proves the scenarios
    proof_of_all: bool = False  # whether every fault and every scenario has been in it

    @property
    def counts(self) -> Counter[str]:
        """How many scenarios had which outcome."""
        return Counter(str(scenario["outcome"]) for scenario in self.scenarios)

    @property
    def verdict(self) -> str:
        """Passed only if something passed, nothing failed, and the run came to its end."""
        if self.trouble or self.uncaught or self.counts["failed"] or self.counts["flaky"]:
            return "failed"
        return "passed" if self.counts["passed"] else "not_verified"

    @property
    def uncaught(self) -> list[Mapping[str, Any]]:
        """The trials of faults that no scenario noticed which claims what they break."""
        return [trial for trial in self.trials if trial["outcome"] != "caught"]

    @property
    def complaints(self) -> list[str]:
        """What speaks against the run besides scenarios that failed, in words."""
        uncaught = [f"fault {trial['fault']} is {trial['outcome']}" for trial in self.uncaught]
        nothing = ["nothing could be verified"] if self.verdict == "not_verified" else []
        return [*self.trouble, *uncaught, *nothing]

    def in_order(self) -> list[Scenario]:
        """The scenarios by path, then by name, whichever worker played them first."""
        return sorted(self.scenarios, key=lambda scenario: (rank(scenario["path"]), scenario["id"]))

    def by_path(self) -> dict[str, list[Scenario]]:
        """The scenarios of each path, in order."""
        groups: dict[str, list[Scenario]] = {}
        for scenario in self.in_order():
            groups.setdefault(scenario["path"], []).append(scenario)
        return groups

    def requirements(self) -> dict[str, dict[str, Any]]:
        """Every requirement with its state and the scenarios that claim it."""
        claims: dict[str, list[Scenario]] = {id_: [] for id_ in requirements()}
        for scenario in self.in_order():
            for id_ in scenario["requirements"]:
                claims[id_].append(scenario)
        shown = {id_ for trial in self.trials for id_ in trial["shown"]}
        return {id_: standing_of(found, proven=id_ in shown) for id_, found in claims.items()}

    def as_json(self) -> dict[str, Any]:
        """The content of `results.json`."""
        return {
            "verdict": self.verdict,
            "target": self.target,
            "address": self.address,
            "driver": self.driver,
            "seed": self.seed,
            "faults": list(self.faults),
            "network_delay_ms": self.network_delay_ms,
            "says": dict(self.says),
            "started": self.started,
            "duration_s": round(self.duration_s, 3),
            "counts": {outcome: self.counts[outcome] for outcome in OUTCOMES},
            "trouble": self.trouble,
            "scenarios": [
                {key: value for key, value in scenario.items() if key != "shown"} for scenario in self.in_order()
            ],
            "requirements": self.requirements(),
            "trials": self.trials,
            "proof_of_all": self.proof_of_all,
            "transitions": coverage_of_moves(self.scenarios),
            "pairs": coverage_of_pairs(self.scenarios),
        }


def standing_of(claiming: list[Scenario], *, proven: bool) -> dict[str, Any]:
    """What a run says of one requirement; it is proven if it holds and a scenario noticed a fault that breaks it."""
    state = state_of(scenario["outcome"] for scenario in claiming)
    if proven and state is State.VERIFIED:
        state = State.PROVEN
    return {"state": str(state), "scenarios": [scenario["id"] for scenario in claiming]}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: all scenarios of a path in one area type."""

    path: str
    area_type: str
    driver: str
    outcomes: Counter[str]
    seconds: float

    @property
    def outcome(self) -> str:
        """The worst of them, which is what matters."""
        return next((one for one in ("failed", "flaky", "not_verified") if self.outcomes[one]), "passed")

    @property
    def words(self) -> str:
        """All outcomes with their numbers: `11 passed, 1 failed`."""
        return ", ".join(f"{self.outcomes[one]} {WORDS[one]}" for one in OUTCOMES if self.outcomes[one])


def rank(path: str) -> tuple[int, str]:
    """Where a path stands in lists."""
    return (PATH_ORDER.index(path) if path in PATH_ORDER else len(PATH_ORDER), path)


def table(results: Results) -> Iterator[Row]:
    """Path x area type x outcome x time."""
    groups: dict[tuple[str, str, str], list[Scenario]] = {}
    for scenario in results.in_order():
        groups.setdefault((scenario["path"], scenario["area_type"], scenario["driver"]), []).append(scenario)
    for (path, area_type, driver), found in sorted(groups.items(), key=lambda group: (rank(group[0][0]), group[0])):
        outcomes = Counter(str(scenario["outcome"]) for scenario in found)
        yield Row(path, area_type, driver, outcomes, sum(scenario["duration_s"] for scenario in found))
