"""A browser that crashes, or whose page is busy for ever, costs one scenario and not the run."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.browser.sight import Sight
from scenarios.drivers.narrated import NarratedDriver
from scenarios.errors import NoAnswer, NotOnPage
from scenarios.page import Page
from scenarios.runner.failure import has_ended
from scenarios.runner.lasting import LastingBrowser
from scenarios.runner.watchdog import Watchdog

ADDRESS = "http://portal.test/"
PAGE = "<!doctype html><h1>报名</h1><button type=button onclick='for (;;);'>提交</button>"
# From its request on, for which it lets everything wait, the page does nothing else.
BUSY = """setTimeout(() => {
  const asking = new XMLHttpRequest();
  asking.open("GET", location, false);
  asking.send();
  for (;;);
})"""


@pytest.fixture
def lasting(launch_browser: Callable[[], Browser]) -> Iterator[LastingBrowser]:
    browser = LastingBrowser(launch_browser)
    yield browser
    browser.close()


def a_context(browser: LastingBrowser) -> BrowserContext:
    """A context in which the portal has one page."""
    context: BrowserContext = browser.new_context()
    context.route(ADDRESS, lambda route: route.fulfill(body=PAGE, content_type="text/html; charset=utf-8"))
    return context


def test_after_a_crash_another_browser_is_there(lasting: LastingBrowser) -> None:
    tab = a_context(lasting).new_page()
    lasting.kill()
    with pytest.raises(Error):
        tab.goto(ADDRESS)

    assert BrowserDriver(a_context(lasting)).open(ADDRESS).heading == "报名"


def test_a_browser_that_is_gone_and_a_page_that_has_crashed_are_told_from_other_trouble(
    lasting: LastingBrowser,
) -> None:
    tab = a_context(lasting).new_page()
    with pytest.raises(Error) as trouble:
        tab.click("button", timeout=1)
    with suppress(Error):
        tab.goto("chrome://crash")
    with pytest.raises(Error) as crashed:
        tab.evaluate("1")
    lasting.kill()
    with pytest.raises(Error) as gone:
        tab.context.new_page()

    assert [has_ended(each.value) for each in (trouble, crashed, gone)] == [False, True, True]


def test_a_page_that_is_busy_for_ever_ends_its_act_with_a_word(lasting: LastingBrowser) -> None:
    hands = NarratedDriver(BrowserDriver(a_context(lasting)), watch=Watchdog(lasting.kill, 1.0))
    hands.open(ADDRESS)
    with pytest.raises(NoAnswer, match="did not for 1 s; its browser was ended"):
        hands.submit("提交")

    assert BrowserDriver(a_context(lasting)).open(ADDRESS).heading == "报名"


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(lambda sight: sight.findings(), id="findings"),
        pytest.param(lambda sight: sight.overhang(390), id="width"),
        pytest.param(lambda sight: sight.presses("Tab"), id="keyboard"),
    ],
)
def test_a_page_that_is_busy_for_ever_ends_a_look_at_it_with_a_word(
    lasting: LastingBrowser, look: Callable[[Sight], object]
) -> None:
    driver = BrowserDriver(a_context(lasting))
    hands = NarratedDriver(driver, watch=Watchdog(lasting.kill, 2.0))
    hands.open(ADDRESS)
    with driver.tab.expect_request(ADDRESS):
        driver.tab.evaluate(BUSY)
    assert hands.sight is not None
    with pytest.raises(NoAnswer, match="did not for 2 s"):
        look(hands.sight)


def test_a_page_that_gets_busy_under_the_eyes_of_a_listener_ends_the_act_with_a_word(lasting: LastingBrowser) -> None:
    driver = BrowserDriver(a_context(lasting))

    class Listening:
        def acted(self, words: str, page: Page, seconds: float) -> None:
            del words, page, seconds
            driver.tab.evaluate("for (;;);")

    with pytest.raises(NoAnswer, match="did not for 2 s"):
        NarratedDriver(driver, Listening(), watch=Watchdog(lasting.kill, 2.0)).open(ADDRESS)


def test_what_else_is_wrong_with_a_page_is_told_as_it_is(lasting: LastingBrowser) -> None:
    hands = NarratedDriver(BrowserDriver(a_context(lasting)), watch=Watchdog(lasting.kill))
    hands.open(ADDRESS)
    with pytest.raises(NotOnPage, match="expected one button 登录"):
        hands.submit("登录")


def test_what_else_starts_meanwhile_is_not_taken_for_the_browser(launch_browser: Callable[[], Browser]) -> None:
    others: list[subprocess.Popen[bytes]] = []

    def launch() -> Browser:
        others.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
        return launch_browser()

    browser = LastingBrowser(launch)
    browser.kill()
    (portal,) = others

    assert portal.poll() is None
    portal.communicate(b"\n")
    assert portal.returncode == 0


def test_one_that_was_ended_is_not_started_to_be_closed(launch_browser: Callable[[], Browser]) -> None:
    started: list[Browser] = []

    def launch() -> Browser:
        started.append(launch_browser())
        return started[-1]

    browser = LastingBrowser(launch)
    browser.close()
    browser.close()

    assert len(started) == 1
