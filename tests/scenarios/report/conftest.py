"""Results made up for the report: one scenario of each outcome, and variants of them."""

from collections.abc import Callable
from typing import Any

import pytest

from scenarios.report.results import Results

MakeScenario = Callable[..., dict[str, Any]]
MakeResults = Callable[..., Results]
PAGE = """<html><head><title>报考流程</title><script>alert(1)</script><link rel=stylesheet href=/static/site.css></head>
<body onload="alert(2)"><h1>报考流程</h1><img src="/photo.jpg" alt="照片"><p style="color:red" hidden>秘密</p>
<select><option>甘肃省<option selected>浙江省</select></body></html>"""


@pytest.fixture
def a_scenario() -> MakeScenario:
    def make(name: str = "somebody_is_greeted", outcome: str = "passed", **overrides: Any) -> dict[str, Any]:
        failure = {"words": "expected one button 提交, found none", "headline": "expected one button 提交, found none"}
        place = {"where": "scenarios/test_on_site.py:9", "source": "candidate.submits()", "phase": "call"}
        step = {"actor": "考生 张三", "words": "submits", "seconds": 1.25, "failed": outcome == "failed", "steps": []}
        act = {"words": "presses 提交 with 姓名 = <张三>", "seconds": 0.5, "address": "/", "pictured": False}
        return {
            "id": f"scenarios/test_on_site.py::test_{name}",
            "title": name.replace("_", " "),
            "path": "on-site",
            "area_type": "on-site-pay",
            "driver": "http",
            "browser": "",
            "seed": 7,
            "outcome": outcome,
            "because": "not verified, because target x has no clock" if outcome == "not_verified" else "",
            "refusal": "",
            "requirements": ["R1.1a"],
            "duration_s": 1.5,
            "failure": {**failure, **place} if outcome in {"failed", "flaky"} else None,
            "story": [{**step, "acts": [act]}],
            "again": f"rehearsal run --seed 7 --driver http 'scenarios/test_on_site.py::test_{name}'",
            "evidence": [],
            "shown": {"picture": None, "html": PAGE, "address": "http://127.0.0.1:1/", "page": "报考流程", "steps": []},
            **overrides,
        }

    return make


@pytest.fixture
def results_of() -> MakeResults:
    def make(*scenarios: dict[str, Any], **overrides: Any) -> Results:
        results = Results("reference", "http", 7, "2026-01-02T03:04:05+08:00", duration_s=12.5, **overrides)
        results.scenarios.extend(scenarios)
        return results

    return make
