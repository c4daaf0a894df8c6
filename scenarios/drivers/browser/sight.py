"""What only eyes and a keyboard can tell: colours as painted, width, focus, findings of axe, complaints of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from scenarios.drivers.browser.colours import painted_as
from scenarios.drivers.browser.tab import script

if TYPE_CHECKING:
    from collections.abc import Callable

    from axe_playwright_python.sync_playwright import Axe
    from playwright import sync_api as playwright

    from scenarios.drivers.browser.tab import Tab
    from scenarios.page import Page

GRAVE = frozenset({"serious", "critical"})
CONTRAST = "color-contrast"  # axe's rule, which finds no fault with a contrast of one to one and leaves it to people
ASKED_BY_SCRIPTS = frozenset({"fetch", "xhr"})
ABORTED = "net::ERR_ABORTED"  # what a browser says of a request that a new page made needless
ECHO = "Failed to load resource"  # said by the console of every error status, pages that say no included


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the keyboard is; ``visible`` says that a person sees it there, ``on_screen`` that the control itself is in view."""

    words: str
    tag: str
    role: str
    visible: bool
    on_screen: bool


class Sight:
    """Looks at whatever tab is in front; complaints of the browser are kept from the beginning."""

    def __init__(self, context: playwright.BrowserContext, front: Callable[[], Tab]) -> None:
        self._front = front
        self._complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(f"script error: {error.error}"))
        context.on("requestfailed", self._note_failed)
        context.on("response", self._note_refused)

    def findings(self) -> tuple[str, ...]:
        """What axe finds serious or critical, in sentences, words in just the colour of their ground included."""
        told = _axe().run(self._front().tab).response
        found = [(rule, rule["nodes"]) for rule in told["violations"] if rule["impact"] in GRAVE]
        unsure = [rule for rule in told["incomplete"] if rule["id"] == CONTRAST]
        found += [(rule, [node for node in rule["nodes"] if _is_lost(node)]) for rule in unsure]
        return tuple(f"{rule['id']}: {rule['help']} ({nodes[0]['html'][:120]})" for rule, nodes in found if nodes)

    def complaints(self) -> tuple[str, ...]:
        """Errors of scripts and of the content policy, and requests beside the page that failed, so far."""
        return tuple(self._complaints)

    def colours(self, label: str) -> dict[str, str]:
        """For each item of a labelled list the colour of its words, as a person would call it, and of a dot that has another."""
        front = self._front()
        items = front.look().items(label)
        painted: list[dict[str, Any]] = front.tab.evaluate(script("look"), front.wording.own(label))
        return {item.text: painted_as(**paint) for item, paint in zip(items, painted, strict=True)}

    def waits_for_answer(self) -> Page:
        """The page after the next answer to what its script asks by itself, and after what the script makes of that.

        Raises:
            NoAnswer: the page asks nothing.
        """
        front = self._front()
        with front.in_time("an answer to what the page asks by itself"):
            front.tab.wait_for_event("response", lambda it: it.request.resource_type in ASKED_BY_SCRIPTS)
        front.wait_for_change(front.patience)
        return front.look()

    def overhang(self, width: int) -> int:
        """How many pixels the page is wider than a window of this width, so that one would have to scroll sideways."""
        tab = self._front().tab
        before = tab.viewport_size or {"width": 1280, "height": 720}
        tab.set_viewport_size({"width": width, "height": before["height"]})
        try:
            return int(tab.evaluate("document.documentElement.scrollWidth - Math.min(innerWidth, screen.width)"))
        finally:
            tab.set_viewport_size(before)

    def presses(self, key: str) -> Focus:
        """One key, such as Tab or Enter, and where the keyboard is then."""
        self._front().tab.keyboard.press(key)
        return self.focus()

    def enters(self) -> None:
        """Enter, and the page that it leads to."""
        tab = self._front().tab
        with tab.expect_navigation(wait_until="domcontentloaded"):
            tab.keyboard.press("Enter")

    def focus(self) -> Focus:
        """Where the keyboard is."""
        front = self._front()
        told = front.tab.evaluate(script("focus"))
        words = front.wording.heard_by_line(told["words"])
        return Focus(words, told["tag"], told.get("role", ""), told["visible"], told["on_screen"])

    def _hear(self, said: playwright.ConsoleMessage) -> None:
        if said.type == "error" and ECHO not in said.text:
            self._complaints.append(f"console: {said.text}")

    def _note_failed(self, request: playwright.Request) -> None:
        if ABORTED not in (request.failure or ""):
            self._complaints.append(f"{request.url} failed: {request.failure}")

    def _note_refused(self, answer: playwright.Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():  # noqa: PLR2004  HTTP's errors
            self._complaints.append(f"{answer.url} was answered {answer.status}")


def _is_lost(node: dict[str, Any]) -> bool:
    """Whether the words of a node are in the colour of their ground, and not just over a picture, say."""
    return any((check["data"] or {}).get("messageKey") == "equalRatio" for check in node["any"])


@cache
def _axe() -> Axe:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()
