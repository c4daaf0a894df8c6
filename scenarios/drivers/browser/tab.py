"""One tab of a browser: what it shows, where things stand in it, and when a new page has come."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urldefrag

from playwright import sync_api as playwright

from scenarios.drivers.files import is_page
from scenarios.drivers.refresh import MOST_REFRESHES, refresh_of
from scenarios.drivers.session import REDIRECTS
from scenarios.drivers.transport import Response
from scenarios.errors import UNCHECKED, Misuse, NoAnswer, TargetWrong
from scenarios.page import Page
from scenarios.page.controls import CONTROLS, Control
from scenarios.page.page import BLANK
from scenarios.page.wording import AS_THE_GUIDE, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

    from scenarios.page.finding import Finder

T = TypeVar("T")
# What is said by a page that goes just now, and by one whose first element has not come.
BEING_REPLACED = ("context was destroyed", "no document yet")
MOST_REPLACED = 4
# Where Chromium stands after an error that came with nothing to show, and what it says of that when it was sent there.
OWN_WORDS = "chrome-error://"
NOTHING_TO_SHOW = "ERR_HTTP_RESPONSE_CODE_FAILURE"
# What Chromium, Firefox and WebKit (on Linux, on macOS) say where they do not trust a certificate.
UNTRUSTED = re.compile(
    "ERR_CERT_|SEC_ERROR_|MOZILLA_PKIX_ERROR_|SSL_ERROR_BAD_CERT_|SSL peer certificate|SSL CA cert|certificate for this server"
)


@cache
def script(name: str) -> str:
    """A script of this package, as a function for the page."""
    return resources.files(__package__).joinpath(f"{name}.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a tab: its number among all that match a selector."""

    selector: str
    number: int = 0

    def locator(self, tab: playwright.Page) -> playwright.Locator:
        """As Playwright finds it, again and again."""
        return tab.locator(self.selector).nth(self.number)


