"""微信扫码登录 over the pages: screen, picture, phone, signed message, and back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from mock_portal.signed import signature
from tests.mock_portal.browser import Browser
from tests.mock_portal.phone import a_phone, code_on, scans
from tests.mock_portal.web.public.test_sign_in import signed_in_as
from tests.mock_portal.world import Clock, an_account, an_app

Browsers = Callable[[Person | None], Browser]
LOGIN_CODE = "微信登录二维码"


@pytest.fixture
def phone(portal: Portal) -> Browser:
    return a_phone(an_app(portal), portal.settings)


def test_a_bound_wechat_signs_in(portal: Portal, browser_of: Browsers, phone: Browser) -> None:
    person = an_account(portal)
    browser = browser_of(None).open("/sign-in/wechat")

    scans(phone, code_on(browser, LOGIN_CODE), "wechat-1")
    assert person.name in phone.text
    assert "登录已确认" in phone.press("确认登录").text
    assert signed_in_as(browser.press("我已扫码确认")) == person.name


def test_before_the_phone_has_answered_the_same_code_stays(
    portal: Portal, browser_of: Browsers, phone: Browser
) -> None:
    person = an_account(portal)
    browser = browser_of(None).open("/sign-in/wechat")
    code = code_on(browser, LOGIN_CODE)

    assert browser.press("我已扫码确认").refusal == "not-scanned"
    assert code_on(browser, LOGIN_CODE) == code
    scans(phone, code, "wechat-1").press("确认登录")
    assert signed_in_as(browser.press("我已扫码确认")) == person.name


def test_an_unbound_wechat_is_told_so_on_phone_and_screen(browser_of: Browsers, phone: Browser) -> None:
    browser = browser_of(None).open("/sign-in/wechat")
    code = code_on(browser, LOGIN_CODE)

    assert scans(phone, code, "stranger").refusal == "wechat-unbound"
    assert browser.press("我已扫码确认").refusal == "wechat-unbound"
    assert signed_in_as(browser) == ""
    assert browser.page.css_first("button:not(header button)") is None
    assert code_on(browser.follow("刷新二维码"), LOGIN_CODE) != code


def test_a_stale_code_is_dead_on_phone_and_screen(browser_of: Browsers, phone: Browser, clock: Clock) -> None:
    browser = browser_of(None).open("/sign-in/wechat")
    code = code_on(browser, LOGIN_CODE)
    clock.advance(timedelta(seconds=120))

    assert scans(phone, code, "stranger").refusal == "qr-dead"
    assert browser.press("我已扫码确认").refusal == "qr-dead"


def test_a_code_scanned_from_one_screen_signs_nobody_in_on_another(
    portal: Portal, browser_of: Browsers, phone: Browser
) -> None:
    an_account(portal)
    shown, other = browser_of(None).open("/sign-in/wechat"), browser_of(None).open("/sign-in/wechat")
    code = code_on(shown, LOGIN_CODE)
    scans(phone, code, "wechat-1").press("确认登录")
    ticket = shown.page.css_first("input[name=ticket]").attributes["value"]  # type: ignore[union-attr]

    assert other.press("我已扫码确认", ticket=ticket).refusal == "qr-dead"
    assert other.client.get(f"/sign-in/wechat/{ticket}.png").status_code == 404


def test_the_page_can_ask_how_far_its_code_has_come(
    portal: Portal, browser_of: Browsers, phone: Browser, clock: Clock
) -> None:
    an_account(portal)
    browser = browser_of(None).open("/sign-in/wechat")
    place = browser.page.css_first("[data-wechat-status]")
    assert place is not None
    address = place.attributes["data-wechat-status"] or ""

    assert browser.client.get(address).json == {"state": "waiting"}
    scans(phone, code_on(browser, LOGIN_CODE), "wechat-1").press("确认登录")
    assert browser.client.get(address).json == {"state": "answered"}
    clock.advance(timedelta(seconds=120))
    assert browser.client.get(address).json == {"state": "dead"}
    assert browser_of(None).client.get(address).status_code == 404


def test_a_message_without_the_secret_is_refused(portal: Portal, browser_of: Browsers) -> None:
    message = {"event": "confirmed", "ticket": "t", "openid": "wechat-1"}
    client = browser_of(None).client

    for headers in ({}, {"X-Signature": ""}, {"X-Signature": "0" * 64}, {"X-Signature": portal.settings.wechat_secret}):
        assert client.post("/notifications/wechat", json=message, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"event": [], "ticket": "t", "openid": "o"}', b'{"event": "confirmed"}']
)
def test_a_signed_message_of_another_shape_is_refused(portal: Portal, browser_of: Browsers, body: bytes) -> None:
    headers = {"Content-Type": "application/json", "X-Signature": signature(portal.settings.wechat_secret, body)}

    assert browser_of(None).client.post("/notifications/wechat", data=body, headers=headers).status_code == 422
