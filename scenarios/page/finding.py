"""Finds the nodes that words mean: one way for every driver, so that all act on the same thing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scenarios.errors import listing
from scenarios.page.fields import button_text
from scenarios.page.labels import Labelled, labelled_fields
from scenarios.page.lookup import nearest, only
from scenarios.page.reading import link_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scenarios.page.controls import Control
    from scenarios.page.document import Document


class Finder:
    """Looks for fields, buttons and links in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def labelled(self) -> tuple[Labelled, ...]:
        return tuple(labelled_fields(self.document))

    @cached_property
    def _labelled_by(self) -> dict[str, list[Labelled]]:
        named: dict[str, list[Labelled]] = {}
        for one in self.labelled:
            named.setdefault(one.label, []).append(one)
        return named

    @cached_property
    def label_by_control(self) -> dict[int, str]:
        """The label of each single control by its index; for a box in a group, the words of that choice."""
        return {one.first.index: one.label for one in self.labelled if not one.grouped}

    @cached_property
    def buttons(self) -> list[Control]:
        return [control for control in self.document.controls if control.is_button and control.visible]

    @cached_property
    def links(self) -> list[LexborNode]:
        return self.document.shown("a[href]")

    def field(
        self,
        label: str,
        within: str | None = None,
        form: LexborNode | None = None,
        *,
        grouped: bool = True,
    ) -> Labelled:
        """The field of this label; of several, those in `form` are meant.

        A group of boxes and one of its boxes may have the same label: `grouped` says which is meant.
        """
        named = self._labelled_by.get(label, [])
        named = nearest(self.document, named, within, lambda one: one.node)
        named = [one for one in named if form is not None and one.first.form == form] or named
        named = [one for one in named if one.grouped is grouped] or named
        return only(self.document, "field", label, named, lambda: (one.label for one in self.labelled), within=within)

    def button(self, text: str, within: str | None = None) -> Control:
        named = [control for control in self.buttons if button_text(self.document, control) == text]
        named = nearest(self.document, named, within, lambda control: control.node)
        return only(self.document, "button", text, named, self._pressable, within=within)

    def link(self, text: str, within: str | None = None) -> LexborNode:
        named = [node for node in self.links if link_text(self.document, node) == text]
        named = nearest(self.document, named, within, lambda node: node)
        return only(self.document, "link", text, named, self._link_texts, within=within)

    def image(self, alt: str) -> LexborNode:
        images = self.document.shown("img")
        named = [node for node in images if self._alt(node) == alt]
        return only(self.document, "image", alt, named, lambda: map(self._alt, images))

    def _alt(self, node: LexborNode) -> str:
        return self.document.heard(node.attributes.get("alt") or "")

    def _link_texts(self) -> list[str]:
        return [link_text(self.document, node) for node in self.links]

    def _pressable(self) -> list[str]:
        buttons = [button_text(self.document, control) for control in self.buttons]
        return (
            [*buttons, f"and the links {listing(map(self.document.both, self._link_texts()))}"]
            if self.links
            else buttons
        )
