"""The page with a QR code in a real browser: it goes on by itself, and says when the code is dead."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from mock_portal.portal import Portal
from mock_portal.use_cases.wechat import phone_confirms
from tests.mock_portal.served import scripted, served
from tests.mock_portal.world import Clock, an_account, an_app


@pytest.fixture
def address(portal: Portal) -> Iterator[str]:
    with served(an_app(portal)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """微信扫码登录, opened; an error in a script fails the test."""
    with scripted(browser, address) as page:
        page.goto("/sign-in/wechat")
        yield page


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


def test_however_slow_the_answer_the_page_does_not_ask_again_before_it(page: Page) -> None:
    asked: list[str] = []
    page.route("**/status", lambda route: asked.append(route.request.url))  # never answered
    page.clock.install()
    page.reload()
    with page.expect_request("**/status"):
        page.clock.run_for(1_500)
    page.clock.run_for(15_000)

    assert len(asked) == 1


@pytest.mark.parametrize("who", ["the page", "a hand"])
def test_once_its_button_was_pressed_it_is_pressed_no_second_time(page: Page, who: str) -> None:
    pressed: list[str] = []

    def note(route: Route) -> None:
        pressed.append(route.request.method)
        route.fulfill(status=204)  # the page stays

    page.clock.install()
    page.reload()
    page.route("**/sign-in/wechat", note)
    page.route("**/status", lambda route: route.fulfill(json={"state": "answered"}))
    press = "document.querySelector('[data-wechat-status]').closest('form').requestSubmit()"
    with page.expect_request("**/sign-in/wechat"):
        page.evaluate(press)
    if who == "the page":
        page.clock.run_for(15_000)
    else:
        page.evaluate(press)
    for _ in range(3):  # whatever was asked before has been answered then
        page.evaluate("fetch('/status').then((answer) => answer.text())")

    assert pressed == ["POST"]
