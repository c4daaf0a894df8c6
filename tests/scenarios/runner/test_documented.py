"""docs/results.md names every key that a run, a proof or a soak writes, in the row of the key that holds it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.prove.fault import Fault
from scenarios.prove.trial import trial_of
from scenarios.report.results import OUTCOMES
from scenarios.soak.round import Round
from tests.documents import section
from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage

pytest_plugins = ["pytester"]


def undocumented(content: Mapping[str, Any], heading: str) -> list[str]:
    """What a section of the document leaves out, as `row: key`."""
    rows = {name: row for row in section("results.md", heading).splitlines() for name in named(row.partition(" | ")[0])}
    written = [(row, key) for row in content for key in [row, *keys_in(content[row])]]
    return [f"{row}: {key}" for row, key in written if key not in named(rows.get(row, ""))]


def named(words: str) -> list[str]:
    return re.findall(r"`(\w+)`", words)


def keys_in(value: Any) -> Iterator[str]:
    inside = value if isinstance(value, list) else list(value.values()) if isinstance(value, Mapping) else []
    yield from value if isinstance(value, Mapping) else ()
    for one in inside:
        yield from keys_in(one)


def test_what_a_run_writes_is_documented(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    stage.plays()
    content = stage.results

    assert content["scenarios"][1]["failure"]
    assert undocumented({**content, "requirements": list(content["requirements"].values())}, "Scenarios") == []


def test_what_a_proof_writes_is_documented() -> None:
    trial = trial_of(Fault("deaf", "manners", ("R1.1b",), "Nobody is heard."), [])

    assert undocumented({"trials": [trial.as_json()]}, "Scenarios") == []


def test_what_a_soak_writes_is_documented() -> None:
    failed = {"id": "test_tiny.py::test_a", "outcome": "failed", "failure": None, "again": "rehearsal run"}

    played = Round(1, 7, outcomes=Counter(OUTCOMES), failures=[failed])

    assert undocumented({"rounds": [played.as_json()]}, "Soaks") == []


def test_a_key_that_the_document_does_not_name_is_found() -> None:
    assert undocumented({"trials": [{"fault": "deaf", "mood": "good"}]}, "Scenarios") == ["trials: mood"]
