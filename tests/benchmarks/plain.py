"""The default way of a journey in a browser: every field and every press is an act of Playwright's own, one after the other."""

from typing import TYPE_CHECKING

from scenarios.drivers.acts import Act
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.browser.fingers import Fingers
from scenarios.drivers.browser.tab import Tab

if TYPE_CHECKING:
    from playwright import sync_api as playwright


class PlainFingers(Fingers):
    """Take nothing in hand for later, and leave all waiting and clicking to Playwright."""

    def take(self, acts: list[Act]) -> None:
        for act in acts:
            self.perform_patiently(act)

    def press(self, point: list[float] | None, wanted: str) -> bool | None:  # noqa: ARG002  Playwright finds the point itself
        return super().press(None, wanted)


class PlainDriver(BrowserDriver):
    """The same journey as somebody writes it who knows Playwright and tunes nothing."""

    def _take(self, tab: "playwright.Page") -> Tab:
        taken = super()._take(tab)
        self._fingers = PlainFingers(taken)
        return taken
