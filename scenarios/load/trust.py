"""Why a run cannot be trusted: the generator was late or saturated, somebody was lost, or it did not come to its end."""

from collections.abc import Iterator

from scenarios.load.account import Ending, Kind, RunAccount
from scenarios.load.measures.timeline import Timeline
from scenarios.load.plan.plan import GeneratorLimits
from scenarios.saying import counted, duration, share

# A worker that is busy for a moment is not saturated; one that is so in as many columns in a row is. Columns without a pulse
# of it do not count: a saturated worker is late with those, too.
SATURATED_COLUMNS = 3


def mistrust(account: RunAccount, timeline: Timeline, generator: GeneratorLimits) -> Iterator[str]:
    """What was expected of the generator and what was found, the gravest first."""
    yield from _ended_badly(account, timeline, generator)
    yield from _lost(account)
    yield from _late(timeline, generator)
    yield from _missing(account, timeline)
    yield from _exhausted(account, timeline, generator)


def _ended_badly(account: RunAccount, timeline: Timeline, generator: GeneratorLimits) -> Iterator[str]:
    if account.ended is Ending.INTERRUPTED:
        _, until = timeline.seconds
        lasted = f"{duration(max(until, 0))} of the {duration(account.arrivals_s)} of arrivals that were planned"
        yield f"the run was interrupted after {lasted}"
    if account.ended is Ending.TAIL_NOT_DRAINED:
        left = counted(account.in_flight_at_end, "candidate")
        allowed = duration(generator.drain_s)
        yield f"{left} had not finished {allowed} after the last arrival, so how their journeys would have ended is unknown"
    if not timeline.counts.started:
        yield "nobody arrived, so nothing was measured"


def _lost(account: RunAccount) -> Iterator[str]:
    for worker in account.lost:
        whose = f"what its candidates {worker.first:,} to {worker.last:,} met with was not measured to the end"
        yield f"worker {worker.name} on {worker.host} was lost in mid-run, so {whose}"


def _late(timeline: Timeline, generator: GeneratorLimits) -> Iterator[str]:
    late = timeline.counts.late.quantile(0.99)
    if late > generator.late_p99:
        allowed = duration(generator.late_p99)
        yield f"the generator was late: 99 of 100 arrivals should begin within {allowed}, but took up to {duration(late)}"


def _missing(account: RunAccount, timeline: Timeline) -> Iterator[str]:
    counts = timeline.counts
    if counts.planned > counts.started > 0:
        never = counted(counts.planned - counts.started, "arrival")
        yield f"{never} of {counts.planned:,} should have begun and never did"
    if (issued := sum(each.issued for each in account.workers if each.kind is Kind.PROTOCOL)) > counts.started > 0:
        yield f"{counted(issued, 'candidate')} set out, but only {counts.started:,} were measured"


def _exhausted(account: RunAccount, timeline: Timeline, generator: GeneratorLimits) -> Iterator[str]:
    for worker, cpu in _saturated(timeline, generator.cpu):
        yield f"worker {worker} was short of CPU: expected at most {share(generator.cpu)} of a core, found {share(cpu)}"
    seen = {worker: machine.descriptors for worker, machine in timeline.total.machines.items()}
    told = {worker.name: worker.descriptors_max for worker in account.workers}
    for worker in sorted(seen | told):
        if (found := max(seen.get(worker, 0), told.get(worker, 0))) > generator.descriptors:
            yield f"worker {worker} had {found:,} files and connections open, expected at most {generator.descriptors:,}"


def _saturated(timeline: Timeline, limit: float) -> Iterator[tuple[str, float]]:
    """Each worker that was above the limit for long, and what it kept up."""
    columns = [column.machines for _, column in timeline.columns()]
    for worker in sorted(timeline.total.machines):
        used = [machines[worker].cpu for machines in columns if worker in machines]
        runs = zip(*(used[start:] for start in range(SATURATED_COLUMNS)), strict=False)
        if (kept_up := max((min(run) for run in runs), default=0.0)) > limit:
            yield worker, kept_up
