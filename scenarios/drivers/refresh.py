"""Pages that lead on by themselves: what a page or its answer says of where the browser goes next, and how soon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

if TYPE_CHECKING:
    from scenarios.page import Page

# Whoever stands before a page waits so many seconds for the next one; what comes later is a page to be read.
MOST_SECONDS = 5
MOST_REFRESHES = 20
SAID = re.compile(
    r"""\s*([0-9]+)[0-9.]*(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))""", re.IGNORECASE | re.DOTALL
)
SPELLINGS = ("http-equiv", "HTTP-EQUIV", "Http-Equiv")


def refresh_of(page: Page, header: str = "") -> str:
    """Where this page leads on to within a few seconds; empty when it stays, or only looks at itself again."""
    found = SAID.match(header) or next(filter(None, map(SAID.match, _stated(page))), None)
    if found is None or int(found[1]) > MOST_SECONDS:
        return ""
    address = page.document.resolve(found[2] or found[3] or found[4] or "")
    return "" if urldefrag(address).url == urldefrag(page.address).url else address


def _stated(page: Page) -> list[str]:
    if not any(spelling in page.html for spelling in SPELLINGS):
        return []  # most pages say nothing of the kind, and are not parsed for it
    stated = (node.attributes for node in page.document.tree.css("meta[http-equiv][content]"))
    return [one["content"] or "" for one in stated if (one["http-equiv"] or "").strip().lower() == "refresh"]
