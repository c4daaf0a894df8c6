"""The page with a QR code in a real browser: it goes on by itself, and says when the code is dead."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from mock_portal.portal import Portal
from mock_portal.use_cases.wechat import phone_confirms
from tests.mock_portal.world import Clock, an_account, an_app


@pytest.fixture
def address(portal: Portal) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, an_app(portal), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """微信扫码登录, opened; an error in a script fails the test."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto("/sign-in/wechat")
    yield page
    context.close()
    assert broken == []


def ticket_on(page: Page) -> str:
    return page.locator("input[name=ticket]").input_value()


def test_the_page_goes_on_by_itself_when_the_phone_has_answered(page: Page, portal: Portal) -> None:
    person = an_account(portal)
    phone_confirms(portal, ticket_on(page), "wechat-1")

    expect(page.locator(".visitor-name")).to_have_text(person.name)


def test_the_page_shows_why_a_phone_was_refused(page: Page, portal: Portal) -> None:
    phone_confirms(portal, ticket_on(page), "stranger")

    expect(page.locator("[data-refusal=wechat-unbound]")).to_be_visible()


def test_the_page_says_that_its_code_is_dead(page: Page, clock: Clock) -> None:
    clock.advance(timedelta(seconds=120))

    expect(page.get_by_text("二维码已失效，请刷新二维码。")).to_be_visible()
