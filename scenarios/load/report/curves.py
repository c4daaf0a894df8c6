"""The charts of a report, drawn from its timeline."""

from collections.abc import Callable, Iterable, Sequence

from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.pulse import Counts, Tally
from scenarios.load.measures.timeline import Column
from scenarios.load.report.chart import Chart, Line, Value
from scenarios.load.report.results import LoadResults
from scenarios.saying import duration, share

MOST_POINTS = 240
MOST_LINES = 6
QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


class Curves:
    """Charts over the same columns of time."""

    def __init__(self, results: LoadResults, most: int = MOST_POINTS) -> None:
        coarse = results.timeline.coarser(most)
        # A stretch that no pulse tells of is left out; the curves lead over it.
        columns = [(second, column) for second, column in coarse.columns() if column.span]
        self.results = results
        self.seconds = [second for second, _ in columns]
        self.columns: list[Column] = [column for _, column in columns]
        self.counts: list[Counts] = [column.counts for column in self.columns]
        self.moments = tuple((moment.second, moment.words) for moment in results.moments)

    def overview(self) -> list[Chart]:
        """What the portal was asked and how it answered."""
        return [self.arrivals(), self.latency(), self.in_flight(), self.throughput(), self.errors(), self.queues()]

    def arrivals(self) -> Chart:
        intended = Line("intended", self._per_second(lambda counts: counts.planned), dashed=True)
        achieved = Line("achieved", self._per_second(lambda counts: counts.started), area=True)
        return self._chart("Arrivals a second", [achieved, intended], plain)

    def latency(self) -> Chart:
        together = [all_of(counts.steps.values()) for counts in self.counts]
        return self._chart("Latency of all steps", quantiles(together), duration)

    def in_flight(self) -> Chart:
        inside, values = 0, []
        for counts in self.counts:
            inside += counts.started - counts.ended
            values.append(float(inside))
        return self._chart("Candidates in mid-journey", [Line("in flight", values, area=True)], plain)

    def throughput(self) -> Chart:
        done = self._per_second(lambda counts: sum(tally.count - tally.failed for tally in counts.steps.values()))
        failed = self._per_second(lambda counts: sum(tally.failed for tally in counts.steps.values()))
        return self._chart("Steps a second", [Line("done", done, area=True), Line("failed", failed)], plain)

    def errors(self) -> Chart:
        worst = sorted(self.results.timeline.counts.errors.items(), key=lambda each: -each[1].count)[:MOST_LINES]
        return self._chart("Errors a second, by kind", [self._errors_of(kind) for kind, _ in worst], plain)

    def queues(self) -> Chart:
        """Of each kind of desk together; one that does not look has as many waiting as it saw last."""
        last = Counts()
        waiting: list[dict[str, int]] = []
        for counts in self.counts:
            last.queues |= counts.queues
            waiting.append(last.waiting)
        kinds = list(last.waiting)
        lines = [Line(kind, [each.get(kind) for each in waiting]) for kind in kinds]
        return self._chart("Waiting at the desks, all of a kind together", lines, plain)

    def steps(self) -> list[Chart]:
        """The latency of each step, the slowest first."""
        limits = {
            each.name: each for each in self.results.verdict.checks if (each.what, each.figure) == ("step", "p95")
        }
        charts = []
        slowest = sorted(self.results.timeline.counts.steps.items(), key=lambda each: -each[1].seconds.quantile(0.95))
        for name, _ in slowest:
            tallies = [counts.steps.get(name, Tally()) for counts in self.counts]
            limit = ("p95 at most", limits[name].expected) if name in limits else None
            charts.append(self._chart(name, quantiles(tallies), duration, limit=limit))
        return charts

    def generator(self) -> list[Chart]:
        """How well the generator of the load kept its own limits."""
        limits = self.results.plan.generator
        late = [Line("p99", [value_of(counts.late, 0.99) for counts in self.counts]), Line("largest", self._latest())]
        workers = sorted(self.results.timeline.total.machines)
        busy = [Line(worker, self._cpu_of(worker)) for worker in workers]
        return [
            self._chart("How late arrivals began", late, duration, limit=("p99 at most", limits.late_p99)),
            self._chart("CPU of the workers, share of a core", busy, share, limit=("at most", limits.cpu)),
        ]

    def _chart(
        self, title: str, lines: Sequence[Line], said: Callable[[float], str], limit: tuple[str, float] | None = None
    ) -> Chart:
        return Chart(title, self.seconds, lines, said, limit, self.moments)

    def _per_second(self, count: Callable[[Counts], int]) -> list[Value]:
        return [count(column.counts) / column.span for column in self.columns]

    def _errors_of(self, kind: str) -> Line:
        return Line(kind, self._per_second(lambda counts: counts.errors[kind].count if kind in counts.errors else 0))

    def _latest(self) -> list[Value]:
        return [counts.late.largest if counts.late.count else None for counts in self.counts]

    def _cpu_of(self, worker: str) -> list[Value]:
        return [column.machines[worker].cpu if worker in column.machines else None for column in self.columns]


def quantiles(tallies: Sequence[Tally]) -> list[Line]:
    """One curve for each quantile, broken where everything failed, for a quick no is not a quick answer."""
    breaks = {place for place, tally in enumerate(tallies) if 0 < tally.count == tally.failed}
    known = [Histogram() if place in breaks else tally.seconds for place, tally in enumerate(tallies)]
    return [Line(name, [value_of(each, part) for each in known], breaks=breaks) for name, part in QUANTILES.items()]


def value_of(histogram: Histogram, part: float) -> Value:
    return histogram.quantile(part) if histogram.count else None


def all_of(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def plain(value: float) -> str:
    """A count or a rate without needless places."""
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:.3g}"  # noqa: PLR2004 - three figures
