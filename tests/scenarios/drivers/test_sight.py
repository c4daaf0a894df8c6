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

PAGE = "<html lang=zh><title>报名</title><main><h1>报名</h1>{}</main>"
PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="


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


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("<p style='color: white'>姓名必填</p>", id="on-paper"),
        pytest.param("<p style='color: transparent'>姓名必填</p>", id="transparent"),
        pytest.param("<p style='background: green; color: green'>姓名必填</p>", id="on-a-ground-of-its-own"),
    ],
)
def test_words_in_the_colour_of_their_ground_are_found(theirs: BrowserDriver, words: str) -> None:
    theirs.tab.set_content(PAGE.format(words))
    (finding,) = theirs.sight.findings()
    assert "姓名必填" in finding


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("<p>姓名必填</p>", id="black-on-white"),
        pytest.param(f"<p style='background: url({PICTURE}); color: white'>姓名必填</p>", id="over-a-picture"),
        pytest.param("<p style='background: linear-gradient(#fff, #000); color: white'>必填</p>", id="over-a-gradient"),
        pytest.param("<p style='color: white' hidden>姓名必填</p>", id="hidden"),
    ],
)
def test_words_of_which_nobody_can_say_that_they_are_lost_are_let_pass(theirs: BrowserDriver, words: str) -> None:
    theirs.tab.set_content(PAGE.format(words))
    assert not theirs.sight.findings()
