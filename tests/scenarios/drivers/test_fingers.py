"""Hands in a real browser: what they do is what a person could do, neither more nor faster than the page allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.browser.tab import Tab
from scenarios.errors import NoAnswer, NotOnPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.drivers.browser import BrowserDriver
    from scenarios.page import Page
    from tests.scenarios.drivers.echo import Echo

PATIENCE_MS = 3000  # enough for a busy machine to find out what is in the way
NOTE_EVENTS = """(name) => {
  window.noted = [];
  for (const kind of ["focus", "beforeinput", "input", "change", "blur"])
    document.querySelector(`[name=${name}]`).addEventListener(kind, (event) => window.noted.push([kind, event.isTrusted]));
}"""
REFUSE_TEXT = """(name) => {
  document.querySelector(`[name=${name}]`).addEventListener("beforeinput", (event) => event.preventDefault());
}"""
COVER = """(milliseconds) => {
  const cover = document.createElement("div");
  cover.style = "position: fixed; inset: 0; z-index: 9";
  document.body.append(cover);
  if (milliseconds) setTimeout(() => cover.remove(), milliseconds);
}"""
ASK_ON_CHANGE = """() => {
  const form = document.forms[0], asked = document.createElement("input");
  Object.assign(asked, { type: "hidden", name: "asked", value: "not yet" });
  form.append(asked);
  form.elements.city.addEventListener("change", async () => {
    asked.value = await (await fetch("/suggest?q=1")).text();
  });
}"""
LEAD_AWAY = """() => {
  document.getElementById("late").addEventListener("click", () => { location.href = "/echo"; });
}"""


def test_text_goes_in_as_if_it_were_typed(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.evaluate(NOTE_EVENTS, "name")
    by_browser.fill({"姓名": "王芳", "短": "a"})

    trusted = {"focus": True, "beforeinput": False, "input": True, "change": True, "blur": True}
    assert by_browser.tab.evaluate("window.noted") == [[kind, it] for kind, it in trusted.items()]


def test_text_that_the_page_refuses_does_not_go_in(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.evaluate(REFUSE_TEXT, "name")

    assert by_browser.submit("提交", {"姓名": "王芳"}).heading == "收到"
    assert dict(echo.last.entries)["name"] == "旧 名"


def test_a_button_that_something_covers_cannot_be_pressed(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.set_default_timeout(PATIENCE_MS)
    by_browser.tab.evaluate(COVER, 0)

    with pytest.raises(NoAnswer, match="intercepts pointer events"):
        by_browser.submit("提交")
    assert [one.path for one in echo.received] == ["/every"]


def test_a_box_that_something_covers_cannot_be_ticked(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.set_default_timeout(PATIENCE_MS)
    by_browser.tab.evaluate(COVER, 0)

    with pytest.raises(NoAnswer, match="intercepts pointer events"):
        by_browser.fill({"同意": True})


def test_a_button_is_pressed_once_it_is_uncovered(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.evaluate(COVER, 200)

    assert by_browser.submit("提交").heading == "收到"


def test_what_a_field_makes_the_page_ask_for_is_there_before_the_press(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")
    by_browser.tab.evaluate(ASK_ON_CHANGE)
    by_browser.submit("提交", {"报名地市": "西城区"})

    assert dict(echo.last.entries)["asked"] == "海淀医院,北医三院"


def test_a_button_by_which_a_script_leads_on_leads_there(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/scripted")
    by_browser.tab.evaluate(LEAD_AWAY)

    assert by_browser.submit("稍后").heading == "收到"


@pytest.fixture
def leads_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The next page that is looked at goes on to another one by itself before anything can be touched."""

    def set_up(address: str) -> None:
        looks, addresses = Tab.look, [address]

        def looks_too_late(tab: Tab) -> Page:
            page = looks(tab)
            if addresses:
                tab.tab.goto(addresses.pop())
            return page

        monkeypatch.setattr(Tab, "look", looks_too_late)

    return set_up


def test_nothing_is_pressed_on_another_page_than_the_one_looked_at(
    by_browser: BrowserDriver, echo: Echo, leads_on: Callable[[str], None]
) -> None:
    by_browser.open(f"{echo.address}/scripted")
    leads_on(f"{echo.address}/dependent")
    with pytest.raises(NotOnPage, match="expected one button 就地"):
        by_browser.submit("就地", {"词": "x"})
    assert [one.path for one in echo.received] == ["/scripted", "/dependent"]


def test_a_form_that_came_anew_is_filled_in_anew(
    by_browser: BrowserDriver, echo: Echo, leads_on: Callable[[str], None]
) -> None:
    by_browser.open(f"{echo.address}/every")
    leads_on(f"{echo.address}/every?again")
    by_browser.submit("提交", {"姓名": "王芳"})
    assert dict(echo.last.entries)["name"] == "王芳"


def test_a_link_of_a_page_that_came_anew_is_followed_there(
    by_browser: BrowserDriver, echo: Echo, leads_on: Callable[[str], None]
) -> None:
    by_browser.open(f"{echo.address}/files")
    leads_on(f"{echo.address}/files?again")
    assert by_browser.follow("看").heading == "收到"


def test_fields_of_a_page_that_came_anew_are_filled_in_there(
    by_browser: BrowserDriver, echo: Echo, leads_on: Callable[[str], None]
) -> None:
    by_browser.open(f"{echo.address}/every")
    leads_on(f"{echo.address}/every?again")
    by_browser.fill({"姓名": "王芳"})
    assert by_browser.page.field("姓名").value == "王芳"
    assert by_browser.page.address.endswith("?again")
