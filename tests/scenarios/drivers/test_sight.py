"""What eyes and a keyboard find, in the guide's words where the portal has others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.browser import BrowserDriver
from scenarios.errors import NoAnswer
from scenarios.page.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.scenarios.drivers.echo import Echo

BAR = """<nav aria-label=流程><ol>
<li style="color: green"><a style="color: inherit" href=/a>填报</a> 已完成</li>
<li style="color: black"><span>交费</span><p style="color: red">未开始</p></li>
<li style="display: none">没有</li>
<li style="color: grey">查询<br>未开始</li></ol></nav>
<button>交费<small style="display: block">先核对</small></button>
<label>单位 <input role=combobox aria-controls=found></label>
<ul id=found role=listbox><li role=option>交费<small style="display: block">先核对</small></ul>"""

PAGE = "<html lang=zh><title>报名</title><main><h1>报名</h1>{}</main>"
ASKING = """
setInterval(async () => {
  await (await fetch("/suggest?q=x")).text();
  document.querySelector("p").textContent = "已失效";
}, 50)
"""
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


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        pytest.param("outline: 3px solid #c25b00", True, id="a-ring"),
        pytest.param("outline: auto", True, id="the-browsers-own"),
        pytest.param("outline: none; box-shadow: 0 0 0 3px #c25b00", True, id="a-shadow"),
        pytest.param("outline: 3px solid white; outline-offset: -4px; background: green", True, id="a-ring-inside"),
        pytest.param(
            "outline: 3px solid #c25b00; transition: outline-color 90s", True, id="a-ring-on-its-way-elsewhere"
        ),
        pytest.param("outline: none", False, id="none"),
        pytest.param("outline: 0 solid #c25b00", False, id="without-width"),
        pytest.param("outline: 3px solid transparent", False, id="transparent"),
        pytest.param("outline: 3px solid rgb(194 91 0 / 0)", False, id="without-alpha"),
        pytest.param("outline: 3px solid white", False, id="white-on-white"),
        pytest.param("outline: none; box-shadow: 0 0 0 3px transparent", False, id="a-transparent-shadow"),
        pytest.param("outline: none; box-shadow: 0 0 0 3px white", False, id="a-white-shadow"),
    ],
)
def test_a_focus_is_seen_by_its_paint(theirs: BrowserDriver, style: str, *, seen: bool) -> None:
    rules = f"a {{ outline-color: white }} a:focus {{ {style} }}"
    theirs.tab.set_content(PAGE.format(f"<style>{rules}</style><a href=/>填报</a>"))
    assert theirs.sight.presses("Tab").visible is seen


@pytest.mark.parametrize(
    ("ground", "seen"),
    [
        pytest.param("green", True, id="on-green"),
        pytest.param(f"url({PICTURE})", True, id="on-a-picture"),
        pytest.param("white", False, id="on-white"),
    ],
)
def test_a_white_ring_is_seen_on_what_is_not_white(theirs: BrowserDriver, ground: str, *, seen: bool) -> None:
    theirs.tab.set_content(
        PAGE.format(
            "<style>a:focus { outline: 3px solid white; outline-offset: 2px }</style>"
            f"<div style='padding: 20px; background: {ground}'><p><a href=/ style='background: red'>填报</a></p></div>"
        )
    )
    assert theirs.sight.presses("Tab").visible is seen


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        pytest.param("top: 8px", True, id="slides-in"),
        pytest.param("top: 8px; transition: top 90s", True, id="slides-in-slowly"),
        pytest.param("left: 8px", False, id="stays-above"),
        pytest.param("top: 8px; left: -999px", False, id="stays-beside"),
        pytest.param("top: 8px; opacity: 0", False, id="stays-transparent"),
        pytest.param("top: 8px; width: 1px; height: 1px; overflow: hidden", False, id="stays-a-dot"),
    ],
)
def test_what_has_the_focus_comes_into_view_or_does_not(theirs: BrowserDriver, style: str, *, seen: bool) -> None:
    rules = f"a {{ position: fixed; top: -60px }} a:focus {{ {style} }}"
    theirs.tab.set_content(PAGE.format(f"<style>{rules}</style><a href=/>跳到正文</a>"))
    assert theirs.sight.presses("Tab").on_screen is seen


@pytest.mark.parametrize(
    ("dot", "colour"),
    [
        pytest.param("content: '1'; color: white; background: green", "green", id="white-on-its-colour"),
        pytest.param(
            "content: '1'; color: green; background: white; border: 2px solid", "green", id="its-colour-on-white"
        ),
        pytest.param("content: '1'; color: black; border: 2px solid green", "green", id="a-ring"),
        pytest.param("content: '1'; color: black; background: green", "green", id="black-on-its-colour"),
        pytest.param("content: ''; background: grey; border: 1px solid", "green", id="a-line-to-the-next"),
        pytest.param("content: none; color: red", "green", id="none"),
        pytest.param(
            "content: '1'; color: white; background: red; border: 2px solid green", "green, its dot red", id="other"
        ),
        pytest.param("content: counter(list-item); color: grey", "green, its dot grey", id="other-number"),
    ],
)
def test_a_dot_in_another_colour_than_its_words_is_told(theirs: BrowserDriver, dot: str, colour: str) -> None:
    theirs.tab.set_content(
        f"<style>li::before {{ {dot} }}</style><ol aria-label=流程><li><a style='color: green'>填报</a></li></ol>"
    )
    assert theirs.sight.colours("报考流程") == {"填写": colour}


def test_what_a_script_makes_of_an_answer_is_seen(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/scripted")
    by_browser.tab.set_content(f"<p>有效</p><script>{ASKING}</script>")
    assert by_browser.sight.waits_for_answer().says("已失效")


def test_a_page_that_asks_nothing_is_told(browser: Browser, echo: Echo) -> None:
    with browser.new_context() as context:
        driver = BrowserDriver(context, timeout=1)
        driver.open(f"{echo.address}/scripted")
        with pytest.raises(NoAnswer, match="expected an answer to what the page asks by itself"):
            driver.sight.waits_for_answer()
