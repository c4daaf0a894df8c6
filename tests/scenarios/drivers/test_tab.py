"""What a tab says where the browser only says that it could not do something."""

from unittest.mock import MagicMock

import pytest
from playwright import sync_api as playwright

from scenarios.drivers.browser.tab import Tab
from scenarios.errors import Misuse, NoAnswer

UNTRUSTED = {
    "chromium": "page.goto: net::ERR_CERT_DATE_INVALID at https://127.0.0.1/",
    "firefox": "page.goto: SEC_ERROR_UNKNOWN_ISSUER\nCall log:\n  - navigating",
    "firefox, another name": "page.goto: SSL_ERROR_BAD_CERT_DOMAIN",
    "webkit": "page.goto: SSL peer certificate or SSH remote key was not OK",
    "webkit on macOS": "page.goto: The certificate for this server is invalid. You might be connecting to a server that",
}
GOING = playwright.Error("Page.evaluate: Execution context was destroyed, most likely because of a navigation")


@pytest.fixture
def tab() -> Tab:
    return Tab(MagicMock(), timeout=1, patience=1)


@pytest.mark.parametrize("words", UNTRUSTED.values(), ids=UNTRUSTED)
def test_a_certificate_that_is_not_trusted_says_nothing_of_the_target_in_any_browser(tab: Tab, words: str) -> None:
    with pytest.raises(Misuse, match="ignore_https_errors = true"), tab.in_time("an answer"):
        raise playwright.Error(words)


def test_a_target_that_does_not_listen_is_not_taken_for_one_that_is_not_trusted(tab: Tab) -> None:
    with pytest.raises(NoAnswer, match="ERR_CONNECTION_REFUSED"), tab.in_time("an answer"):
        raise playwright.Error("page.goto: net::ERR_CONNECTION_REFUSED at https://127.0.0.1/")


def test_where_a_page_is_just_being_replaced_the_next_one_is_looked_at(tab: Tab) -> None:
    tab.tab.evaluate.side_effect = [GOING, GOING, "seen"]  # type: ignore[attr-defined]
    assert tab._evaluate_on_arrival("look") == "seen"


def test_a_page_that_is_replaced_again_and_again_is_wrong(tab: Tab) -> None:
    tab.tab.evaluate.side_effect = GOING  # type: ignore[attr-defined]
    with pytest.raises(NoAnswer, match="expected a page that stays, found one after 4 others that is replaced"):
        tab.wait_for_change(1)


def test_whatever_else_a_browser_says_is_not_swallowed(tab: Tab) -> None:
    tab.tab.evaluate.side_effect = playwright.Error("Page.evaluate: TypeError: nothing is here")  # type: ignore[attr-defined]
    with pytest.raises(playwright.Error, match="nothing is here"):
        tab.wait_for_change(1)
