"""Turns a filled-in form and the pressed button into the request that a browser would send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from scenarios.drivers.addresses import in_charset
from scenarios.drivers.charsets import charset_named
from scenarios.drivers.encoding import MULTIPART, NO_FILE, PLAIN, URLENCODED, Entry, encode, urlencoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from scenarios.drivers.charsets import Charset
    from scenarios.drivers.sheet import Sheet
    from scenarios.page.controls import Control

CHARSET_FIELD = "_charset_"


@dataclass(frozen=True, slots=True)
class Submission:
    """The request of a form: a GET carries its entries in the address, a POST in the body."""

    method: str
    address: str
    content_type: str = ""
    body: bytes | None = None


def submission_of(sheet: Sheet, button: Control, charset: Charset) -> Submission:
    """What pressing this button sends; the button must belong to a form."""
    form = button.form
    assert form is not None
    attributes = form.attributes
    method = (_override(button, "formmethod") or attributes.get("method") or "get").lower()
    enctype = (_override(button, "formenctype") or attributes.get("enctype") or URLENCODED).lower()
    own = button.has("formaction")
    action = button.attribute("formaction") if own else attributes.get("action") or ""
    charset = charset.for_sending
    page = sheet.page
    address = in_charset(page.document.resolve(action), charset) if action.strip() else page.address
    charset = _accepted(attributes.get("accept-charset") or "") or charset
    entries = list(entries_of(sheet, form, button, charset))
    if method != "post":
        return Submission("GET", _with_query(address, urlencoded(entries, charset)))
    known = enctype if enctype in {MULTIPART, PLAIN} else URLENCODED
    content_type, body = encode(entries, known, charset)
    return Submission("POST", address, content_type, body)


def entries_of(sheet: Sheet, form: LexborNode, button: Control, charset: Charset) -> Iterator[Entry]:
    """The form's entries in document order: enabled, named, ticked ones, and of the buttons the pressed one."""
    for control in sheet.controls(form):
        if control.disabled or (control.is_button and control is not button):
            continue
        if control.type == "image":
            yield from _click_place(control)
        elif control.name and control.tag != "output":
            yield from _entries(sheet, control, charset)


def _entries(sheet: Sheet, control: Control, charset: Charset) -> Iterator[Entry]:
    name = control.name
    match control.type:
        case "select":
            yield from (Entry(name, one.value) for one in sheet.chosen(control) if not one.disabled)
        case "checkbox" | "radio":
            if sheet.is_ticked(control):
                yield Entry(name, control.attribute("value") if control.has("value") else "on")
        case "file":
            yield Entry(name, sheet.file(control) or NO_FILE)
        case "hidden" if name.lower() == CHARSET_FIELD:
            yield Entry(name, charset.name)
        case _:
            yield Entry(name, sheet.text(control))
            if control.attribute("dirname"):
                yield Entry(control.attribute("dirname"), "ltr")


def _accepted(labels: str) -> Charset | None:
    """The first charset that a form accepts and browsers know."""
    known = (charset_named(label) for label in labels.replace(",", " ").split())
    return next((one.for_sending for one in known if one), None)


def _click_place(button: Control) -> Iterator[Entry]:
    """A picture button sends where it was clicked; a click by keyboard is one at the corner."""
    prefix = f"{button.name}." if button.name else ""
    yield Entry(f"{prefix}x", "0")
    yield Entry(f"{prefix}y", "0")


def _override(button: Control, attribute: str) -> str:
    return button.attribute(attribute)


def _with_query(address: str, query: str) -> str:
    return urlunsplit(urlsplit(address)._replace(query=query))
