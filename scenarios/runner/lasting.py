"""A browser that is started anew when it has ended in the middle of a run, so that one crash costs one scenario."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser


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
        before = set(descendants())
        self._browser = self._launch()
        self._processes = [process for process in descendants() if process not in before]


def descendants() -> list[psutil.Process]:
    """The processes that this one has started, and those that they have."""
    return psutil.Process().children(recursive=True)
