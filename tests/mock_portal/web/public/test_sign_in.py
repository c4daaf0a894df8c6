"""Signing in and out as a person meets it: where one lands, what one is told, which sessions live."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mock_portal.domain.case import Person
from mock_portal.domain.registration import QUESTIONS
from mock_portal.portal import Portal
from mock_portal.use_cases.accounts import register
from mock_portal.web.policy import SessionPolicy
from tests.mock_portal.browser import Browser
from tests.mock_portal.domain.rules.test_registration import NUMBER, a_registration
from tests.mock_portal.world import Clock, an_account

Browsers = Callable[[Person | None], Browser]
PASSWORD = "secret123"


@pytest.fixture
def registered(portal: Portal) -> str:
    """The name of somebody whose password is secret123."""
    register(portal, a_registration())
    return "张三"


def signs_in(browser: Browser, login: str = "zhangsan1", password: str = PASSWORD) -> Browser:
    return browser.open("/sign-in").press("登录", login=login, password=password)


def signed_in_as(browser: Browser) -> str:
    found = browser.page.css_first(".visitor-name")
    return found.text() if found else ""


@pytest.mark.parametrize("login", ["zhangsan1", NUMBER])
def test_user_name_and_id_number_sign_in(browser_of: Browsers, registered: str, login: str) -> None:
    assert signed_in_as(signs_in(browser_of(None), login)) == registered


def test_a_wrong_password_keeps_the_name_and_tells_nothing(browser_of: Browsers, registered: str) -> None:
    assert registered
    browser = signs_in(browser_of(None), password="wrong")
    unknown = signs_in(browser_of(None), login="nobody99")

    assert (browser.status, browser.refusal) == (422, "wrong-password")
    assert browser.alert == unknown.alert
    assert browser.page.css_first("input[name=login]").attributes["value"] == "zhangsan1"  # type: ignore[union-attr]


def test_the_fifth_wrong_password_locks(browser_of: Browsers, registered: str) -> None:
    assert registered
    browser = browser_of(None)
    for _ in range(5):
        signs_in(browser, password="wrong")

    assert (browser.status, browser.refusal) == (429, "account-locked")


def test_the_token_from_before_signing_in_is_worth_nothing(browser_of: Browsers, registered: str) -> None:
    assert registered
    browser = browser_of(None).open("/sign-in")
    before = browser.client.get_cookie("visit")
    signs_in(browser)
    after = browser.client.get_cookie("visit")

    assert before is not None
    assert after is not None
    assert before.value != after.value
    browser.client.set_cookie("visit", before.value)
    assert signed_in_as(browser.open("/")) == ""


def test_signing_out_ends_the_session_on_the_server(browser_of: Browsers, registered: str) -> None:
    assert registered
    browser = signs_in(browser_of(None))
    session = browser.client.get_cookie("visit")
    assert session is not None

    browser.press("退出登录")
    assert "已退出登录" in browser.text
    browser.client.set_cookie("visit", session.value)
    assert signed_in_as(browser.open("/")) == ""


def test_an_idle_session_ends_with_words_and_one_comes_back_to_where_one_was(
    browser_of: Browsers, registered: str, clock: Clock, portal: Portal
) -> None:
    assert registered
    browser = signs_in(browser_of(None))
    clock.advance(timedelta(seconds=portal.settings.idle_seconds))

    browser.open("/account/photo")
    assert (browser.heading, browser.refusal) == ("登录", "session-expired")
    assert browser.press("登录", login="zhangsan1", password="secret123").heading == "基本照片"


def test_whoever_is_not_signed_in_is_sent_to_sign_in(browser_of: Browsers) -> None:
    browser = browser_of(None).open("/account/")

    assert (browser.heading, browser.refusal) == ("登录", "signed-out")


def test_signing_in_as_somebody_else_ends_the_first_session(
    browser_of: Browsers, registered: str, portal: Portal
) -> None:
    browser = browser_of(an_account(portal, 2))

    browser.open("/sign-in")
    assert "再次登录将退出该账号" in browser.text
    assert signed_in_as(signs_in(browser)) == registered


@pytest.mark.parametrize("wanted", ["/enrollment/", "/account/photo"])
def test_one_is_sent_on_to_a_page_of_this_site(wanted: str) -> None:
    assert SessionPolicy().address_after_sign_in(wanted) == wanted


def test_a_link_cannot_choose_what_the_page_after_signing_in_says() -> None:
    assert SessionPolicy().address_after_sign_in("/payment/1/?done=paid") == "/payment/1/"
    assert SessionPolicy().address_after_sign_in("/a/?done=paid&area=%E6%B9%96") == "/a/?area=%E6%B9%96"


@pytest.mark.parametrize(
    "wanted", ["", "https://example.org/", "//example.org", "/\\example.org", "\\\\x", "/x\n", "javascript:1"]
)
def test_nobody_is_sent_to_another_site(wanted: str) -> None:
    assert SessionPolicy().address_after_sign_in(wanted) == "/"


def test_a_forgotten_password_is_replaced_by_question_and_answer(browser_of: Browsers, registered: str) -> None:
    browser = browser_of(None).open("/recover")
    passwords: dict[str, Any] = {"password": "changed456", "password_again": "changed456"}

    browser.press("重设密码", login=NUMBER, question=QUESTIONS[0], answer="错误的答案", **passwords)
    assert (browser.status, browser.refusal) == (422, "recovery-refused")

    browser.press("重设密码", login=NUMBER, question=QUESTIONS[0], answer="北京市朝阳区", **passwords)
    assert "密码已修改" in browser.text
    assert signed_in_as(signs_in(browser, password="changed456")) == registered


@pytest.mark.parametrize("address", ["/", "/guide", "/register", "/sign-in", "/sign-in/wechat", "/recover"])
def test_every_public_page_opens_for_everybody(browser_of: Browsers, address: str) -> None:
    assert browser_of(None).open(address).status == 200


def test_the_front_page_leads_to_the_guide(browser_of: Browsers) -> None:
    assert browser_of(None).open("/").follow("《考生管理平台注册须知》").heading == "考生管理平台注册须知"
