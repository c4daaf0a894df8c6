"""Takes words from a page: whitespace folded, invisible parts and marks of mandatory fields left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from selectolax.lexbor import LexborNode

# Options and typed text are values of a field, not words of the page around it.
UNSPOKEN = frozenset(("script", "style", "template", "head", "select", "textarea", "datalist", "-comment", "-doctype"))
_BLOCKS = """
    address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol output p pre section summary table
    tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())

_MARK = r"(?:[*＊:：\s]|[(（]?必填[)）]?|[(（]选填[)）])"
_MARKS = re.compile(f"^{_MARK}+|{_MARK}+$")
_STAR = re.compile(r"[*＊]|必填")


def fold(text: str) -> str:
    """The text with every run of whitespace, ideographic spaces included, as one space."""
    return " ".join(text.split())


def bare_label(text: str) -> str:
    """A label without the star, the word 必填 and the colon that surround it."""
    return _MARKS.sub("", fold(text))


def has_star(text: str) -> bool:
    """Whether a label marks its field as mandatory."""
    return _STAR.search(text) is not None


def label_pattern(label: str) -> re.Pattern[str]:
    """Matches the label with or without its marks; simple enough to mean the same in a browser."""
    return re.compile(rf"^{_MARK}*{re.escape(label)}{_MARK}*$")


def visible_text(
    node: LexborNode | None, hidden: Collection[int] = (), heard: Callable[[str], str] | None = None
) -> str:
    """What a person reads inside a node; `hidden` holds the `mem_id`s of nodes that are not shown.

    `heard` says how a whole text, of a node or of an element, is understood.
    """
    if node is None:
        return ""
    text = fold("".join(_pieces(node, hidden, heard)))
    return heard(text) if heard else text


def _pieces(node: LexborNode, hidden: Collection[int], heard: Callable[[str], str] | None) -> list[str]:
    """The texts inside a node in their order, with a space on either side of what stands as a block."""
    pieces: list[str] = []
    around: list[tuple[LexborNode, str, int]] = []
    child = None if node.mem_id in hidden else node.first_child
    while child is not None or around:
        if child is None:
            child, gap, begin = around.pop()
            if heard:
                pieces[begin:] = [heard("".join(pieces[begin:]))]
            pieces.append(gap)
            child = child.next
            continue
        tag = child.tag or ""
        if tag == "-text":
            text = "" if child.mem_id in hidden else child.text_content or ""
            pieces.append(heard(text) if heard else text)
        elif tag not in UNSPOKEN:
            gap = " " if tag in BLOCKS else ""
            pieces.append(gap)
            if child.mem_id not in hidden:
                around.append((child, gap, len(pieces)))
                child = child.first_child
                continue
        child = child.next
    return pieces
