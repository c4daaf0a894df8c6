"""Picks the one thing that a text means, or says what was expected, found, and stands there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scenarios.errors import Ambiguous, NotOnPage, listing
from scenarios.page.document import ancestors
from scenarios.page.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from scenarios.page.document import Document

T = TypeVar("T")
# Things that are found by how a page is written, not only by their words: how they have to be.
WRITTEN = {
    "list": "a nav, ol or ul with an aria-label",
    "fact": "a dt and its dd",
    "table": "a table with a caption or an aria-label",
}
ITEMS = frozenset({"tr", "li", "article"})


def only(
    document: Document,
    kind: str,
    wanted: str,
    found: Sequence[T],
    instead: Callable[[], Iterable[str]],
    *,
    within: str | None = None,
) -> T:
    """The single thing found; none or several are errors that name what the page has."""
    if len(found) == 1:
        return found[0]
    wanted, place = document.both(wanted), f" within {document.both(within)}" if within else ""
    if not found:
        stands = listing(map(document.both, instead()))
        advice = f"; a {kind} is {WRITTEN[kind]}, see docs/pages.md" if kind in WRITTEN else ""
        raise NotOnPage(
            f"expected one {kind} {wanted}{place}, found none; this page has {stands}{advice}", document.page
        )
    raise Ambiguous(
        f"expected one {kind} {wanted}{place}, found {len(found)}; say within which row or section it stands",
        document.page,
    )


def nearest(document: Document, found: Sequence[T], within: str | None, node_of: Callable[[T], LexborNode]) -> list[T]:
    """Those of the things found that stand in the smallest container holding the text `within`."""
    if within is None:
        return list(found)
    # Words of their own beat words inside longer ones: 张三 means the row of 张三, not that of 张三丰.
    inside = _placed(document, found, node_of, _holds_exactly(fold(within)))
    inside = inside or _placed(document, found, node_of, _holds_somewhere(fold(within)))
    around_others = {outer.mem_id for _, container in inside for outer in ancestors(container)}
    return [one for one, container in inside if container.mem_id not in around_others]


def _holds_exactly(within: str) -> Callable[[list[str]], bool]:
    return lambda fragments: within in fragments


def _holds_somewhere(within: str) -> Callable[[list[str]], bool]:
    return lambda fragments: within in " ".join(fragments)


def _placed(
    document: Document,
    found: Sequence[T],
    node_of: Callable[[T], LexborNode],
    holds: Callable[[list[str]], bool],
) -> list[tuple[T, LexborNode]]:
    """The things found, each with the smallest container around it that holds the text."""
    containers = ((one, _container(document, node_of(one), holds)) for one in found)
    return [(one, container) for one, container in containers if container is not None]


def _container(document: Document, node: LexborNode, holds: Callable[[list[str]], bool]) -> LexborNode | None:
    containers = document.containers(node)
    return next((one for one in containers if holds([_spoken_name(document, one), *_fragments(document, one)])), None)


def _spoken_name(document: Document, node: LexborNode) -> str:
    """What a screen reader calls a container; it counts like words that stand in it."""
    return document.heard(fold(node.attributes.get("aria-label") or ""))


def _fragments(document: Document, node: LexborNode) -> Iterator[str]:
    """The texts in a container, those of the rows and items inside it left out.

    What stands in one row says nothing about a button in the next one, though a table holds both.
    """
    ahead = [node.first_child]
    while ahead:
        child = ahead.pop()
        if child is None:
            continue
        ahead.append(child.next)
        if child.mem_id in document.hidden:
            continue
        if child.is_text_node:
            yield document.heard(fold(child.text_content or ""))
        elif child.is_element_node and child.tag not in ITEMS:
            ahead.append(child.first_child)
