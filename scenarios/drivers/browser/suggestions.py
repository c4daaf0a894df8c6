"""The suggestions of a field with live search: an ARIA combobox with its listbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright import sync_api as playwright

from scenarios.errors import NotOnPage, listing
from scenarios.page.words import fold

if TYPE_CHECKING:
    from scenarios.drivers.browser.tab import Tab
    from scenarios.page.controls import Control

LIVE = frozenset({"fetch", "xhr"})
# Two frames after the answer a script has shown what it got; what is slower than this is waited for as a change.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
SHOWING_SECONDS = 0.3


class Suggestions:
    """What one combobox suggests for the keyword typed last."""

    def __init__(self, tab: Tab, locator: playwright.Locator, control: Control) -> None:
        self._tab = tab
        self._locator = locator
        self._listbox = control.attribute("aria-controls") or control.attribute("aria-owns")

    def search(self, keyword: str, patience: float) -> None:
        """Types the keyword and waits for the answer of a live search; a local list needs no answer."""
        tab = self._tab.tab
        with self._tab.in_time("the search field to be filled in"):
            try:
                with tab.expect_event("response", _is_live, timeout=patience * 1000):
                    self._locator.fill(keyword)
            except playwright.TimeoutError:
                return
            tab.evaluate(TWO_FRAMES)
        if not self.texts():
            self._tab.wait_for_change(SHOWING_SECONDS)

    def texts(self) -> tuple[str, ...]:
        """The suggestions on the screen, in their order."""
        return tuple(fold(self._tab.wording.heard_by_line(text)) for text in self._options.all_inner_texts())

    def choose(self, choice: str, label: str, keyword: str) -> None:
        texts = self.texts()
        if choice not in texts:
            message = f"expected the offer {choice} for {label} after searching {keyword}, found {listing(texts)}"
            raise NotOnPage(message, self._tab.seen)
        with self._tab.in_time(f"the offer {choice} to be chosen"):
            self._options.nth(texts.index(choice)).click()

    @property
    def _options(self) -> playwright.Locator:
        root = self._tab.tab.locator(f'[id="{self._listbox}"]' if self._listbox else "[role=listbox]")
        return root.locator("[role=option]:visible")


def _is_live(answer: playwright.Response) -> bool:
    return answer.request.resource_type in LIVE
