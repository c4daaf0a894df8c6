"""Runs made up for comparisons: scenarios with noisy durations, and load runs with noisy steps."""

import json
import random
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from scenarios.compare import Run, read_run
from scenarios.load.measures import Tally

MakeRun = Callable[..., Run]
NAMES = [f"scenarios/test_online.py::test_{number}[http]" for number in range(40)]
PLAN = {
    "name": "smoke",
    "candidates": 100,
    "arrivals_s": 60.0,
    "journeys": {"enrolls": 1.0},
    "areas": {"on-site-pay": 1.0},
    "browsers": 0,
}
STEPS = {"registers": 0.06, "submits": 0.14, "prints the form": 0.22, "pays": 0.18}


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[Mapping[str, Any]], Run]:
    """Keeps results in a folder, as a run does."""
    numbers = count(1)

    def keep(content: Mapping[str, Any]) -> Run:
        folder = tmp_path / f"run-{next(numbers)}"
        folder.mkdir()
        (folder / "results.json").write_text(json.dumps(content), "utf-8")
        return read_run(folder)

    return keep


@pytest.fixture
def scenario_run(kept: Callable[[Mapping[str, Any]], Run]) -> MakeRun:
    """A run in which durations vary by a tenth, and the whole machine by a fifth."""

    def make(
        seed: int,
        slower: Mapping[str, float] | None = None,
        outcomes: Mapping[str, str] | None = None,
        **changes: Any,
    ) -> Run:
        chance = random.Random(seed)  # noqa: S311 - noise
        machine = chance.lognormvariate(0, 0.2)
        scenarios = [
            {
                "id": name,
                "outcome": (outcomes or {}).get(name, "passed"),
                "duration_s": (1 + number / 10)
                * machine
                * chance.lognormvariate(0, 0.08)
                * (slower or {}).get(name, 1.0),
            }
            for number, name in enumerate(NAMES)
            if (outcomes or {}).get(name) != "absent"
        ]
        content = {
            "verdict": "passed",
            "target": "reference",
            "driver": "http",
            "faults": [],
            "network_delay_ms": 0,
            "trouble": [],
            "scenarios": scenarios,
            "trials": [],
        }
        return kept({**content, **changes})

    return make


@pytest.fixture
def load_run(kept: Callable[[Mapping[str, Any]], Run]) -> MakeRun:
    """A load run of 2,000 times each step."""

    def make(
        seed: int, *, slower: float = 1.0, mood: float = 0.0, failed: int = 0, broken: bool = False, **changes: Any
    ) -> Run:
        chance = random.Random(seed)  # noqa: S311 - noise
        pace = chance.lognormvariate(0, mood)
        steps = {}
        for name, seconds in STEPS.items():
            tally = Tally(failed=failed)
            for _ in range(2000):
                factor = slower if name == "submits" else 1.0
                tally.seconds.record(seconds * pace * chance.lognormvariate(0, 0.4) * factor)
            quantiles = {f"p{part}": tally.seconds.quantile(part / 100) for part in (50, 95, 99)}
            steps[name] = {
                "count": tally.count,
                "failed": failed,
                **quantiles,
                "histogram": tally.seconds.as_json(),
            }
        limit = {"what": "step", "name": "submits", "figure": "p95", "expected": 0.5, "found": 0.3, "kept": not broken}
        content = {
            "kind": "load",
            "verdict": "PASS",
            "reason": "",
            "target": "reference",
            "plan": PLAN,
            "limits": [limit],
            "steps": steps,
            "journeys": {},
            "reconciliation": {"discrepancies": {}},
            "machine": {"cores": "2", "processor": "of some kind"},
        }
        return kept({**content, **changes})

    return make
