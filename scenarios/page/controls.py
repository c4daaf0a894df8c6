"""One form control of a parsed page: what it is, what it holds by default, and whether it may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import ref

from scenarios.page.typed import ASCII_SPACES, INPUT_TYPES, sanitised
from scenarios.page.words import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scenarios.page.document import Document

CONTROLS = "input,select,textarea,button,output"
SPACES = re.compile(f"[{ASCII_SPACES}]+")
BUTTON_TYPES = frozenset({"submit", "image", "button", "reset"})
# Where `readonly` means nothing, though some write it: such a control can be used all the same.
NEVER_READ_ONLY = frozenset({"select", "checkbox", "radio", "file", "range", "color", "hidden"}) | BUTTON_TYPES


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a drop-down: the text that is chosen, in the guide's words, and the value that is sent."""

    text: str
    shown: str  # as the portal itself says it
    value: str
    selected: bool
    disabled: bool


class Control:
    """A control in its document; two controls are the same when they stand at the same place.

    It does not keep its document: whoever has a control has its page. Were they to hold each other, every page of a crowd would
    wait for the garbage collector, and the crowd with it.
    """

    def __init__(self, node: LexborNode, index: int, document: Document) -> None:
        self.node = node
        self.index = index
        self._document = ref(document)
        self.attributes = node.attributes
        self.tag = node.tag or ""
        self.type = _type(self.tag, (self.attributes.get("type") or "").lower())
        self.name = self.attributes.get("name") or ""

    def __repr__(self) -> str:
        return f"<{self.tag} {self.type} {self.name}>"

    @property
    def document(self) -> Document:
        """Where it stands."""
        document = self._document()
        assert document is not None, f"expected the page of {self} to be kept"
        return document

    def attribute(self, name: str) -> str:
        """The attribute's value; empty when it is missing or has none."""
        return self.attributes.get(name) or ""

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def id(self) -> str:
        return self.attribute("id")

    @property
    def is_button(self) -> bool:
        return self.tag == "button" or (self.tag == "input" and self.type in BUTTON_TYPES)

    @property
    def submits(self) -> bool:
        """Whether pressing it sends a form; one that only closes its dialog sends nothing."""
        if not self.is_button or self.type not in {"submit", "image"} or self.form is None:
            return False
        return (self.attribute("formmethod") or self.form.attributes.get("method") or "").lower() != "dialog"

    @property
    def is_field(self) -> bool:
        """Whether a person sees it as something to fill in (or, for an output, to read)."""
        return not self.is_button and self.type != "hidden"

    @property
    def multiple(self) -> bool:
        return self.has("multiple")

    @cached_property
    def disabled(self) -> bool:
        return self.has("disabled") or self.document.fieldset_disables(self.node)

    @property
    def readonly(self) -> bool:
        """Whether its text can be read and not changed."""
        return self.has("readonly") and self.type not in NEVER_READ_ONLY

    @cached_property
    def visible(self) -> bool:
        return self.type != "hidden" and self.document.is_visible(self.node)

    @cached_property
    def form(self) -> LexborNode | None:
        """The form that owns this control: by attribute, by nesting, or because it was still open there."""
        if "form" in self.attributes:
            return self.document.form_by_id(self.attribute("form"))
        return self.document.form_of(self.node)

    @property
    def value(self) -> str:
        """What a text control holds when the page opens; newlines are sent as CRLF only later."""
        if self.tag == "textarea":
            return self.node.text().replace("\r\n", "\n").replace("\r", "\n")
        return self.sanitised(self.attribute("value"))

    def sanitised(self, text: str) -> str:
        """What this control makes of a text."""
        return sanitised(self.type, text, self.attributes) if self.tag == "input" else text

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(map(self._choice, self.node.css("option")))

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The options that are chosen when the page opens: a plain drop-down always shows one."""
        selected = tuple(map(self._choice, self.node.css("option[selected]")))
        if self.multiple:
            return selected
        if selected:
            return selected[-1:]
        if self._rows > 1:
            return ()
        return next(((choice,) for choice in map(self._choice, self.node.css("option")) if not choice.disabled), ())

    def choice(self, words: str) -> Choice | None:
        """The first option with these words."""
        any_may = bool(self.document.page.wording)
        likely = (option for option in self.node.css("option") if any_may or _may_say(option, words))
        return next((choice for choice in map(self._choice, likely) if choice.text == words), None)

    def shown(self, words: str) -> str:
        """How the option with these words reads on the screen."""
        found = self.choice(words) if self.document.page.wording else None
        return found.shown if found else words

    def _choice(self, option: LexborNode) -> Choice:
        attributes = option.attributes
        written = option.text()
        shown = attributes.get("label") or fold(written)
        return Choice(
            text=self.document.heard(shown),
            shown=shown,
            value=(attributes["value"] or "") if "value" in attributes else _fold_ascii(written),
            selected="selected" in attributes,
            disabled="disabled" in attributes or _group_disabled(option),
        )

    @property
    def begins_with_placeholder(self) -> bool:
        """Whether the first option of a plain drop-down stands for none."""
        if self.multiple or self._rows > 1:
            return False
        first = self.node.css_first("option")
        if first is None or first.parent is None or first.parent.tag != "select":
            return False
        return not self._choice(first).value

    @property
    def _rows(self) -> int:
        size = self.attribute("size")
        return int(size) if size.isascii() and size.isdigit() else 1

    @property
    def max_length(self) -> int | None:
        stated = self.attribute("maxlength").strip()
        return int(stated) if stated.isascii() and stated.isdigit() else None


def _type(tag: str, stated: str) -> str:
    """What kind of control this is: for inputs and buttons by their type, for others by their tag."""
    if tag == "input":
        return stated if stated in INPUT_TYPES else "text"
    if tag == "button":
        return stated if stated in {"button", "reset"} else "submit"
    return tag


def _may_say(option: LexborNode, words: str) -> bool:
    """A cheap test before the option is read in full: long drop-downs are searched under load."""
    text = option.text()
    return words in text or " " in words or "label" in option.attributes


def _fold_ascii(text: str) -> str:
    """What an option sends that states no value: other spaces than those of ASCII belong to it."""
    return " ".join(text.split()) if text.isascii() else " ".join(filter(None, SPACES.split(text)))


def _group_disabled(option: LexborNode) -> bool:
    parent = option.parent
    return parent is not None and parent.tag == "optgroup" and "disabled" in parent.attributes
