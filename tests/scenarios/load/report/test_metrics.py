"""Metrics for other tools: a strict parser reads them, and they say what was measured."""

import csv
from io import StringIO

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from scenarios.load.measures import Machine, Recorder
from scenarios.load.report.metrics import csv_of, openmetrics_of
from scenarios.load.report.results import LoadResults
from tests.scenarios.load.a_run import EPOCH, STEPS, results

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture(scope="module")
def found() -> LoadResults:
    return results()


def read(text: str) -> Samples:
    families = text_string_to_metric_families(text)  # type: ignore[no-untyped-call]
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for each in families for one in each.samples}


def test_openmetrics_says_what_was_measured(found: LoadResults) -> None:
    samples = read(openmetrics_of(found))
    counts = found.timeline.counts
    step = (("step", "submits"),)

    assert samples["rehearsal_arrivals_started_total", ()] == counts.started
    assert samples["rehearsal_step_seconds_count", step] == counts.steps["submits"].count
    assert samples["rehearsal_step_seconds", (("quantile", "0.95"), *step)] == pytest.approx(
        counts.steps["submits"].seconds.quantile(0.95), abs=1e-6
    )
    assert samples["rehearsal_verdict", (("rehearsal_verdict", found.verdict.kind.value),)] == 1
    assert {labels[0][1] for name, labels in samples if name == "rehearsal_step_failed_total"} == STEPS.keys()


def test_labels_with_quotes_backslashes_and_line_breaks_stay_what_they_are() -> None:
    nasty = 'says "no"\\\nand 中文'
    recorder = Recorder(since=EPOCH)
    recorder.failed(nasty, "")
    samples = read(openmetrics_of(results([recorder.pulse("w0", EPOCH + 1, Machine(0, 0))])))

    assert samples["rehearsal_errors_total", (("kind", nasty),)] == 1


def test_csv_adds_up_to_the_whole(found: LoadResults) -> None:
    rows = list(csv.DictReader(StringIO(csv_of(found.timeline))))
    counts = found.timeline.counts

    def total(what: str, name: str) -> int:
        return sum(int(row["count"]) for row in rows if (row["what"], row["name"]) == (what, name))

    assert {row["name"]: total("step", row["name"]) for row in rows if row["what"] == "step"} == {
        name: tally.count for name, tally in counts.steps.items()
    }
    assert total("arrivals", "planned") == counts.planned
    assert all(float(row["p50_s"]) <= float(row["p99_s"]) <= float(row["max_s"]) for row in rows if row["p50_s"])
