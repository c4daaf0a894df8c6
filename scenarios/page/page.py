"""A page as a person sees it: parsed once, each part computed when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scenarios.page import reading
from scenarios.page.document import Document
from scenarios.page.elements import Button, Field, Form, Image, Item, Link, Listing, Table
from scenarios.page.fields import button_of, button_text, field_of, is_editable
from scenarios.page.finding import Finder
from scenarios.page.lookup import only
from scenarios.page.wording import AS_THE_GUIDE, Wording
from scenarios.page.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from scenarios.page.labels import Labelled


@dataclass(frozen=True)
class Page:
    """What stands on the screen; equal when HTML, address and status are equal, pickled by them.

    `status` is the HTTP status it came with (0 for the blank page before the first address is opened);
    `scripted` says that scripts ran, so that `noscript` is not shown; all is read in the words of the guide, into which
    `wording` puts those of the portal.
    """

    html: str = field(repr=False)
    address: str
    status: int
    scripted: bool = False
    wording: Wording = field(default=AS_THE_GUIDE, compare=False, repr=False)

    def __reduce__(self) -> tuple[Callable[..., Page], tuple[Any, ...]]:
        return Page, (self.html, self.address, self.status, self.scripted, self.wording)

    def __str__(self) -> str:
        return self.whereabouts

    @cached_property
    def document(self) -> Document:
        """The nodes, for drivers; a scenario never needs them. They keep an equal page, so that this one can go at once."""
        return Document(replace(self))

    @cached_property
    def finder(self) -> Finder:
        """Finds the nodes that labels and words mean, for drivers."""
        return Finder(self.document)

    @property
    def verbatim(self) -> Page:
        """The same page in the portal's own words."""
        return replace(self, wording=AS_THE_GUIDE) if self.wording else self

    # Words.

    @cached_property
    def title(self) -> str:
        node = self.document.tree.css_first("title")
        return self.wording.heard(fold(node.text())) if node else ""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return reading.texts(self.document, "h1,h2,h3,h4,h5,h6")

    @cached_property
    def heading(self) -> str:
        """The first heading of the first rank."""
        return next(iter(reading.texts(self.document, "h1")), "")

    @cached_property
    def alerts(self) -> tuple[str, ...]:
        return reading.texts(self.document, "[role=alert]")

    @cached_property
    def messages(self) -> tuple[str, ...]:
        return reading.texts(self.document, "[role=status]")

    @cached_property
    def text(self) -> str:
        return self.document.words(self.document.tree.body)

    def says(self, words: str) -> bool:
        """Whether these words stand anywhere on the page, or those that the portal has for them."""
        own = self.wording.own(fold(words))
        return fold(words) in self.text or (own != fold(words) and own in self.verbatim.text)

    def carries(self, name: str) -> str:
        """What the first control of this name holds, seen or unseen; nothing if there is none."""
        return next((control.value for control in self.document.controls if control.name == name), "")

    @property
    def whereabouts(self) -> str:
        """Which page this is, for messages."""
        own = self.verbatim
        alerts = f", which warns: {' / '.join(own.alerts)}" if own.alerts else ""
        return f"page {own.heading or own.title or 'without a title'}, {self.status}, {self.address}{alerts}"

    # Things.

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        return tuple(self._form(node) for node in self.document.forms if self.document.is_visible(node))

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Fields by label, in the order of the page; of several with one label the first."""
        return self._by_label(self.finder.labelled)

    @cached_property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button_of(self.document, control) for control in self.finder.buttons)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(reading.link_of(self.document, node) for node in self.finder.links)

    @cached_property
    def facts(self) -> dict[str, str]:
        return reading.facts(self.document)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(reading.table_of(self.document, node) for node in self.document.shown("table"))

    @cached_property
    def lists(self) -> tuple[Listing, ...]:
        return tuple(reading.listings(self.document))

    @cached_property
    def images(self) -> tuple[Image, ...]:
        return tuple(reading.image_of(self.document, node) for node in self.document.shown("img"))

    # Questions for one thing; a missing one is an error that says what stands there instead.

    def field(self, label: str, within: str | None = None) -> Field:
        return field_of(self.document, self.finder.field(label, within), self.finder.label_by_control)

    def button(self, text: str, within: str | None = None) -> Button:
        return button_of(self.document, self.finder.button(text, within))

    def link(self, text: str, within: str | None = None) -> Link:
        return reading.link_of(self.document, self.finder.link(text, within))

    def fact(self, term: str) -> str:
        found = [self.facts[term]] if term in self.facts else []
        return only(self.document, "fact", term, found, lambda: self.facts)

    def table(self, caption: str) -> Table:
        found = [table for table in self.tables if table.caption == caption]
        return only(self.document, "table", caption, found, lambda: (table.caption for table in self.tables))

    def items(self, label: str) -> tuple[Item, ...]:
        found = [one for one in self.lists if one.label == label and one.items]
        # A `nav` and the list inside it may carry the same label; both hold the same items.
        return only(self.document, "list", label, found[:1], lambda: (one.label for one in self.lists)).items

    def image(self, alt: str) -> Image:
        found = [one for one in self.images if one.alt == alt]
        return only(self.document, "image", alt, found, lambda: (one.alt for one in self.images))

    def has_field(self, label: str) -> bool:
        return any(one.label == label for one in self.finder.labelled)

    def is_editable(self, label: str) -> bool:
        """Whether there is a field of this label that can be filled in; asks no more of it, as `field` does."""
        found = next((one for one in self.finder.labelled if one.label == label), None)
        return found is not None and is_editable(found)

    def has_button(self, text: str) -> bool:
        return any(button_text(self.document, control) == text for control in self.finder.buttons)

    def has_link(self, text: str) -> bool:
        return any(reading.link_text(self.document, node) == text for node in self.finder.links)

    def _by_label(self, labelled: tuple[Labelled, ...]) -> dict[str, Field]:
        grouped = {control.index for one in labelled if one.grouped for control in one.controls}
        read: dict[str, Field] = {}
        for one in sorted(labelled, key=lambda one: one.first.index):
            if one.label not in read and (one.grouped or one.first.index not in grouped):
                read[one.label] = field_of(self.document, one, self.finder.label_by_control)
        return read

    def _form(self, node: LexborNode) -> Form:
        attributes = node.attributes
        owned = tuple(one for one in self.finder.labelled if one.first.form == node)
        buttons = (control for control in self.finder.buttons if control.form == node)
        return Form(
            label=self.wording.heard(fold(attributes.get("aria-label") or "")),
            method=(attributes.get("method") or "get").lower(),
            address=self.document.resolve(attributes.get("action") or "") or self.address,
            fields=self._by_label(owned),
            buttons=tuple(button_of(self.document, control) for control in buttons),
        )


def read_page(html: str, address: str, status: int, *, scripted: bool = False, wording: Wording = AS_THE_GUIDE) -> Page:
    """Reads HTML as the page that a person would see at this address."""
    return Page(html, address, status, scripted, wording)


BLANK = Page("", "about:blank", 0)
