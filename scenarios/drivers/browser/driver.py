"""The browser driver: acts through Playwright, reads through the same `Page` as the HTTP driver."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urldefrag, urljoin

from scenarios.drivers.acts import Act, acts_for
from scenarios.drivers.browser.cookies import from_browser, to_browser
from scenarios.drivers.browser.fingers import Fingers, Replaced, Vanished
from scenarios.drivers.browser.sight import Sight
from scenarios.drivers.browser.suggestions import Suggestions
from scenarios.drivers.browser.tab import Tab
from scenarios.drivers.driver import NOTHING, Download, Fields, Passport, Value
from scenarios.drivers.files import download_from, inline_image, is_empty, is_page
from scenarios.drivers.navigation import is_same_page
from scenarios.drivers.search import offer, offers_beside, search_button
from scenarios.drivers.transport import Response
from scenarios.errors import Misuse, NotAFile, NotAPage, NotEditable, TargetWrong
from scenarios.page.page import BLANK
from scenarios.page.wording import AS_THE_GUIDE, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright import sync_api as playwright

    from scenarios.page import Page
    from scenarios.page.controls import Control
    from scenarios.page.finding import Finder

T = TypeVar("T")
TIMEOUT_SECONDS = 10.0
PATIENCE_SECONDS = 2.0
LINKS = "a[href]"
SAME_TAB = frozenset({"", "_self", "_top", "_parent"})


class BrowserDriver:
    """One session in a browser context of its own, which whoever made it closes."""

    def __init__(
        self,
        context: playwright.BrowserContext,
        *,
        timeout: float = TIMEOUT_SECONDS,
        patience: float = PATIENCE_SECONDS,
        wording: Wording = AS_THE_GUIDE,
    ) -> None:
        self._wording = wording
        self._context = context
        self._timeout = timeout
        self._patience = patience
        self._tab = self._take(context.pages[0] if context.pages else context.new_page())

    @property
    def tab(self) -> playwright.Page:
        """Playwright's page, for evidence such as screenshots."""
        return self._tab.tab

    @cached_property
    def sight(self) -> Sight:
        """Eyes, which open when they are first needed: listening to all that a browser says takes its time."""
        return Sight(self._context, lambda: self._tab)

    @property
    def page(self) -> Page:
        return self._tab.look()

    @property
    def seen(self) -> Page:
        return self._tab.seen

    def open(self, address: str) -> Page:
        absolute = urljoin(self._tab.address, address)
        if "://" not in absolute:
            raise Misuse(f"expected an absolute address, or an open page, found {address!r}")
        return self._tab.open(absolute)

    def follow(self, link: str, within: str | None = None) -> Page:
        return self._after_a_look(lambda: self._follow(link, within))

    def fill(self, fields: Fields, within: str | None = None) -> None:
        def fill() -> None:
            self._fill(fields, within, None)
            self._fingers.perform()

        self._after_a_look(fill)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        return self._after_a_look(
            lambda: self._press_through(lambda finder: finder.button(button, within), fields, within)
        )

    def offers(self, label: str, keyword: str) -> tuple[str, ...]:
        suggestions = self._search(label, keyword)
        if suggestions:
            return suggestions.texts()
        return tuple(offers_beside(self._tab.seen.finder, self._tab.seen.finder.field(label).first))

    def pick(self, label: str, keyword: str, choice: str) -> None:
        suggestions = self._search(label, keyword)
        if suggestions:
            suggestions.choose(choice, label, keyword)
            return
        finder = self._tab.seen.finder
        offers = offers_beside(finder, finder.field(label).first)
        self._fingers.take([offer(offers, label, keyword, choice, finder)])
        self._fingers.perform()

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        return self._after_a_look(lambda: self._download(words, fields, within))

    def picture(self, alt: str) -> bytes:
        self._tab.look()
        node = self._tab.find(lambda finder: finder.image(alt))
        locator = self._tab.place_of_node(node, "img").locator(self._tab.tab)
        address = self._tab.seen.document.resolve(node.attributes.get("src") or "")
        with self._tab.in_time(f"the image {alt}"):
            locator.evaluate("image => image.complete || new Promise(done => image.onload = image.onerror = done)")
            if not locator.evaluate("image => image.naturalWidth > 0"):
                raise TargetWrong(f"expected an image {alt}, found one that cannot be shown", self._tab.seen)
        inline = inline_image(address)
        return self._fetch(address).body if inline is None else inline

    def passport(self) -> Passport:
        address = self._tab.address
        cookies = tuple(from_browser(cookie) for cookie in self._context.cookies())
        return Passport(cookies, "" if address == BLANK.address else address)

    def travel_with(self, passport: Passport) -> Page:
        self._context.add_cookies([to_browser(cookie) for cookie in passport.cookies])
        return self.open(passport.address) if passport.address else self._tab.look()

    def close(self) -> None:
        self._tab.tab.close()

    def _take(self, tab: playwright.Page) -> Tab:
        taken = Tab(tab, self._timeout, self._patience, self._wording)
        self._fingers = Fingers(taken)
        return taken

    def _follow(self, link: str, within: str | None) -> Page:
        node = self._tab.find(lambda finder: finder.link(link, within))
        place = self._tab.place_of_node(node, LINKS)
        address = self._tab.seen.document.resolve(node.attributes["href"] or "")
        return self._leave(
            self._fingers.aim(place, f"the link {link} to be clicked"),
            target=node.attributes.get("target") or "",
            leads_on=address.startswith("http") and not is_same_page(address, self._tab.seen.address),
        )

    def _fill(self, fields: Fields, within: str | None, button: Control | None) -> None:
        """Takes the fields in hand; one that is not there yet may come once those before it are filled in."""
        form = button.form if button else None
        for label, value in fields.items():

            def acts(finder: Finder, label: str = label, value: Value = value) -> list[Act]:
                return acts_for(finder, label, value, within, form)

            self._fingers.take(self._find(acts))

    def _find(self, wanted: Callable[[Finder], T]) -> T:
        with suppress(TargetWrong):
            return wanted(self._tab.seen.finder)
        self._fingers.perform()
        return self._tab.find(wanted)

    def _after_a_look(self, act: Callable[[], T]) -> T:
        """Looks and acts; once more from the beginning where another page has come just between."""
        self._tab.look()
        try:
            return act()
        except Replaced:
            self._tab.look()
            return act()

    def _press_through(self, button: Callable[[Finder], Control], fields: Fields, within: str | None) -> Page:
        try:
            return self._press(self._ready(button, fields, within))
        except Vanished:
            self._tab.look()
            return self._press(self._ready(button, NOTHING, within))

    def _press(self, pressed: Control) -> Page:
        form = pressed.form.attributes if pressed.form else {}
        target = pressed.attribute("formtarget") or form.get("target") or ""
        return self._leave(self._pressing(pressed), target=target, leads_on=pressed.submits)

    def _ready(self, button: Callable[[Finder], Control], fields: Fields, within: str | None) -> Control:
        """The button, after the fields are taken in hand and when it can be pressed."""
        self._fill(fields, within, self._tab.find(button))
        return self._find(lambda finder: _enabled(button(finder)))

    def _pressing(self, pressed: Control) -> Callable[[], bool | None]:
        return self._fingers.aim(self._tab.place_of(pressed), "the button to be pressed")

    def _leave(self, click: Callable[[], bool | None], *, target: str, leads_on: bool) -> Page:
        """Clicks and goes where that leads: to a new page, to a new tab, or nowhere when scripts take over."""
        if leads_on and target not in SAME_TAB:
            with self._tab.in_time("a new tab"), self._context.expect_page() as opened:
                click()
            self._tab = self._take(opened.value)
            return self._tab.settle()
        answer = self._tab.answer_to(click, leads_on=leads_on)
        if answer and not is_page(answer) and not is_empty(answer):
            raise NotAPage(f"expected a page at {answer.url}, found a file of type {answer.media_type}")
        return self._tab.settle(answer)

    def _search(self, label: str, keyword: str) -> Suggestions | None:
        """Searches; the suggestions of a field with live search, or None when a button was pressed for it."""
        return self._after_a_look(lambda: self._search_here(label, keyword))

    def _search_here(self, label: str, keyword: str) -> Suggestions | None:
        control = self._tab.find(lambda finder: finder.field(label).first)
        if control.attribute("role") == "combobox":
            suggestions = Suggestions(self._tab, self._tab.control(control), control)
            suggestions.search(keyword, self._patience)
            return suggestions
        self._press_through(lambda finder: search_button(finder, finder.field(label).first), {label: keyword}, None)
        return None

    def _fetch(self, address: str) -> Response:
        """Fetches beside the page, with its cookies, instead of showing it in a viewer."""
        with self._tab.in_time(f"an answer from {address}"):
            headers = {"Referer": urldefrag(self._tab.address).url}
            answer = self._context.request.get(address, headers=headers, timeout=self._timeout * 1000)
            body = answer.body()
        return Response(answer.status, answer.url, tuple(answer.headers.items()), body)

    def _download(self, words: str, fields: Fields, within: str | None) -> Download:
        if self._tab.seen.has_button(words):
            return self._download_by_button(words, fields, within)
        link = self._tab.find(lambda finder: finder.link(words, within))
        return download_from(self._fetch(self._tab.seen.document.resolve(link.attributes["href"] or "")), self._wording)

    def _download_by_button(self, words: str, fields: Fields, within: str | None) -> Download:
        pressed = self._ready(lambda finder: finder.button(words, within), fields, within)
        with self._tab.noting("download") as offered:
            answer = self._tab.answer_to(self._pressing(pressed), leads_on=pressed.submits)
            if answer is None or is_page(answer):
                raise NotAFile("expected a file, found a page", self._tab.settle())
            with self._tab.in_time("a file"):
                file = offered[0] if offered else self._tab.tab.wait_for_event("download")
                content = Path(file.path()).read_bytes()
        return Download(file.suggested_filename, answer.media_type, content)


def _enabled(button: Control) -> Control:
    if button.disabled:
        raise NotEditable("expected a button that can be pressed, found it disabled", button.document.page)
    return button
