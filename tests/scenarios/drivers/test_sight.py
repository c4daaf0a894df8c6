"""What eyes and a keyboard find, in the guide's words where the portal has others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.browser import BrowserDriver
from scenarios.page.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

BAR = """<nav aria-label=流程><ol>
<li style="color: green"><a style="color: inherit" href=/a>填报</a> 已完成</li>
<li style="color: black"><span>交费</span><p style="color: red">未开始</p></li>
<li style="display: none">没有</li>
<li style="color: grey">查询<br>未开始</li></ol></nav>
<button>交费<small style="display: block">先核对</small></button>
<label>单位 <input role=combobox aria-controls=found></label>
<ul id=found role=listbox><li role=option>交费<small style="display: block">先核对</small></ul>"""


@pytest.fixture
def theirs(browser: Browser) -> Iterator[BrowserDriver]:
    """A browser before a page of a portal that calls three things otherwise."""
    context = browser.new_context()
    driver = BrowserDriver(context, wording=Wording.of({"报考流程": "流程", "填写": "填报", "缴费": "交费"}))
    driver.tab.goto("about:blank?")
    driver.tab.set_content(BAR)
    yield driver
    context.close()


def test_the_items_of_a_list_are_known_by_the_guides_words_whatever_stands_beside_them(theirs: BrowserDriver) -> None:
    assert theirs.sight.colours("报考流程") == {"填写 已完成": "green", "缴费 未开始": "black", "查询 未开始": "grey"}


def test_a_control_that_has_the_focus_is_known_by_the_guides_words_whatever_stands_below_them(
    theirs: BrowserDriver,
) -> None:
    theirs.sight.presses("Tab")
    assert theirs.sight.focus().words == "填写"
    assert theirs.sight.presses("Tab").words.splitlines() == ["缴费", "先核对"]


def test_an_offer_is_known_by_the_guides_words_whatever_stands_below_them(theirs: BrowserDriver) -> None:
    assert theirs.offers("单位", "") == ("缴费 先核对",)
