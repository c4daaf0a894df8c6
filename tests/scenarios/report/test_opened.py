"""The report in a browser that reaches nothing but this one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.report.html import html_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.scenarios.report.conftest import MakeResults, MakeScenario


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, a_scenario: MakeScenario, results_of: MakeResults) -> Iterator[Page]:
    """Two that passed and one that failed."""
    acts = [{"words": "presses 撤回", "seconds": 0.5, "address": "/", "pictured": False}]
    story = [{"actor": "考生 李四", "words": "withdraws", "seconds": 1, "failed": False, "steps": [], "acts": acts}]
    file = tmp_path / "report.html"
    one, other, failed = a_scenario("one"), a_scenario("other", story=story), a_scenario("third", "failed")
    file.write_text(html_of(results_of(one, other, failed)), "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def test_the_story_of_what_passed_is_unpacked_when_it_is_opened(opened: Page) -> None:
    scenario = opened.locator("details.scenario", has_text="other")
    scenario.locator("> summary").click()

    scenario.locator("li.step", has_text="withdraws").wait_for()
    assert scenario.frame_locator("iframe.page").locator("h1").inner_text() == "报考流程"


def test_what_failed_lies_open(opened: Page) -> None:
    assert opened.locator("details.scenario.failed .failure").is_visible()


def test_a_search_finds_what_is_packed(opened: Page) -> None:
    opened.get_by_role("searchbox").fill("撤回")
    opened.locator("output", has_text="1 of 3").wait_for()

    assert opened.locator("details.scenario:visible .title").all_inner_texts() == ["other"]
