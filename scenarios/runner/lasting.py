"""A browser that is started anew when it has ended in the middle of a run, so that one crash costs one scenario."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

from scenarios.errors import NoBrowser

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser


NOT_INSTALLED = "Executable doesn't exist"


class LastingBrowser:
    """Stands for Playwright's browser; what is asked of it is asked of the one that lives."""

    def __init__(self, launch: Callable[[], Browser]) -> None:
        self._launch = launch
        self._start()

    def __getattr__(self, name: str) -> Any:
        if not self._browser.is_connected():
            self._start()
        return getattr(self._browser, name)

    def close(self) -> None:
        """Ends it, if it has not ended by itself."""
        if self._browser.is_connected():
            self._browser.close()

    def kill(self) -> None:
        """Ends it at once, whatever it is doing, from any thread; not one on another machine."""
        for process in self._processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def _start(self) -> None:
        before = set(below_playwright())
        self._browser = self._launch()
        self._processes = [process for process in below_playwright() if process not in before]


def unstartable(browser: str, message: str, *, headed: bool) -> NoBrowser:
    """What Playwright says of a browser that does not start, in one line."""
    found = message.partition(": ")[2].partition("\n")[0]
    missing = f"`playwright install {browser}` installs it"
    screen = "--headed needs a screen, as xvfb-run makes one where there is none"
    advice = screen if headed and NOT_INSTALLED not in found else missing
    return NoBrowser(f"expected {browser} to start, found: {found}; {advice}")


def below_playwright() -> list[psutil.Process]:
    """What Playwright's driver has started, and what that has; a portal may start beside it."""
    drivers = [child for child in psutil.Process().children() if is_driver(child)]
    return [process for driver in drivers for process in driver.children(recursive=True)]


def is_driver(process: psutil.Process) -> bool:
    """Whether a process is the one that Playwright speaks to."""
    with suppress(psutil.Error):
        return "run-driver" in process.cmdline()
    return False
