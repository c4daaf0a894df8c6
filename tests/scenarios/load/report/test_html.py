"""The report of a load rehearsal: everything is in it, nothing is fetched, and it can be read without seeing."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from scenarios.load.account import Fate
from scenarios.load.capacity import Capacity, Level
from scenarios.load.measures import Machine, Recorder
from scenarios.load.report import Moment, write_report
from scenarios.load.report.html import html_of
from scenarios.load.verdict import VerdictKind
from tests.scenarios.load.a_run import DISAGREEING, EPOCH, STEPS, Portal, a_worker, an_account, pulses, results

MOMENTS = (Moment(50, "portal killed"), Moment(62, "portal restarted"))


@pytest.fixture(scope="module")
def failed() -> LexborHTMLParser:
    told = pulses(portal=Portal(outage=(50, 62), error_share=0.004))
    return LexborHTMLParser(html_of(results(told, reconciled=DISAGREEING, moments=MOMENTS)))


def text_of(page: LexborHTMLParser, selector: str) -> str:
    (node,) = page.css(selector)
    return " ".join(node.text(separator=" ").split())


def test_the_verdict_stands_on_top_with_its_sentence(failed: LexborHTMLParser) -> None:
    assert text_of(failed, "h1").endswith("FAIL")
    assert text_of(failed, ".reason").startswith("The portal's records disagree with what it acknowledged")


def test_nothing_is_fetched_from_anywhere(failed: LexborHTMLParser) -> None:
    fetched = [node.attributes.get("src") or node.attributes.get("href") or "" for node in failed.css("[src], [href]")]

    assert not [address for address in fetched if not address.startswith("#")]
    assert not re.search(r"url\(|@import|https?:", "".join(node.text() for node in failed.css("style, script")))


def test_links_within_the_report_lead_somewhere(failed: LexborHTMLParser) -> None:
    places = {node.attributes["id"] for node in failed.css("[id]")}

    assert {(node.attributes["href"] or "")[1:] for node in failed.css("a[href^='#']")} <= places


def test_every_step_has_a_row_limits_and_a_curve(failed: LexborHTMLParser) -> None:
    assert {" ".join(node.text().split()) for node in failed.css("#steps tbody th")} >= STEPS.keys()
    assert {node.text() for node in failed.css("#steps figcaption b")} == STEPS.keys()
    assert "✗ not kept: " in text_of(failed, "#limits > .scroll")


def test_every_curve_is_told_in_words_and_can_be_read_by_keys(failed: LexborHTMLParser) -> None:
    titles = [node.text() for node in failed.css("svg > title")]

    assert len(titles) == len(failed.css("svg[role=img]")) > len(STEPS)
    assert any(
        re.fullmatch(r"Arrivals a second, over 2:07\. achieved: 0 to 20; intended: 0 to 20\.", title)
        for title in titles
    )
    for plot in failed.css(".plot"):
        values = json.loads(plot.attributes["data-values"] or "")
        assert plot.attributes["tabindex"] == "0"
        assert {len(line) for line in values["said"]} == {len(values["at"])} == {len(values["times"])}


def test_curves_stay_within_their_box(failed: LexborHTMLParser) -> None:
    for path in failed.css("path.line"):
        points = [
            tuple(map(float, point.split()))
            for point in re.findall(r"[ML]([\d.]+ [\d.-]+)", path.attributes["d"] or "")
        ]
        assert all(0 <= x <= 1000 and 0 <= y <= 200 for x, y in points)


def test_limits_that_were_all_kept_are_folded_away() -> None:
    page = LexborHTMLParser(html_of(results(pulses(portal=Portal(slowness=0.8)))))

    assert "✓ all 34 limits kept" in text_of(page, "#limits")
    assert "✗" not in text_of(page, "#limits")
    assert not page.css("#limits details[open]")


def test_moments_explain_the_curves(failed: LexborHTMLParser) -> None:
    assert text_of(failed, ".moments") == "1 portal killed 0:50 2 portal restarted 1:02"


def test_what_the_records_say_otherwise_is_shown_with_examples_and_cannot_become_markup(
    failed: LexborHTMLParser,
) -> None:
    shown = text_of(failed, "#records")

    assert "submitted in version 2 draft" in shown
    assert "9000 fen received <b>6000</b> fen" in shown


def test_errors_and_web_vitals_are_shown(failed: LexborHTMLParser) -> None:
    assert "page lacks button 提交报名信息" in text_of(failed, "#steps")
    assert [node.text() for node in failed.css("#browsers tbody th")] == ["填报信息", "报考流程", "登录"]


def test_the_command_that_repeats_the_run_is_shown(failed: LexborHTMLParser) -> None:
    assert text_of(failed, ".again code") == "rehearsal load --seed 7 --workers 2 opening-rush.toml"


def test_tables_have_heads(failed: LexborHTMLParser) -> None:
    for table in failed.css("table"):
        assert table.css("thead th[scope=col]")
        assert all(row.css("th[scope], td:first-child") for row in table.css("tbody tr"))


def test_an_invalid_run_lists_its_reasons() -> None:
    account = an_account(a_worker(fate=Fate.LOST), a_worker(name="w1", descriptors_max=1000))
    page = LexborHTMLParser(html_of(results(account=account, reconciled=None)))

    assert text_of(page, "h1").endswith("INVALID")
    assert len(page.css("section.failure li")) == 2
    assert "was not compared" in text_of(page, "#records")


def test_a_run_in_which_nothing_happened_has_a_report_too() -> None:
    silent = Recorder(since=EPOCH).pulse("w0", EPOCH + 1, Machine(0.0, 9))
    for told in ([], [silent]):
        assert "Nobody arrived" in html_of(results(told, reconciled=None))


def test_a_long_run_has_a_small_report() -> None:
    assert len(html_of(results(pulses(seconds=2000, peak=4)))) < 1_000_000


def test_a_run_leaves_four_files_and_latest_points_to_it(tmp_path: Path) -> None:
    found = results()
    write_report(tmp_path / "1", found)

    names = sorted(path.name for path in (tmp_path / "latest").iterdir())
    assert names == ["metrics.csv", "metrics.txt", "report.html", "results.json"]
    content = json.loads((tmp_path / "1" / "results.json").read_text("utf-8"))
    assert (content["kind"], content["verdict"], content["seed"]) == ("load", found.verdict.kind.value, 7)
    assert content["steps"]["submits"]["count"] == found.timeline.counts.steps["submits"].count


def test_the_levels_of_a_capacity_search_stand_before_the_curves() -> None:
    played = (Level(20, 10, VerdictKind.PASS, "All kept."), Level(40, 10, VerdictKind.FAIL, "Too slow."))
    page = LexborHTMLParser(html_of(replace(results([]), capacity=Capacity(played))))

    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in page.css("#capacity tbody tr")]
    assert rows == [["1", "2", "20", "PASS", "All kept."], ["2", "4", "40", "FAIL", "Too slow."]]


def test_the_head_says_what_the_target_calls_otherwise() -> None:
    found = results(says={"下一步": "继续", "注册": "立即注册"})

    assert text_of(LexborHTMLParser(html_of(found)), "header details").endswith("下一步 → 继续 注册 → 立即注册")
    assert found.as_json()["says"] == {"下一步": "继续", "注册": "立即注册"}
    assert "otherwise than the guide" not in html_of(results())
