"""results.json holds what docs/results.md says, and its histograms can be read as described there."""

import json
import re
from math import ceil, log

import pytest

from scenarios.load.measures import Histogram, Machine, Outcome, Recorder
from tests.documents import section
from tests.scenarios.load.a_run import EPOCH, results

OUTCOMES: tuple[Outcome, ...] = ("done", "refused", "failed")


def test_every_key_is_documented_and_every_documented_key_is_there() -> None:
    rows = [line.split("|")[1] for line in section("results.md", "Load").splitlines() if line.startswith("| `")]

    assert set(re.findall(r"`(\w+)`", "".join(rows))) == results().as_json().keys()


@pytest.mark.parametrize("part", ["plan", "arrivals", "steps", "limits", "workers", "generator", "reconciliation"])
def test_the_keys_within_are_documented_too(part: str) -> None:
    inside = results().as_json()[part]
    inside = inside[0] if isinstance(inside, list) else inside.get("submits", inside)

    assert inside.keys() <= set(re.findall(r"`(\w+)`", section("results.md", "Load")))


def test_arrivals_that_are_done_are_some_of_those_that_were_started() -> None:
    recorder = Recorder(since=EPOCH)
    recorder.started(0.0)
    recorder.ended("looks", 1.0, "done")
    for outcome in OUTCOMES:
        recorder.ended("browser: looks", 1.0, outcome)
    arrivals = results([recorder.pulse("w0", EPOCH + 1, Machine(0, 0))]).as_json()["arrivals"]

    assert [arrivals[each] for each in ("started", *OUTCOMES)] == [1, 1, 0, 0]


def test_a_histogram_is_read_as_documented() -> None:
    histogram = Histogram()
    histogram.record(0.25)
    (key, count) = histogram.as_json()["bins"]

    assert (key, count) == (ceil(log(0.25) / log(1.005 / 0.995)), 1)


def test_all_of_it_is_plain_json() -> None:
    content = results().as_json()

    assert json.loads(json.dumps(content)) == content
