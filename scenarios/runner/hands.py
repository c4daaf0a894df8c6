"""Makes hands for the people of one scenario: a browser context or a session over HTTP of their own, narrated."""

import io
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING, Any, Literal

import pytest

from scenarios.browsers import ADVICE, find_browser
from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.narrated import Listener, NarratedDriver
from scenarios.drivers.transport import Transport
from scenarios.errors import Misuse, NoBrowser
from scenarios.runner.lasting import LastingBrowser
from scenarios.runner.options import Kind, Wishes
from scenarios.runner.performance import EVIDENCE
from scenarios.runner.selection import Playing
from scenarios.runner.video import can_record
from scenarios.runner.watchdog import Watchdog
from scenarios.story import Story
from scenarios.target import Target
from scenarios.verifies import not_verified

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

# What a candidate's own browser would say; without animations, which nobody watches here and which cost half the time.
CONTEXT = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"}
PICTURE_WIDTH = 960
PICTURE_QUALITY = 55
PICTURE_TIMEOUT_MS = 5000


class HandsOfAll:
    """The factory behind the fixture ``hands``."""

    def __init__(
        self,
        request: pytest.FixtureRequest,
        *,
        wishes: Wishes,
        playing: Playing,
        story: Story,
        target: Target,
        wire: Transport,
    ) -> None:
        self._request = request
        self._wishes = wishes
        self._playing = playing
        self._story = story
        self._target = target
        self._wire = wire
        self._over_http: list[HttpDriver] = []
        self.onlooker: Callable[[Driver], Listener] | None = None

    def __call__(self, name: str, how: Literal["act", "arrange"] = "act") -> Driver:
        """A driver for somebody, whose acts are told in the story."""
        if self.kind(how) == "http":
            driver = HttpDriver(self._wire, self._headers(), self._target.says)
            self._over_http.append(driver)
            return NarratedDriver(driver, self._story.listener(name), *self._onlookers(driver))
        from scenarios.drivers.browser import BrowserDriver

        in_browser = BrowserDriver(self._context(), wording=self._target.says)
        listener = self._story.listener(name, lambda: picture_of(in_browser.tab))
        return NarratedDriver(in_browser, listener, *self._onlookers(in_browser), watch=self._watch())

    def _watch(self) -> Callable[[], AbstractContextManager[None]]:
        """A watchdog, unless somebody watches, who may stop wherever they like, or somebody else has started the browser."""
        option, browser = self._request.config.option, self._request.getfixturevalue("browser")
        if option.headed or option.usepdb or os.environ.get("PWDEBUG") or not isinstance(browser, LastingBrowser):
            return nullcontext
        return Watchdog(browser.kill)

    def _onlookers(self, driver: Driver) -> list[Listener]:
        return [self.onlooker(driver)] if self.onlooker else []

    def _headers(self) -> dict[str, str]:
        """What a session over HTTP says of itself, if the scenario wants it to be a certain browser's."""
        marker = self._request.node.get_closest_marker("browser_context_args")
        name = marker.kwargs.get("user_agent") if marker else None
        return {"User-Agent": name} if name else {}

    def kind(self, how: Literal["act", "arrange"]) -> Kind:
        """Over HTTP where it is wished, and for arranging where the target allows it."""
        plain = "http" in self._target.capabilities
        if self._playing.driver == "http":
            if not plain:
                not_verified(f"target {self._target.name} cannot be used without scripts")
            return "http"
        return "http" if how == "arrange" and self._wishes.arrange == "http" and plain else "browser"

    def _context(self) -> Any:
        """A browser context of its own; what pytest-playwright was asked for by option or marker goes first."""
        new_context = self._request.getfixturevalue("new_context")
        marker = self._request.node.get_closest_marker("browser_context_args")
        stated = {*self._request.getfixturevalue("browser_context_args"), *(marker.kwargs if marker else ())}
        wanted: dict[str, Any] = dict(CONTEXT)
        if self._target.ignore_https_errors:
            wanted["ignore_https_errors"] = True
        if EVIDENCE in self._request.node.stash and can_record():
            wanted["record_video_dir"] = self._request.getfixturevalue("_pw_artifacts_folder").name
        context = new_context(**{key: value for key, value in wanted.items() if key not in stated})
        if self._wishes.network_delay:
            slow_down(context, self._wishes.network_delay)
        return context

    def close(self) -> None:
        """Ends the sessions over HTTP; browser contexts are closed by pytest-playwright, which made them."""
        for driver in self._over_http:
            driver.close()


def installed_browser(*, headless: bool) -> dict[str, Any]:
    """How to launch the browser that is installed.

    Raises:
        NoBrowser: there is none.
    """
    found = find_browser(headless=headless)
    if found is None:
        raise NoBrowser(ADVICE)
    return {"executable_path": str(found.executable), "args": list(found.flags)}


def slow_down(context: Any, delay: int) -> None:
    """Lets every request of the tab that a context begins with take so many milliseconds longer, where its browser can."""
    if context.browser.browser_type.name != "chromium":
        raise Misuse(f"expected chromium for --network-delay, found {context.browser.browser_type.name}")
    conditions = {"offline": False, "latency": delay, "downloadThroughput": -1, "uploadThroughput": -1}
    context.new_cdp_session(context.new_page()).send("Network.emulateNetworkConditions", conditions)


def picture_of(tab: "Tab") -> bytes | None:
    """What stands on the screen as a small picture, or nothing where the tab cannot be looked at any more."""
    from PIL import Image
    from playwright.sync_api import Error

    with suppress(Error):
        shot = tab.screenshot(type="jpeg", quality=80, timeout=PICTURE_TIMEOUT_MS, caret="initial")
        image = Image.open(io.BytesIO(shot))
        image.thumbnail((PICTURE_WIDTH, PICTURE_WIDTH * 2))
        small = io.BytesIO()
        image.save(small, "WEBP", quality=PICTURE_QUALITY, method=2)
        return small.getvalue()
    return None
