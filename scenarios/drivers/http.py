"""The HTTP driver: a browser without scripts, and no kinder than one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.drivers.acts import acts_for
from scenarios.drivers.addresses import in_charset
from scenarios.drivers.charsets import UTF_8, charset_of
from scenarios.drivers.driver import NOTHING, Download, Fields, Passport
from scenarios.drivers.files import download_from, inline_image, is_empty, page_from
from scenarios.drivers.kept import KeptConnections
from scenarios.drivers.navigation import DEFAULT_POLICY, Initiator, is_same_page, policy_from
from scenarios.drivers.refresh import MOST_REFRESHES, refresh_of
from scenarios.drivers.search import offer, offers_beside, search_button
from scenarios.drivers.session import Session
from scenarios.drivers.sheet import Sheet
from scenarios.drivers.submission import Submission, submission_of
from scenarios.drivers.transport import Response, Transport
from scenarios.drivers.validity import refuse_if_invalid
from scenarios.errors import Misuse, NoAnswer, NotEditable, TargetWrong
from scenarios.page.addresses import joined
from scenarios.page.page import BLANK
from scenarios.page.wording import AS_THE_GUIDE, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.page import Page
    from scenarios.page.controls import Control

AS_IMAGE = {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors", "Accept": "image/*,*/*;q=0.8"}


class HttpDriver:
    """One session over HTTP. `headers` replace the default ones, as a phone's `User-Agent` would."""

    def __init__(
        self,
        transport: Transport | None = None,
        headers: Mapping[str, str] | None = None,
        wording: Wording = AS_THE_GUIDE,
    ) -> None:
        self._wording = wording
        # A transport that was handed in may serve other sessions too: only an own one is closed with this one.
        self._own_transport: KeptConnections | None = None
        if transport is None:
            transport = self._own_transport = KeptConnections()
        self._session = Session(transport, headers or {})
        self._sheet = Sheet(BLANK)
        self._charset = UTF_8
        self._policy = ""

    @property
    def page(self) -> Page:
        return self._sheet.page

    @property
    def seen(self) -> Page:
        return self.page

    @property
    def sight(self) -> None:
        return None

    def open(self, address: str) -> Page:
        absolute = joined(self.page.address, address)
        if "://" not in absolute:
            raise Misuse(f"expected an absolute address, or an open page, found {address!r}")
        return self._arrive(self._session.fetch(Submission("GET", absolute), Initiator()))

    def follow(self, link: str, within: str | None = None) -> Page:
        address, initiator = self._aim(link, within)
        if is_same_page(address, self.page.address):
            self._sheet.page = replace(self.page, address=address)
            return self.page
        return self._arrive(self._session.fetch(Submission("GET", address), initiator))

    def fill(self, fields: Fields, within: str | None = None) -> None:
        self._fill(fields, within, button=None)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        return self._arrive(self._press(self.page.finder.button(button, within), fields, within))

    def offers(self, label: str, keyword: str) -> tuple[str, ...]:
        self._search(label, keyword)
        return tuple(offers_beside(self.page.finder, self.page.finder.field(label).first))

    def pick(self, label: str, keyword: str, choice: str) -> None:
        self._search(label, keyword)
        finder = self.page.finder
        offers = offers_beside(finder, finder.field(label).first)
        self._sheet.perform(offer(offers, label, keyword, choice, finder))

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        if self.page.has_button(words):
            return download_from(self._press(self.page.finder.button(words, within), fields, within), self._wording)
        address, initiator = self._aim(words, within)
        return download_from(self._session.fetch(Submission("GET", address), initiator), self._wording)

    def picture(self, alt: str) -> bytes:
        address = in_charset(self.page.image(alt).address, self._charset.for_sending)
        inline = inline_image(address)
        if inline is not None:
            return inline
        response = self._session.fetch(Submission("GET", address), self._initiator(), AS_IMAGE)
        if not response.media_type.startswith("image/"):
            raise TargetWrong(f"expected an image {alt}, found {response.status} {response.media_type}", self.page)
        return response.body

    def passport(self) -> Passport:
        address = "" if self.page is BLANK else self.page.address
        return Passport(self._session.cookies.kept(), address)

    def travel_with(self, passport: Passport) -> Page:
        self._session.cookies.add(passport.cookies)
        return self.open(passport.address) if passport.address else self.page

    def close(self) -> None:
        self._sheet = Sheet(BLANK)
        if self._own_transport:
            self._own_transport.close()

    def _fill(self, fields: Fields, within: str | None, button: Control | None) -> None:
        form = button.form if button else None
        for label, value in fields.items():
            for act in acts_for(self.page.finder, label, value, within, form):
                self._sheet.perform(act)

    def _press(self, button: Control, fields: Fields, within: str | None) -> Response:
        self._fill(fields, within, button)
        if button.disabled:
            raise NotEditable("expected a button that can be pressed, found it disabled", self.page)
        if not button.submits:
            raise TargetWrong("expected a button that sends a form, found one for scripts only", self.page)
        refuse_if_invalid(self._sheet, button)
        return self._session.fetch(submission_of(self._sheet, button, self._charset), self._initiator())

    def _search(self, label: str, keyword: str) -> None:
        finder = self.page.finder
        button = search_button(finder, finder.field(label).first)
        self._arrive(self._press(button, {label: keyword}, None))

    def _aim(self, link: str, within: str | None) -> tuple[str, Initiator]:
        """Where a link leads, and what it tells about where it comes from."""
        node = self.page.finder.link(link, within)
        attributes = node.attributes
        silent = "noreferrer" in (attributes.get("rel") or "").split()
        policy = "no-referrer" if silent else policy_from(attributes.get("referrerpolicy") or self._own_policy())
        address = in_charset(self.page.document.resolve(attributes["href"] or ""), self._charset.for_sending)
        return address, Initiator(self.page.address, policy)

    def _initiator(self) -> Initiator:
        return Initiator(self.page.address, self._own_policy())

    def _own_policy(self) -> str:
        """The page's referrer policy: by its own `meta`, else by header."""
        meta = self.page.document.tree.css_first("meta[name=referrer][content]")
        return policy_from((meta.attributes["content"] or "") if meta else self._policy or DEFAULT_POLICY)

    def _arrive(self, response: Response) -> Page:
        for _ in range(MOST_REFRESHES):
            if is_empty(response):
                return self.page
            self._show(response)
            address = refresh_of(self.page, response.header("Refresh"))
            if not address:
                return self.page
            address = in_charset(address, self._charset.for_sending)
            response = self._session.fetch(Submission("GET", address), replace(self._initiator(), by_hand=False))
        raise NoAnswer(f"expected a page that stays, found one after {MOST_REFRESHES} others that leads on", self.page)

    def _show(self, response: Response) -> None:
        self._sheet = Sheet(page_from(response, self._wording))
        self._charset = charset_of(response)
        self._policy = response.header("Referrer-Policy")
