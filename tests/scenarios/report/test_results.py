"""What follows from results: verdict, states of requirements, table, JUnit's view of them."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from scenarios.report.junit import junit_of
from scenarios.report.results import table
from scenarios.report.table import lines_of, width
from tests.scenarios.report.conftest import MakeResults, MakeScenario


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ((), "not_verified"),
        (("passed",), "passed"),
        (("not_verified",), "not_verified"),
        (("passed", "not_verified"), "passed"),
        (("passed", "failed"), "failed"),
        (("passed", "flaky"), "failed"),
    ],
)
def test_a_run_has_passed_if_something_passed_and_nothing_failed(
    a_scenario: MakeScenario, results_of: MakeResults, outcomes: tuple[str, ...], verdict: str
) -> None:
    assert results_of(*(a_scenario(str(n), one) for n, one in enumerate(outcomes))).verdict == verdict


def test_a_run_with_trouble_has_failed_whatever_passed(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    assert results_of(a_scenario(), trouble=["a worker was lost"]).verdict == "failed"


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        (("passed", "passed"), "verified"),
        (("passed", "failed"), "failed"),
        (("passed", "flaky"), "failed"),
        (("passed", "not_verified"), "not_verified"),
        ((), "unclaimed"),
    ],
)
def test_a_requirement_is_verified_by_all_scenarios_that_claim_it(
    a_scenario: MakeScenario, results_of: MakeResults, outcomes: tuple[str, ...], state: str
) -> None:
    results = results_of(*(a_scenario(str(n), one) for n, one in enumerate(outcomes)))

    assert results.requirements()["R1.1a"]["state"] == state


def test_results_are_json_in_the_order_of_the_paths_without_pictures(
    a_scenario: MakeScenario, results_of: MakeResults
) -> None:
    other, online, on_site = (a_scenario(path, path=path) for path in ("other", "online", "on-site"))
    content = json.loads(json.dumps(results_of(other, online, on_site).as_json()))

    assert [one["path"] for one in content["scenarios"]] == ["on-site", "online", "other"]
    assert all("shown" not in one for one in content["scenarios"])
    assert {"verdict", "target", "driver", "seed", "started", "duration_s", "scenarios", "requirements"} <= set(content)


def test_the_table_adds_up_by_path_area_type_and_driver(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    results = results_of(
        a_scenario("a"),
        a_scenario("b", "failed"),
        a_scenario("c", area_type="on-site-free"),
        a_scenario("d", path="online"),
    )

    assert [(row.path, row.area_type, row.outcome, row.words, row.seconds) for row in table(results)] == [
        ("on-site", "on-site-free", "passed", "1 passed", 1.5),
        ("on-site", "on-site-pay", "failed", "1 passed, 1 failed", 3.0),
        ("online", "on-site-pay", "passed", "1 passed", 1.5),
    ]


def test_the_lines_of_the_table_are_equally_wide(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    results = results_of(a_scenario("a", path="现场"), a_scenario("b", "flaky", duration_s=1234.5))

    assert len({width(line) for line, _ in lines_of(results)}) == 1


def test_junit_counts_flaky_as_failed_and_not_verified_as_skipped(
    a_scenario: MakeScenario, results_of: MakeResults
) -> None:
    outcomes = ("passed", "failed", "flaky", "not_verified")
    root = ET.fromstring(junit_of(results_of(*(a_scenario(one, one) for one in outcomes))))  # noqa: S314 - own output

    (suite,) = root
    assert {key: suite.get(key) for key in ("name", "tests", "failures", "skipped")} == {
        "name": "on-site",
        "tests": "4",
        "failures": "2",
        "skipped": "1",
    }
    assert [[child.tag for child in case if child.tag != "properties"] for case in suite] == [
        ["failure"],
        ["failure"],
        ["skipped"],
        [],
    ]


def test_junit_can_be_read_whatever_stood_on_the_page(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    scenario = a_scenario("a", "failed")
    scenario["failure"]["words"] = "found \x00\x1b[31m<red> & 𠮷\ufffe\uffff\ud800\x0b"
    scenario["id"] += "[\x07]"

    failure = ET.fromstring(junit_of(results_of(scenario))).find(".//failure")  # noqa: S314 - own output
    assert failure is not None
    assert "found [31m<red> & 𠮷" in (failure.text or "")


@pytest.mark.parametrize(
    ("outcomes", "more", "said"),
    [
        (["passed"], {"trouble": ["worker gw0 crashed\nat noon", "no portal"]}, ["worker gw0 crashed", "no portal"]),
        (["passed"], {"trials": [{"fault": "deaf", "outcome": "missed", "shown": []}]}, ["fault deaf is missed"]),
        (["not_verified"], {}, ["nothing could be verified"]),
        (["failed"], {}, []),
        (["passed"], {}, []),
    ],
)
def test_what_speaks_against_a_run_is_an_error_for_servers_that_read_nothing_else(
    a_scenario: MakeScenario, results_of: MakeResults, outcomes: list[str], more: dict[str, Any], said: list[str]
) -> None:
    results = results_of(*(a_scenario(one, one) for one in outcomes), **more)
    root = ET.fromstring(junit_of(results))  # noqa: S314 - own output

    assert [
        error.get("message") for error in root.iterfind("testsuite[@name='rehearsal of reference']/*/error")
    ] == said
    assert [int(one.get("errors", "-1")) for one in (root, root[-1])] == [len(said), len(said)]
    assert (results.verdict == "passed") == (root.get("errors") == root.get("failures") == "0")
