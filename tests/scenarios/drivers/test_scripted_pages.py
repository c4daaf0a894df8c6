"""What scripts do to a page: the browser driver goes along with them, the HTTP driver finds the plain way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.errors import NotOnPage, TargetWrong

if TYPE_CHECKING:
    from scenarios.drivers.browser import BrowserDriver
    from scenarios.drivers.driver import Driver
    from scenarios.drivers.http import HttpDriver
    from tests.scenarios.drivers.echo import Echo


def test_dependent_fields_are_filled_in_as_they_appear(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/dependent")
    by_browser.submit("提交", {"报名地市": "海淀区", "网上确认机构": "北医三院", "其它单位": "甲"})

    assert echo.last.entries == (("city", "1"), ("institution", "v北医三院"), ("other", "甲"))


def test_a_press_that_a_script_takes_over_stays_on_the_page(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/scripted")
    page = by_browser.submit("就地", {"词": "x"})

    assert page.messages == ("已在本页处理",)
    assert page.field("词").value == "x"
    assert [one.path for one in echo.received] == ["/scripted"]


def test_a_button_that_appears_later_is_waited_for(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/scripted")

    assert by_browser.submit("稍后").has_button("稍后")


def test_what_is_meant_for_browsers_without_scripts_is_seen_only_there(
    by_browser: BrowserDriver, by_http: HttpDriver, echo: Echo
) -> None:
    assert not by_browser.open(f"{echo.address}/scripted").says("请启用脚本")
    assert by_http.open(f"{echo.address}/scripted").says("请启用脚本")


def test_a_button_for_scripts_does_nothing_over_http(by_http: HttpDriver, echo: Echo) -> None:
    by_http.open(f"{echo.address}/every")

    with pytest.raises(TargetWrong, match="one for scripts only"):
        by_http.submit("脚本")


def test_a_suggestion_is_picked_from_a_live_search(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/live")
    by_browser.fill({"年限": "5"})
    by_browser.pick("单位名称", "北京", "北京协和医院")
    by_browser.submit("提交")

    entries = (("years", "5"), ("employer", "北京协和医院"), ("employer_id", "id-北京协和医院"))
    assert echo.last.entries == entries


def test_a_live_search_offers_what_it_found(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/live")

    assert by_browser.offers("单位名称", "北京") == ("北京医院", "北京协和医院")
    assert by_browser.offers("单位名称", "协和") == ()


def test_a_suggestion_that_is_not_offered_cannot_be_picked(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/live")

    with pytest.raises(NotOnPage, match="expected the offer 协和 for 单位名称 after searching 北京, found 北京医院"):
        by_browser.pick("单位名称", "北京", "协和")


def test_without_scripts_a_search_is_a_step_of_its_own(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/plain")
    driver.fill({"年限": "5"})
    driver.pick("单位名称", "北京", "北京协和医院")
    searched = echo.last.entries
    driver.submit("提交")

    assert searched == (("employer", "北京"), ("act", "search"), ("years", "5"))
    assert dict(echo.last.entries)["employer_id"] == "id-北京协和医院"
    assert dict(echo.last.entries)["years"] == "5"


def test_a_plain_search_offers_what_it_found(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/plain")

    assert driver.offers("单位名称", "北京") == ("北京医院", "北京协和医院")
    with pytest.raises(NotOnPage, match="expected the offer 协和 for 单位名称 after searching 北京"):
        driver.pick("单位名称", "北京", "协和")


UNDER_THE_FINGER = """(comes) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === "提交");
  button.addEventListener("pointerover", () => button.replaceWith(...(comes ? [button.cloneNode(true)] : [])));
}"""


def test_a_button_that_scripts_renew_under_the_finger_is_pressed_all_the_same(
    by_browser: BrowserDriver, echo: Echo
) -> None:
    by_browser.open(f"{echo.address}/dependent")
    by_browser.tab.evaluate(UNDER_THE_FINGER, arg=True)
    by_browser.submit("提交", {"报名地市": "海淀区", "网上确认机构": "北医三院", "其它单位": "甲"})

    assert dict(echo.last.entries)["city"] == "1"


def test_a_button_that_goes_away_under_the_finger_is_missed_at_once(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/dependent")
    by_browser.tab.evaluate(UNDER_THE_FINGER, arg=False)

    with pytest.raises(NotOnPage, match="expected one button 提交, found none"):
        by_browser.submit("提交")
