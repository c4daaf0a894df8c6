"""Tells files from pages in what a target answers, and names them as a browser would."""

from __future__ import annotations

import base64
import html
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from scenarios.drivers.charsets import charset_named, decoded
from scenarios.drivers.driver import Download
from scenarios.drivers.transport import as_meant
from scenarios.errors import NotAFile, NotAPage
from scenarios.page import Page, read_page
from scenarios.page.wording import AS_THE_GUIDE, Wording

if TYPE_CHECKING:
    from scenarios.drivers.transport import Response

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
TEXT_TYPES = frozenset({"application/json", "application/xml"})
EXTENDED_NAME = re.compile(r"""filename\*\s*=\s*([\w-]+)'[^']*'([^;]+)""", re.IGNORECASE)
QUOTED_NAME = re.compile(r"""filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))""", re.IGNORECASE)


def page_from(response: Response, wording: Wording = AS_THE_GUIDE) -> Page:
    """The page that a browser shows for this answer; something to be saved instead is a `NotAPage`."""
    if not is_page(response):
        raise NotAPage(f"expected a page at {response.url}, found a file of type {response.media_type}")
    text = decoded(response)
    if response.media_type not in HTML_TYPES:
        text = f"<pre>{html.escape(text)}</pre>"
    return read_page(text, response.url, response.status, wording=wording)


def download_from(response: Response, wording: Wording = AS_THE_GUIDE) -> Download:
    """The file in this answer; a page instead is a `NotAFile` that carries the page."""
    if response.status >= HTTPStatus.BAD_REQUEST or (response.media_type in HTML_TYPES and not is_attachment(response)):
        page = read_page(decoded(response), response.url, response.status, wording=wording)
        raise NotAFile("expected a file, found a page", page)
    return Download(filename_of(response), response.media_type, response.body)


def is_attachment(response: Response) -> bool:
    return response.header("Content-Disposition").strip().lower().startswith("attachment")


def is_page(response: Response) -> bool:
    """Whether browsers show this answer as a page, rather than saving it or staying where they are."""
    media_type = response.media_type
    shown = media_type in HTML_TYPES or media_type in TEXT_TYPES or media_type.startswith("text/")
    return shown and not is_attachment(response) and not is_empty(response)


def is_empty(response: Response) -> bool:
    """Whether the answer leaves the page where it is."""
    return response.status in {HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT}


def filename_of(response: Response) -> str:
    """The name the file is saved under: as the header says, else the last part of the address."""
    disposition = as_meant(response.header("Content-Disposition"))
    extended = EXTENDED_NAME.search(disposition)
    if extended:
        charset = charset_named(extended[1])
        return unquote(extended[2].strip(), encoding=charset.codec if charset else "utf-8")
    quoted = QUOTED_NAME.search(disposition)
    if quoted:
        return (quoted[1] or quoted[2] or "").strip().replace('\\"', '"')
    return unquote(urlsplit(response.url).path.rpartition("/")[2])


def inline_image(address: str) -> bytes | None:
    """The bytes of a `data:` address; None for any other address."""
    if not address.startswith("data:"):
        return None
    head, _, content = address.partition(",")
    raw = unquote_to_bytes(content)
    if head.endswith(";base64"):
        return base64.b64decode(raw)
    return raw
