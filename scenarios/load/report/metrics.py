"""The same figures for other tools: by second as CSV, in total as OpenMetrics text."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.pulse import Counts
from scenarios.load.measures.timeline import Timeline
from scenarios.load.report.results import LoadResults
from scenarios.load.verdict import VerdictKind

HEAD = ("second", "what", "name", "count", "failed", "refused", "p50_s", "p95_s", "p99_s", "max_s")
QUANTILES = (0.5, 0.95, 0.99)
Row = tuple[object, ...]
Labels = Mapping[str, str]


def csv_of(timeline: Timeline) -> str:
    """One row for each second and each step, journey, count of arrivals, kind of mistake and queue."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    for second, column in timeline.columns():
        writer.writerows((second, *row) for row in rows_of(column.counts))
    return text.getvalue()


def rows_of(counts: Counts) -> Iterator[Row]:
    """One second's rows, without the second."""
    for name, count in {"planned": counts.planned, "started": counts.started, "ended": counts.ended}.items():
        yield ("arrivals", name, count, "", "", "", "", "", "")
    if counts.late.count:
        yield ("generator", "late", counts.late.count, "", "", *figures(counts.late))
    for what, tallies in {"journey": counts.journeys, "step": counts.steps}.items():
        for name, tally in tallies.items():
            yield (what, name, tally.count, tally.failed, tally.refused, *figures(tally.seconds))
    for kind, mistake in counts.errors.items():
        yield ("error", kind, mistake.count, "", "", "", "", "", "")
    for desk, waiting in counts.queues.items():
        yield ("queue", desk, waiting, "", "", "", "", "", "")


def figures(values: Histogram) -> tuple[str, ...]:
    return tuple(f"{value:.6f}" for value in (*map(values.quantile, QUANTILES), values.largest))


def openmetrics_of(results: LoadResults) -> str:
    """The whole run; all names begin with ``rehearsal_``."""
    counts = results.timeline.counts
    lines = [
        *info("run", {"target": results.target, "plan": results.plan.name, "seed": str(results.account.seed)}),
        *verdict(results.verdict.kind),
        *counter("arrivals_planned", "Arrivals whose time had come", [({}, counts.planned)]),
        *counter("arrivals_started", "Arrivals that were begun", [({}, counts.started)]),
        *summary("generator_late", "How late arrivals were begun", [({}, counts.late)]),
    ]
    for what, tallies in {"journey": counts.journeys, "step": counts.steps}.items():
        labelled = [({what: name}, tally) for name, tally in tallies.items()]
        lines += summary(what, f"How long a {what} took", [(labels, tally.seconds) for labels, tally in labelled])
        lines += counter(f"{what}_failed", f"A {what} failed", [(labels, tally.failed) for labels, tally in labelled])
    refused = [({"journey": name}, tally.refused) for name, tally in counts.journeys.items()]
    lines += counter("journey_refused", "A journey was refused as expected", refused)
    mistakes = [({"kind": kind}, mistake.count) for kind, mistake in counts.errors.items()]
    lines += counter("errors", "Something went wrong", mistakes)
    return "\n".join([*lines, "# EOF", ""])


def info(name: str, labels: Labels) -> Iterator[str]:
    yield f"# TYPE rehearsal_{name} info"
    yield f"rehearsal_{name}_info{braces(labels)} 1"


def verdict(found: VerdictKind) -> Iterator[str]:
    yield "# TYPE rehearsal_verdict stateset"
    for kind in VerdictKind:
        yield f"rehearsal_verdict{braces({'rehearsal_verdict': kind.value})} {int(kind is found)}"


def counter(name: str, words: str, samples: Iterable[tuple[Labels, int]]) -> Iterator[str]:
    yield f"# TYPE rehearsal_{name} counter"
    yield f"# HELP rehearsal_{name} {words}."
    for labels, count in samples:
        yield f"rehearsal_{name}_total{braces(labels)} {count}"


def summary(name: str, words: str, samples: Iterable[tuple[Labels, Histogram]]) -> Iterator[str]:
    full = f"rehearsal_{name}_seconds"
    yield f"# TYPE {full} summary"
    yield f"# UNIT {full} seconds"
    yield f"# HELP {full} {words}."
    for labels, values in samples:
        for share in QUANTILES:
            yield f"{full}{braces({**labels, 'quantile': str(share)})} {values.quantile(share):.6f}"
        yield f"{full}_count{braces(labels)} {values.count}"
        yield f"{full}_sum{braces(labels)} {max(values.total, 0.0):.6f}"


def braces(labels: Labels) -> str:
    """Labels as OpenMetrics writes them."""
    pairs = ",".join(f'{name}="{escaped(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
