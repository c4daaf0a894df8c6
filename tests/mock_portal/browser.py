"""A browser without scripts in front of the test client: it opens pages and presses the buttons of real forms."""

import secrets
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Self

from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from mock_portal.store.sessions import begin_session
from mock_portal.web.visits import CANDIDATE_COOKIE

Values = Mapping[str, str | Sequence[str]]
Upload = tuple[bytes, str]  # content and file name
LIMIT_OF_REDIRECTS = 5


class Browser:
    """One browser with its cookies; every act answers the browser, so that acts can be chained."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.client = app.test_client()
        self.address = "/"
        self.answer: TestResponse
        if person:
            self.client.set_cookie(CANDIDATE_COOKIE, _session_of(app.extensions["portal"], person))

    def open(self, address: str) -> Self:
        """Go to an address, wherever it leads."""
        return self._follow(self.client.get(address), address)

    def press(self, label: str, *, files: Mapping[str, Sequence[Upload]] | None = None, **values: Any) -> Self:
        """Press the button of that label in its form, with ``values`` filled in and everything else as it stood."""
        form, button = self._form_with(label)
        sent = _defaults(form) | values
        if name := button.attributes.get("name"):
            sent[name] = button.attributes.get("value") or ""
        address = form.attributes.get("action") or self.address
        if (form.attributes.get("method") or "get") == "get":
            return self._follow(self.client.get(address, query_string=sent), address)
        for name, uploads in (files or {}).items():
            sent[name] = [(BytesIO(content), file_name) for content, file_name in uploads]
        return self._follow(self.client.post(address, data=sent), address)

    def follow(self, label: str) -> Self:
        """Follow the link of that text."""
        links = [a for a in self.page.css("a[href]") if _text(a) == label]
        assert links, (
            f"expected a link {label}, found none; this page has {[_text(a) for a in self.page.css('a[href]')]}"
        )
        return self.open(links[0].attributes["href"] or "")

    def post(self, address: str, **values: Any) -> Self:
        """Send a crafted form with this page's tokens."""
        tokens = _defaults(self.page.css("form input[name=csrf]")[0].parent or self.page.root)  # type: ignore[arg-type]
        return self._follow(self.client.post(address, data=tokens | values), address)

    @property
    def status(self) -> int:
        """The HTTP status of the page."""
        return self.answer.status_code

    @property
    def html(self) -> str:
        """The page's source."""
        return self.answer.get_data(as_text=True)

    @property
    def page(self) -> LexborHTMLParser:
        """The page, parsed."""
        return LexborHTMLParser(self.html)

    @property
    def heading(self) -> str:
        """The page's main heading."""
        return _text(self.page.css_first("h1"))

    @property
    def text(self) -> str:
        """The words of the page's content."""
        return _text(self.page.css_first("main"))

    @property
    def alert(self) -> str:
        """The words of what was refused, empty if nothing was."""
        found = self.page.css_first("[role=alert]")
        return _text(found) if found else ""

    @property
    def refusal(self) -> str:
        """The stable id of the refusal, empty if nothing was refused."""
        found = self.page.css_first("[data-refusal]")
        return found.attributes["data-refusal"] or "" if found else ""

    @property
    def buttons(self) -> list[str]:
        """Buttons and links that look like one."""
        return [_text(node) for node in self.page.css("main button, main a.button")]

    @property
    def nodes(self) -> dict[str, str]:
        """The nodes of the flow bar with their colours."""
        items = self.page.css("nav.flow li")
        colours = [str(li.attributes["class"]).rsplit("node-", 1)[1] for li in items]
        return {_text(li.css_first(".node-label")): colour for li, colour in zip(items, colours, strict=True)}

    def _form_with(self, label: str) -> tuple[LexborNode, LexborNode]:
        for form in self.page.css("form"):
            for button in form.css("button"):
                if _text(button) == label:
                    return form, button
        raise AssertionError(f"expected a button {label}, found none; this page has {self.buttons}: {self.text[:300]}")

    def _follow(self, answer: TestResponse, address: str) -> Self:
        for _ in range(LIMIT_OF_REDIRECTS):
            if answer.status_code not in {302, 303}:
                break
            address = answer.headers["Location"]
            answer = self.client.get(address)
        self.answer, self.address = answer, address
        return self


def _session_of(portal: Portal, person: Person) -> str:
    token = secrets.token_urlsafe(24)
    with portal.writing() as tx:
        begin_session(tx, token, portal.now(), account_id=person.id)
    return token


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node else ""


def _defaults(form: LexborNode) -> dict[str, Any]:
    """What the form would send if nobody touched it: hidden fields, texts, ticks and choices."""
    sent: dict[str, Any] = {}
    for control in form.css("input[name], textarea[name], select[name]"):
        attributes = control.attributes
        name, kind = attributes["name"] or "", attributes.get("type") or "text"
        if "disabled" in attributes or kind == "file":
            continue
        if kind in {"checkbox", "radio"}:
            if "checked" in attributes:
                sent.setdefault(name, []).append(attributes.get("value") or "on")
        elif control.tag == "select":
            chosen = control.css_first("option[selected]") or control.css_first("option")
            sent[name] = (chosen.attributes.get("value") or "") if chosen else ""
        else:
            sent[name] = control.text() if control.tag == "textarea" else attributes.get("value") or ""
    return sent
