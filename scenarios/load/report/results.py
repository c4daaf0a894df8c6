"""The results of a load rehearsal as plain data: the content of `results.json`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from scenarios.load.account import RunAccount
from scenarios.load.capacity import Capacity
from scenarios.load.ledger.verdicts import Reconciliation
from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.pulse import Tally
from scenarios.load.measures.timeline import Timeline
from scenarios.load.plan.plan import Plan
from scenarios.load.report.machine import machine, versions
from scenarios.load.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened at a second of the run and explains what the curves do: a deadline, a fault put in."""

    second: float
    words: str


@dataclass(frozen=True, slots=True)
class LoadResults:
    """Everything that a load rehearsal found out. ``again`` is the command that repeats it.

    ``reconciliation`` is the comparison with the portal's records; None if there was none. With a ``capacity`` these are the
    results of the level that shows it, and the verdict is that on the whole search.
    """

    plan: Plan
    account: RunAccount
    timeline: Timeline
    verdict: Verdict
    reconciliation: Reconciliation | None
    target: str
    address: str
    started: str
    duration_s: float
    again: str
    moments: tuple[Moment, ...] = ()
    capacity: Capacity | None = None
    says: Mapping[str, str] = field(default_factory=dict)  # what the target calls otherwise than the guide
    machine: Mapping[str, str] = field(default_factory=machine)
    versions: Mapping[str, str] = field(default_factory=versions)

    def as_json(self) -> dict[str, Any]:
        """As documented in docs/results.md."""
        counts = self.timeline.counts
        return {
            "kind": "load",
            "verdict": self.verdict.kind.value,
            "reason": self.verdict.reason,
            "target": self.target,
            "address": self.address,
            "says": dict(self.says),
            "seed": self.account.seed,
            "started": self.started,
            "duration_s": round(self.duration_s, 3),
            "again": self.again,
            "plan": plan_as_json(self.plan),
            "limits": [check.as_json() for check in self.verdict.checks],
            "mistrust": list(self.verdict.mistrust),
            "arrivals": self._arrivals(),
            "journeys": self._tallies(counts.journeys),
            "steps": self._tallies(counts.steps),
            "errors": [
                {"kind": kind, "count": mistake.count, "example": mistake.example}
                for kind, mistake in sorted(counts.errors.items(), key=lambda each: -each[1].count)
            ],
            "queues": counts.queues,
            "vitals": [
                {"page": page, "name": name, "count": values.count, "p75": round(values.quantile(0.75), 4)}
                for (page, name), values in sorted(counts.vitals.items())
            ],
            "reconciliation": self.reconciliation.as_json() if self.reconciliation else None,
            "generator": {"late": spread(counts.late), "limits": asdict(self.plan.generator)},
            "workers": [asdict(worker) for worker in self.account.workers],
            "capacity": self.capacity.as_json() if self.capacity else None,
            "moments": [asdict(moment) for moment in self.moments],
            "machine": dict(self.machine),
            "versions": dict(self.versions),
        }

    def _arrivals(self) -> dict[str, Any]:
        counts = self.timeline.counts
        refused, failed = sum(each.refused for each in counts.arrived), sum(each.failed for each in counts.arrived)
        return {
            "planned": counts.planned,
            "started": counts.started,
            "done": counts.ended - refused - failed,
            "refused": refused,
            "failed": failed,
            "ended": self.account.ended.value,
            "in_flight_at_end": self.account.in_flight_at_end,
            "arrivals_s": self.account.arrivals_s,
            "drain_s": round(self.account.drain_s, 3),
        }

    def _tallies(self, tallies: Mapping[str, Tally]) -> dict[str, Any]:
        return {name: self._tally(tally) for name, tally in tallies.items()}

    def _tally(self, tally: Tally) -> dict[str, Any]:
        return {
            "count": tally.count,
            "refused": tally.refused,
            "failed": tally.failed,
            "error_share": round(tally.error_share, 6),
            "per_s": round(tally.count / self.account.arrivals_s, 4),
            **spread(tally.seconds),
            "histogram": tally.seconds.as_json(),
        }


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """What was planned, as far as it tells one run from another."""
    return {
        "name": plan.name,
        "candidates": plan.candidates,
        "population": plan.population,
        "scale": plan.scale,
        "arrivals_s": plan.arrivals.lasts_s,
        "journeys": {str(name): weight for name, weight in plan.journeys.items()},
        "areas": {str(name): weight for name, weight in plan.areas.items()},
        "browsers": plan.browsers,
    }


def spread(values: Histogram) -> dict[str, float]:
    """How values in seconds are spread."""
    quantiles = {f"p{share}": values.quantile(share / 100) for share in (50, 95, 99)}
    return {name: round(value, 6) for name, value in {**quantiles, "mean": values.mean, "max": values.largest}.items()}
