"""Picks the one thing that a text means, or says what was expected, found, and stands there instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from selectolax.lexbor import LexborNode

from scenarios.errors import Ambiguous, NotOnPage, listing
from scenarios.page.document import ancestors
from scenarios.page.words import fold

if TYPE_CHECKING:
    from scenarios.page.document import Document

T = TypeVar("T")


def only(document: Document, kind: str, wanted: str, found: Sequence[T], instead: Iterable[str]) -> T:
    """The single thing found; none or several are errors that name what the page has."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotOnPage(
            f"expected one {kind} {wanted}, found none; this page has {listing(instead)}",
            document.page,
        )
    raise Ambiguous(
        f"expected one {kind} {wanted}, found {len(found)}; say within which row or section it stands",
        document.page,
    )


def nearest(
    document: Document, found: Sequence[T], within: str | None, node_of: Callable[[T], LexborNode]
) -> list[T]:
    """Those of the things found that stand in the smallest container holding the text `within`."""
    if within is None:
        return list(found)
    placed = [(one, _container(document, node_of(one), fold(within))) for one in found]
    inside = [(one, container) for one, container in placed if container is not None]
    around_others = {outer.mem_id for _, container in inside for outer in ancestors(container)}
    return [one for one, container in inside if container.mem_id not in around_others]


def _container(document: Document, node: LexborNode, within: str) -> LexborNode | None:
    """The smallest container of the node in which the text stands: as a text of its own if possible."""
    containers = list(document.containers(node))
    for container in containers:
        if _holds_exactly(container, within):
            return container
    return next((one for one in containers if within in document.words(one)), None)


def _holds_exactly(container: LexborNode, within: str) -> bool:
    return any(
        child.is_text_node and fold(child.text_content or "") == within
        for child in container.traverse(include_text=True)
    )
