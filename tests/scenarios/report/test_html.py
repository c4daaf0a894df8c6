"""The report as one file: it shows everything, fetches nothing, runs nothing of the portal's, and stays small."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from scenarios.report import html
from scenarios.report.html import html_of
from scenarios.report.page import still
from scenarios.requirements import requirements
from tests.scenarios.report.conftest import PAGE, MakeResults, MakeScenario
from tests.scenarios.report.unpacking import laid_out

OUTCOMES = ("passed", "failed", "flaky", "not_verified")


@pytest.fixture
def report(a_scenario: MakeScenario, results_of: MakeResults) -> LexborHTMLParser:
    return laid_out(html_of(results_of(*(a_scenario(one, one) for one in OUTCOMES))))


def test_every_scenario_and_every_requirement_is_there(report: LexborHTMLParser) -> None:
    assert [node.attributes["data-outcome"] for node in report.css("details.scenario")] == sorted(OUTCOMES)
    assert len(report.css("table.requirements tr")) == len(requirements())


def test_nothing_is_fetched_from_anywhere(report: LexborHTMLParser) -> None:
    fetched = [node.attributes.get("src") or node.attributes.get("href") or "" for node in report.css("[src], [href]")]

    assert not [address for address in fetched if not address.startswith(("#", "data:", "evidence/"))]
    assert not re.search(r"url\(|@import", "".join(node.text() for node in report.css("style")))


def test_links_within_the_report_lead_somewhere(report: LexborHTMLParser) -> None:
    places = {node.attributes["id"] for node in report.css("[id]")}
    links = {(node.attributes["href"] or "")[1:] for node in report.css("a[href^='#']")}

    assert links <= places


def test_what_people_typed_cannot_become_markup(report: LexborHTMLParser) -> None:
    acts = [node.text() for node in report.css("details.scenario .acts .words")]

    assert acts == ["presses 提交 with 姓名 = <张三>"] * 4


def test_a_failure_says_where_what_and_how_to_see_it_again(report: LexborHTMLParser) -> None:
    (failed,) = report.css("details.scenario.failed")
    text = failed.text()

    assert "scenarios/test_on_site.py:9" in text
    assert "candidate.submits()" in text
    assert "expected one button 提交, found none" in text
    assert "rehearsal run --seed 7 --driver http 'scenarios/test_on_site.py::test_failed'" in text


def test_pictures_are_part_of_the_file(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    act = {"words": "presses", "seconds": 0.1, "address": "", "pictured": True}
    step = {"actor": "考生", "words": "submits", "seconds": 0.1, "failed": True, "steps": [], "acts": [act, act]}
    shown = {"picture": b"last", "html": "", "address": "", "page": "", "steps": [b"first", b"second"]}
    report = LexborHTMLParser(html_of(results_of(a_scenario("a", "failed", story=[step], shown=shown))))

    assert [node.attributes["src"] for node in report.css("details.scenario img")] == [
        "data:image/webp;base64,Zmlyc3Q=",
        "data:image/webp;base64,c2Vjb25k",
        "data:image/webp;base64,bGFzdA==",
    ]


def test_a_report_that_grows_too_large_leaves_pictures_of_passed_scenarios_out_and_says_so(
    a_scenario: MakeScenario, results_of: MakeResults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 20_000)
    shown = {"picture": b"x" * 10_000, "html": "", "address": "", "page": "", "steps": []}
    report = laid_out(html_of(results_of(a_scenario("a", shown=shown), a_scenario("b", "failed", shown=shown))))

    assert [len(node.css("img.page")) for node in report.css("details.scenario")] == [0, 1]
    assert "Left out to keep the report small" in report.css("details.scenario")[0].text()


def test_two_hundred_scenarios_make_a_report_below_ten_megabytes(
    a_scenario: MakeScenario, results_of: MakeResults
) -> None:
    shown = {"picture": bytes(60_000), "html": "", "address": "", "page": "", "steps": []}
    scenarios = [a_scenario(f"number_{n}", shown=shown) for n in range(200)]

    assert len(html_of(results_of(*scenarios)).encode()) < 10_000_000


def test_a_thousand_scenarios_over_http_make_a_report_of_a_few_megabytes(
    a_scenario: MakeScenario, results_of: MakeResults
) -> None:
    acts = [
        {"words": f"presses 提交 with 姓名 = {n}", "seconds": n, "address": "/", "pictured": False} for n in range(30)
    ]
    story = [
        {"actor": "考生", "words": f"does {n}", "seconds": n, "failed": False, "steps": [], "acts": acts}
        for n in range(3)
    ]
    whole = html_of(results_of(*(a_scenario(f"number_{n}", story=story) for n in range(1000))))

    assert len(whole.encode()) < 3_000_000


def test_what_did_not_pass_is_named_above_all_else(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    scenarios = [a_scenario(f"sound_{n}") for n in range(3)] + [a_scenario(f"broken_{n}", "failed") for n in range(14)]
    header = LexborHTMLParser(html_of(results_of(*scenarios))).css("header")[0]

    complaints = header.css(".complaints li a")
    assert [node.text() for node in complaints] == sorted(f"broken {n}" for n in range(14))[:12]
    assert "and 2 scenarios more" in header.text()


def test_where_everything_passed_nothing_is_complained_of(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    assert not LexborHTMLParser(html_of(results_of(a_scenario("sound")))).css(".complaints")


def test_the_first_screen_says_of_how_much_a_run_speaks(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    report = LexborHTMLParser(html_of(results_of(a_scenario("sound"))))

    assert "of 102 requirements" in report.css("header .facts")[0].text()
    assert "unclaimed" not in report.css("#requirements")[0].text()


def test_what_did_not_pass_can_be_read_without_scripts(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    report = LexborHTMLParser(html_of(results_of(*(a_scenario(one, one) for one in OUTCOMES))))

    told = {node.attributes["data-outcome"]: len(node.css(".acts .words")) for node in report.css("details.scenario")}
    assert told == {"passed": 0, "failed": 1, "flaky": 1, "not_verified": 1}


def test_a_still_of_a_page_says_the_same_and_can_do_nothing() -> None:
    page = LexborHTMLParser(still(PAGE))

    assert page.css("h1")[0].text() == "报考流程"
    assert "〔照片〕" in page.body.text()  # type: ignore[union-attr]
    assert [node.text() for node in page.css("option")] == ["浙江省"]
    assert page.css("script, link, img, [onload], [style]") == []
    assert set(page.css("p")[0].attributes) == {"hidden"}


def test_a_proof_says_at_the_top_how_many_faults_nobody_noticed(
    a_scenario: MakeScenario, results_of: MakeResults
) -> None:
    lists: dict[str, list[str]] = {
        name: [] for name in ("breaks", "shown", "caught_by", "missed_by", "also_noticed_by")
    }
    trial = {**lists, "family": "web", "words": "", "headline": ""}
    trials = [{**trial, "fault": name, "outcome": outcome} for name, outcome in (("one", "caught"), ("two", "missed"))]
    page = LexborHTMLParser(html_of(results_of(a_scenario("one", "passed"), trials=trials)))
    assert [node.text(strip=True, separator=" ") for node in page.css("header .tally span")] == [
        "1 passed",
        "1 of 2 faults caught",
        "1 of 2 faults missed",
    ]


def test_the_head_says_what_the_target_calls_otherwise(a_scenario: MakeScenario, results_of: MakeResults) -> None:
    results = results_of(a_scenario(), says={"下一步": "继续"})

    assert "calls 1 thing otherwise than the guide" in html_of(results)
    assert "下一步 → 继续" in html_of(results)
    assert results.as_json()["says"] == {"下一步": "继续"}
    assert "otherwise than the guide" not in html_of(results_of(a_scenario()))
