"""Reads the parts of a page that are not fields: facts, tables, labelled lists, images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.page.document import ancestors
from scenarios.page.elements import Image, Item, Link, Listing, Table
from scenarios.page.words import bare_label, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from scenarios.page.document import Document

LISTS = "nav,ol,ul,[role=list]"


def texts(document: Document, selector: str) -> tuple[str, ...]:
    """The words of every shown element that matches, empty ones left out."""
    words = (document.words(node) for node in document.shown(selector))
    return tuple(word for word in words if word)


def facts(document: Document) -> dict[str, str]:
    """Terms and descriptions; a term with several descriptions gets them joined, and one that comes again is the first."""
    read: dict[str, str] = {}
    term, known = "", False
    for node in document.shown("dt,dd"):
        if node.tag == "dt":
            term = bare_label(document.words(node))
            known = bool(read.setdefault(term, ""))
        elif not known:
            read[term] = fold(f"{read.get(term, '')} {document.words(node)}")
    return read


def link_text(document: Document, node: LexborNode) -> str:
    image = node.css_first("img[alt]")
    alternative = (image.attributes["alt"] or "") if image else ""
    return document.words(node) or document.heard(fold(node.attributes.get("aria-label") or alternative))


def link_of(document: Document, node: LexborNode) -> Link:
    return Link(link_text(document, node), document.resolve(node.attributes["href"] or ""))


def table_of(document: Document, node: LexborNode) -> Table:
    caption = next(_own_parts(node, "caption"), None)
    named = document.words(caption) if caption else document.heard(fold(node.attributes.get("aria-label") or ""))
    rows = [_cells(document, row) for row in _own_parts(node, "tr") if document.is_visible(row)]
    header = next((cells for cells, is_header in rows if is_header), ())
    return Table(named, header, tuple(cells for cells, is_header in rows if not is_header))


def _own_parts(table: LexborNode, selector: str) -> Iterator[LexborNode]:
    """The rows or captions of a table, without those of tables inside it."""
    for part in table.css(selector):
        if next(one for one in ancestors(part) if one.tag == "table") == table:
            yield part


def _cells(document: Document, row: LexborNode) -> tuple[tuple[str, ...], bool]:
    """The words of a row, and whether it is a header: header cells only."""
    cells = [cell for cell in row.iter() if cell.tag in {"th", "td"}]
    return tuple(document.words(cell) for cell in cells), bool(cells) and all(one.tag == "th" for one in cells)


def listings(document: Document) -> Iterator[Listing]:
    """Every list that carries a label of its own, or that of the `nav` around it."""
    for node in document.shown(LISTS):
        attributes = node.attributes
        label = document.words_by_ids(attributes.get("aria-labelledby") or "")
        label = label or document.heard(fold(attributes.get("aria-label") or ""))
        if label:
            items = node.css("li") or node.css("a[href]")
            yield Listing(label, tuple(_item(document, one) for one in items if document.is_visible(one)))


def _item(document: Document, node: LexborNode) -> Item:
    link = node if node.tag == "a" else node.css_first("a[href]")
    return Item(
        text=document.words(node),
        address=document.resolve(link.attributes["href"] or "") if link else None,
        classes=frozenset(map(document.page.wording.class_of, (node.attributes.get("class") or "").split())),
        current=_is_current(node) or any(_is_current(one) for one in node.css("[aria-current]")),
    )


def _is_current(node: LexborNode) -> bool:
    return (node.attributes.get("aria-current") or "false") != "false"


def image_of(document: Document, node: LexborNode) -> Image:
    alt = document.heard(fold(node.attributes.get("alt") or ""))
    return Image(alt, document.resolve(node.attributes.get("src") or ""))
