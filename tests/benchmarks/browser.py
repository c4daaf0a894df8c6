"""Section browser: a whole journey as the harness plays it, against the default way of a browser and against the floor."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Playwright, sync_playwright

from scenarios.browsers import BROWSERS, Found, find_browser
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.kept import KeptConnections
from scenarios.runner.hands import CONTEXT
from scenarios.target import Target
from tests.benchmarks.figures import Costs, Figure, in_turns, shares
from tests.benchmarks.floor import FloorDriver
from tests.benchmarks.journey import a_newcomer, a_portal_of_its_own, plays
from tests.benchmarks.plain import PlainDriver
from tests.benchmarks.servers import cpu_of_family

ROUNDS = 5
COMPARED: tuple[tuple[str, str, str, float | None], ...] = (
    ("a journey as the harness plays it, against the default way", "harness", "default", 0.42),
    ("a journey as the harness plays it, against the default way in the same browser", "harness", "same", None),
    ("a journey as the harness plays it, against the floor", "harness", "floor", 1.9),
    ("a journey over HTTP, against the default way", "http", "default", 1 / 40),
    ("a journey over HTTP, against the harness's browser", "http", "harness", None),
)
AS_ROOT = "--no-sandbox"


def found(*, headless: bool) -> Found:
    """A browser of this machine; a full one, as Debian's Chromium is, unless a headless shell will do."""
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


def over_http(target: Target, wire: KeptConnections) -> float:
    """Seconds of one journey over HTTP."""
    newcomer = a_newcomer(target, "http", lambda: HttpDriver(wire))
    began = perf_counter()
    plays(newcomer)
    return perf_counter() - began


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """The journey in five ways, taking turns; by default it is played in a full browser, or in the harness's own."""
    with ExitStack() as stack:
        target, _ = stack.enter_context(a_portal_of_its_own())
        wire = KeptConnections()
        stack.callback(wire.close)
        playwright = stack.enter_context(sync_playwright())
        default = launched(playwright, found(headless=False), quiet=False)
        same = launched(playwright, found(headless=True), quiet=False)
        tuned = launched(playwright, found(headless=True), quiet=True)
        ways: dict[str, Callable[[], float]] = {
            "default": lambda: in_browser(target, default, {}, PlainDriver),
            "same": lambda: in_browser(target, same, {}, PlainDriver),
            "harness": lambda: in_browser(target, tuned, CONTEXT, BrowserDriver),
            "floor": lambda: in_browser(target, tuned, CONTEXT, FloorDriver),
            "http": lambda: over_http(target, wire),
        }
        used: Costs = {name: [] for name in ways}
        for play in ways.values():
            play()
        weighed = {name: weighing(play, used[name]) for name, play in ways.items()}
        costs = in_turns(rounds, weighed, lambda words: told(f"browser, seconds per journey, {words}"))
        for browser in (default, same, tuned):
            browser.close()
    return [
        figure
        for what, name, other, goal in COMPARED
        for figure in (
            compared(f"{what}: time", "s", costs[name], costs[other], goal),
            compared(f"{what}: CPU of everything", "s of CPU", used[name], used[other], None),
        )
    ]


def weighing(play: Callable[[], float], used: list[float]) -> Callable[[], float]:
    """The same, noting the CPU seconds of this process and of all that it has started, browsers and portal included."""

    def played() -> float:
        before = cpu_of_family(os.getpid())
        seconds = play()
        used.append(cpu_of_family(os.getpid()) - before)
        return seconds

    return played


def compared(what: str, unit: str, part: list[float], whole: list[float], goal: float | None) -> Figure:
    """The ratio of two ways, with their medians."""
    note = f"{median(part):.2f} {unit} against {median(whole):.2f}"
    return Figure("browser", what, shares(part, whole), goal, note=note)
