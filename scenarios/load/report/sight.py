"""How a run stands at one moment, in figures and words: what both kinds of live view show."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.load.measures.limits import Check, checks
from scenarios.load.measures.pulse import Counts, Tally
from scenarios.load.measures.timeline import Timeline
from scenarios.load.plan.plan import Plan
from scenarios.load.report.axes import clock
from scenarios.saying import counted, duration, rate

# Latencies and rates are those of the last seconds, so that one sees what is going on and not what has been.
RECENT_S = 10
MOST_ERRORS = 4
MOST_BROKEN = 3


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: how often, its recent latencies, and what of its limits is not kept so far."""

    name: str
    tally: Tally
    recent: Tally
    broken: tuple[Check, ...]

    @property
    def standing(self) -> str:
        """In words, for a colour alone is not seen by everybody."""
        return "over " + ", ".join(check.figure.replace("_", " ") for check in self.broken) if self.broken else "ok"


class Sight:
    """A look at a timeline, ``now`` in Unix time."""

    def __init__(self, plan: Plan, timeline: Timeline, now: float) -> None:
        self.plan = plan
        self.timeline = timeline
        self.counts = timeline.counts
        self.recent = timeline.recent(RECENT_S)
        self.passed = now - timeline.epoch

    @property
    def draining(self) -> bool:
        return self.passed > self.plan.arrivals.lasts_s

    @property
    def time(self) -> str:
        """``0:35 of 2:00``, and whether arrivals have begun or are over."""
        if self.passed < 0:
            return f"arrivals begin in {clock(self.passed)[1:]}"
        until = clock(self.plan.arrivals.lasts_s)
        return f"{clock(self.passed)}, arrivals are over" if self.draining else f"{clock(self.passed)} of {until}"

    @property
    def arrivals(self) -> str:
        counts = self.counts
        return f"{counts.planned:,} intended, {counts.started:,} started, {counts.ended:,} done"

    @property
    def flow(self) -> str:
        _, until = self.timeline.seconds
        lasted = max(min(RECENT_S, until), 1)
        return f"{rate(self.recent.started / lasted)}, {self.timeline.in_flight:,} in flight"

    @property
    def late(self) -> str:
        limit, p99 = self.plan.generator.late_p99, self.counts.late.quantile(0.99)
        standing = f"over its limit of {duration(limit)}" if self.is_late else "ok"
        return f"{duration(p99)} at p99, {standing}"

    @property
    def is_late(self) -> bool:
        return self.counts.late.quantile(0.99) > self.plan.generator.late_p99

    @property
    def slowest(self) -> str:
        """The recent p95 that is worst, for one line."""
        found = ((tally.seconds.quantile(0.95), name) for name, tally in self.recent.steps.items())
        value, name = max(found, default=(0.0, ""))
        return f"slowest p95 {duration(value)} ({name})" if name else "no step so far"

    @property
    def errors(self) -> str:
        found = sorted(self.counts.errors.items(), key=lambda each: -each[1].count)
        told = ", ".join(f"{mistake.count:,} × {kind}" for kind, mistake in found[:MOST_ERRORS])
        more = f" and {counted(len(found) - MOST_ERRORS, 'other kind')}" if len(found) > MOST_ERRORS else ""
        return f"{told}{more}" if told else "no errors"

    @property
    def queues(self) -> str:
        found = sorted(Counts(queues=self.timeline.last_queues).waiting.items(), key=lambda each: -each[1])
        return ", ".join(f"{waiting:,} at {kind}" for kind, waiting in found if waiting) or "nobody"

    def steps(self) -> list[StepLine]:
        """Those that break a limit first, then the slowest."""
        return sorted(self._steps(), key=lambda step: (not step.broken, -step.recent.seconds.quantile(0.95)))

    def _steps(self) -> Iterator[StepLine]:
        found = checks(self.plan.limits, self.timeline, max(min(self.passed, self.plan.arrivals.lasts_s), 1.0))
        for name, tally in self.counts.steps.items():
            broken = tuple(check for check in found if check.name == name and not check.kept)
            yield StepLine(name, tally, self.recent.steps.get(name, Tally()), broken)

    @property
    def line(self) -> str:
        """Everything in one line, for a file or a pipe."""
        over = [f"{step.name} {step.standing}" for step in self.steps() if step.broken]
        more = f" and {len(over) - MOST_BROKEN} more" if len(over) > MOST_BROKEN else ""
        limits = f"; limits: {'; '.join(over[:MOST_BROKEN])}{more}" if over else ""
        late = f"generator late {self.late}"
        return f"{self.time}: {self.arrivals}; {self.flow}; {self.slowest}; {self.errors}; {late}; waiting: {self.queues}{limits}"
