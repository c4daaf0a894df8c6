"""Section browser: a whole journey as the harness plays it, against the default way of a browser and against the floor."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

from scenarios.browsers import BROWSERS, Found, find_browser
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Urllib3Transport
from scenarios.runner.hands import CONTEXT
from scenarios.target import Target
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.floor import FloorDriver
from tests.benchmarks.journey import a_newcomer, a_portal_of_its_own, plays

ROUNDS = 5
AT_MOST_OF_DEFAULT, AT_MOST_OF_FLOOR, AT_MOST_OVER_HTTP = 0.42, 1.9, 1 / 40
AS_ROOT = "--no-sandbox"


def found(*, headless: bool) -> Found:
    """A browser of this machine; a full one, as Playwright's default is, unless a headless shell will do."""
    browser = find_browser(headless=headless)
    assert browser is not None, f"expected one of {', '.join(BROWSERS)}, found none"
    return browser


def launched(playwright: Playwright, browser: Found, *, quiet: bool) -> Browser:
    """A browser as Playwright launches it, with the harness's flags or only with what root needs."""
    flags = [flag for flag in browser.flags if quiet or flag == AS_ROOT]
    return playwright.chromium.launch(executable_path=str(browser.executable), args=flags, headless=True)


def in_browser(target: Target, browser: Browser, context: Mapping[str, Any], driver: type[BrowserDriver]) -> float:
    """Seconds of one journey; each person's context is opened and closed within them."""
    newcomer = a_newcomer(target, "browser", lambda: driver(browser.new_context(**context)))
    began = perf_counter()
    plays(newcomer)
    for opened in browser.contexts:
        opened.close()
    return perf_counter() - began


def over_http(target: Target, wire: Urllib3Transport) -> float:
    """Seconds of one journey over HTTP."""
    newcomer = a_newcomer(target, "http", lambda: HttpDriver(wire))
    began = perf_counter()
    plays(newcomer)
    return perf_counter() - began


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """The journey in four ways, taking turns."""
    with ExitStack() as stack:
        target, _ = stack.enter_context(a_portal_of_its_own())
        wire = Urllib3Transport()
        stack.callback(wire.close)
        playwright = stack.enter_context(sync_playwright())
        default = launched(playwright, found(headless=False), quiet=False)
        tuned = launched(playwright, found(headless=True), quiet=True)
        ways: dict[str, Callable[[], float]] = {
            "default": lambda: in_browser(target, default, {}, BrowserDriver),
            "harness": lambda: in_browser(target, tuned, CONTEXT, BrowserDriver),
            "floor": lambda: in_browser(target, tuned, CONTEXT, FloorDriver),
            "http": lambda: over_http(target, wire),
        }
        for play in ways.values():
            play()
        costs = in_turns(rounds, ways, lambda words: told(f"browser, seconds per journey, {words}"))
        default.close()
        tuned.close()
    seconds = {name: sorted(each)[rounds // 2] for name, each in costs.items()}

    def compared(what: str, name: str, other: str, goal: float) -> Figure:
        note = f"{seconds[name]:.2f} s against {seconds[other]:.2f} s"
        return Figure("browser", what, shares(costs[name], costs[other]), goal, note=note)

    return [
        compared(
            "a journey as the harness plays it, against the default way", "harness", "default", AT_MOST_OF_DEFAULT
        ),
        compared("a journey as the harness plays it, against the floor", "harness", "floor", AT_MOST_OF_FLOOR),
        compared("a journey over HTTP, against the harness's browser", "http", "harness", AT_MOST_OVER_HTTP),
    ]