class Tab:
    """A tab, the page last seen in it, and how long it is waited for (seconds).

    `timeout` is for what must come; `patience` for what scripts may still bring before it counts as missing.
    """

    def __init__(self, tab: playwright.Page, timeout: float, patience: float, wording: Wording = AS_THE_GUIDE) -> None:
        self.wording = wording
        self.tab = tab
        self.seen = BLANK
        self.born = 0.0  # when the page last seen came, by its own clock: another one came at another moment
        self.patience = patience
        self._timeout = timeout
        self._answered = ""  # where the last answer came from
        tab.set_default_timeout(timeout * 1000)

    @property
    def address(self) -> str:
        """Where the target's page in the tab came from."""
        return self._answered if self.tab.url.startswith(OWN_WORDS) else self.tab.url

    def look(self) -> Page:
        """What the tab shows now, scripts' doings and typed text included; nothing where an answer had nothing to show."""
        if self.tab.url == BLANK.address:
            return BLANK
        shown = self._evaluate_on_arrival(script("snapshot"))
        if shown["address"].startswith(OWN_WORDS) and shown["status"]:
            shown |= {"html": "", "address": self._answered, "scripts": 0}
        self._scripted, self.born = bool(shown["scripts"]), shown["born"]
        page = Page(shown["html"], shown["address"], shown["status"], scripted=True, wording=self.wording)
        if page != self.seen:  # what has been read of the same page is known already
            self.seen = page
        return self.seen

    def find(self, wanted: Callable[[Finder], T]) -> T:
        """What is wanted, on the page as last seen or as soon as scripts have brought it."""
        with suppress(TargetWrong):
            return wanted(self.seen.finder)
        return self._wait_for(wanted)

    def _wait_for(self, wanted: Callable[[Finder], T]) -> T:
        end = time.monotonic() + self.patience
        while True:
            finder = self.look().finder
            remaining = end - time.monotonic()
            try:
                return wanted(finder)
            except TargetWrong:
                if remaining <= 0 or not self._scripted:
                    raise
            self.wait_for_change(remaining)

    def wait_for_change(self, seconds: float) -> None:
        """Returns as soon as scripts change anything, at the latest after so many seconds."""
        self._evaluate_on_arrival(script("change"), seconds * 1000)

    def control(self, control: Control) -> playwright.Locator:
        """A control of the page last seen."""
        return self.place_of(control).locator(self.tab)

    def place_of(self, control: Control) -> Place:
        """Where a control stands; by its id where it has one, for scripts may add other controls."""
        document = control.document
        if control.id and len(document.tree.css(f'[id="{control.id}"]')) == 1:
            return Place(f'[id="{control.id}"]')
        return Place(CONTROLS, control.index)

    def place_of_node(self, node: LexborNode, selector: str) -> Place:
        """Where a node of the page last seen stands among those that match the selector."""
        return Place(selector, self.seen.document.tree.css(selector).index(node))

    def open(self, address: str) -> Page:
        with self.in_time(f"a page at {address}"), self.noting("response", self._is_arrival) as answers:
            try:
                self.tab.goto(address, wait_until="domcontentloaded")
            except playwright.Error as problem:
                if NOTHING_TO_SHOW not in problem.message:
                    raise
                self.tab.wait_for_url(f"{OWN_WORDS}**", wait_until="domcontentloaded")
        return self._refreshed(self._last(answers))

    def answer_to(self, click: Callable[[], bool | None], *, leads_on: bool) -> Response | None:
        """Clicks, and returns the answer to the navigation that follows; None when scripts take over.

        `leads_on` says that the click leads to another page if it does not know that itself. An answer that
        browsers show stands in the tab by then; its body is left there.
        """
        with (
            self.noting("response", self._is_arrival) as answers,
            self.noting("framenavigated", self._is_main) as commits,
        ):
            leaves = click()
            with self.in_time("a new page"):
                if not (answers or commits) and (leads_on if leaves is None else leaves):
                    # Where a script has led on just before the click, its page comes, and answers are those to its files.
                    self.tab.wait_for_event("response", lambda it: self._is_arrival(it) or bool(commits))
                answer = self._last(answers)
                if answer and is_page(answer) and not commits:
                    self.tab.wait_for_event("framenavigated", self._is_main)
        return answer

    def settle(self, answer: Response | None = None) -> Page:
        """What the tab shows once its page is complete; `answer` is that with which it came."""
        with self.in_time("a complete page"):
            self.tab.wait_for_load_state("domcontentloaded")
        return self._refreshed(answer)

    def _refreshed(self, answer: Response | None) -> Page:
        """The page that stays, where one leads on to another by itself."""
        for _ in range(MOST_REFRESHES):
            page = self.look()
            came = answer is not None and urldefrag(answer.url).url == urldefrag(page.address).url
            address = refresh_of(page, answer.header("Refresh") if answer and came else "")
            if not address:
                return page
            with self.noting("response", self._is_arrival) as answers, self.in_time(f"the page {address}"):
                self.tab.wait_for_url(_other_than(page.address), wait_until="domcontentloaded")
            answer = self._last(answers)
        raise NoAnswer(f"expected a page that stays, found one after {MOST_REFRESHES} others that leads on", self.seen)

    def _last(self, answers: list[playwright.Response]) -> Response | None:
        """The answer that a page has come of, if any."""
        if not answers:
            return None
        self._answered = answers[-1].url
        return _plain(answers[-1])

    @contextmanager
    def in_time(self, wanted: str) -> Iterator[None]:
        """Turns what Playwright raises into what a person would say: it did not come, or cannot be used."""
        try:
            yield
        except playwright.TimeoutError as problem:
            message = f"expected {wanted} within {self._timeout:g} s, found none: {reason(problem)}"
            raise NoAnswer(message, self.seen) from problem
        except playwright.Error as problem:
            if UNTRUSTED.search(problem.message):
                raise Misuse(f"expected {wanted}, found none: {reason(problem)}{UNCHECKED}") from None
            raise NoAnswer(f"expected {wanted}, found none: {reason(problem)}", self.seen) from problem

    @contextmanager
    def noting(self, event: Any, matches: Callable[[Any], bool] = bool) -> Iterator[list[Any]]:
        """The events of one kind that happen meanwhile."""
        noted: list[Any] = []

        def note(what: Any) -> None:
            if matches(what):
                noted.append(what)

        self.tab.on(event, note)
        try:
            yield noted
        finally:
            self.tab.remove_listener(event, note)

    def _is_main(self, frame: playwright.Frame) -> bool:
        return frame == self.tab.main_frame

    def _is_arrival(self, answer: playwright.Response) -> bool:
        request = answer.request
        if not request.is_navigation_request() or answer.status in REDIRECTS:
            return False
        return self._is_main(answer.frame)

    def _evaluate_on_arrival(self, function: str, argument: object = None) -> Any:
        """Evaluates on the page that stands there, or on the next one when it is just being replaced.

        Raises:
            NoAnswer: the next one is being replaced, too, and so on.
        """
        for _ in range(MOST_REPLACED):
            try:
                return self.tab.evaluate(function, argument)
            except playwright.Error as problem:
                if not any(words in str(problem).lower() for words in BEING_REPLACED):
                    raise
                self.tab.wait_for_load_state("domcontentloaded")
                with suppress(playwright.Error):  # said by the next try, if it is still so
                    self.tab.wait_for_function("() => document.documentElement !== null")
        raise NoAnswer(
            f"expected a page that stays, found one after {MOST_REPLACED} others that is replaced", self.seen
        )


def _other_than(address: str) -> Callable[[str], bool]:
    return lambda url: url != address


def _plain(answer: playwright.Response) -> Response:
    return Response(answer.status, answer.url, tuple(answer.headers.items()), b"")


def reason(problem: playwright.Error) -> str:
    """The line of Playwright's message that says what was in the way, if any, else its first line."""
    lines = [line.strip(" -") for line in problem.message.splitlines() if line.strip()]
    hints = [line for line in lines if "intercepts pointer events" in line or "is not " in line]
    return (hints or lines or ["no reason given"])[-1 if hints else 0]
