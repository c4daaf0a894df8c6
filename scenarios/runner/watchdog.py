"""Ends a browser whose page is stuck: Playwright itself would wait for ever for what a busy page shows."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from scenarios.errors import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# All waiting of an act has limits of its own, of ten seconds each.
STUCK_AFTER_SECONDS = 120.0


class Watchdog:
    """Watches one act after the other; `bite` is done by a thread of its own, while the act is still waiting."""

    def __init__(self, bite: Callable[[], None], seconds: float = STUCK_AFTER_SECONDS) -> None:
        self._bite, self._seconds = bite, seconds

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Around one act.

        Raises:
            NoAnswer: it did not end by itself.
        """
        bitten: list[bool] = []

        def bites() -> None:
            bitten.append(True)
            self._bite()

        timer = Timer(self._seconds, bites)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as problem:
            if not bitten:
                raise
            words = (
                f"expected a page that answers, found one that did not for {self._seconds:g} s; its browser was ended"
            )
            raise NoAnswer(words) from problem
        finally:
            timer.cancel()
