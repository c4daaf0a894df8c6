"""What runs leave is what comparisons read, and docs/results.md says what comparisons say."""

import json
import re

from scenarios.compare import Comparison
from scenarios.compare.results import LoadResults, ScenarioResults
from scenarios.compare.runs import content_of
from scenarios.load.measures import Tally
from scenarios.report.results import Results
from tests.documents import section
from tests.scenarios.load.a_run import results as load_results

PLAYED = {
    "id": "test_a.py::test_a",
    "path": "online",
    "area_type": "online-pay",
    "outcome": "passed",
    "requirements": [],
    "moves": [],
    "duration_s": 0.5,
}


def test_what_a_run_of_scenarios_leaves_is_read() -> None:
    results = Results("tiny", "http", 7, "2026-01-02T03:04:05+08:00", faults=("late",), network_delay_ms=5)
    results.scenarios.append(PLAYED)
    results.trouble.append("interrupted")
    content = content_of(json.dumps(results.as_json()).encode())

    assert isinstance(content, ScenarioResults)
    assert content.settings == {"target": "tiny", "driver": "http", "faults": "late", "network delay": "5 ms"}
    assert [(one.id, one.outcome, one.duration_s) for one in content.scenarios] == [
        ("test_a.py::test_a", "passed", 0.5)
    ]
    assert content.ending.words == "kept from its end: interrupted"


def test_what_a_load_rehearsal_leaves_is_read() -> None:
    results = load_results()
    content = content_of(json.dumps(results.as_json()).encode())

    assert isinstance(content, LoadResults)
    assert content.verdict == results.verdict.kind
    assert content.plan.name == results.plan.name
    for name, tally in results.timeline.counts.steps.items():
        read = content.steps[name]
        assert read.histogram.histogram.as_json() == tally.seconds.as_json()
        assert Tally(read.histogram.histogram, failed=read.failed).count == read.count == tally.count


def test_a_run_of_an_earlier_version_does_not_say_how_slow_its_network_was() -> None:
    said = Results("tiny", "http", 7, "2026-01-02T03:04:05+08:00").as_json()
    del said["network_delay_ms"]

    assert content_of(json.dumps(said).encode()).settings["network delay"] == "0 ms"


def test_every_key_of_a_comparison_is_documented_and_every_documented_key_is_there() -> None:
    rows = [line.split("|")[1] for line in section("results.md", "Comparison").splitlines() if line.startswith("| `")]
    said = Comparison("scenarios", [], [], 0.95, 0.1).as_json()

    assert set(re.findall(r"`(\w+)`", "".join(rows))) == said.keys()
