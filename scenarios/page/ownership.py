"""Which form owns a control that stands in none: the parser's form pointer, which a parsed tree no longer shows.

A form that begins inside a table, or in an element that ends before it, is empty in the tree; browsers still give it every
control up to its end tag. So the source is marked with what the pointer held, and parsed once more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "rehearsal-form"
OWNED = frozenset({"input", "select", "textarea", "button", "output"})
# What stands in these is text, whatever it looks like.
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*+>""",
    re.IGNORECASE | re.DOTALL,
)


def marked(html: str) -> str:
    """The source with a number on every form, and on every control that of the form whose end has not come by then."""
    pieces: list[str] = []
    written = number = templates = 0
    owner = ""
    for name, is_end, place in _tags(html):
        if name == "template":
            templates += -1 if is_end else 1
        elif name == "form" and not templates:
            number += 1
            owner = "" if is_end else owner or str(number)
        if not is_end and owner and (name in OWNED or name == "form"):
            pieces += (html[written:place], f" {MARK}={owner} ")
            written = place
    return "".join((*pieces, html[written:]))


def _tags(html: str) -> Iterator[tuple[str, bool, int]]:
    """Every tag of the source: its name, whether it ends something, and where its name has ended."""
    at = 0
    while found := TAG.search(html, at):
        at = found.end()
        name, is_end = (found["name"] or "").lower(), bool(found["end"])
        if name:
            yield name, is_end, found.end("name")
        if name in RAW and not is_end:
            closing = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            at = closing.start() if closing else len(html)
