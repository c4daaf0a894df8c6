"""What hands do to single controls, worked out from labels and values: the same acts for every driver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from scenarios.drivers.driver import Attachment, Value
from scenarios.errors import NotEditable, NotOnPage, UnfitValue, listing
from scenarios.page.elements import FieldKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scenarios.page.controls import Control
    from scenarios.page.finding import Finder
    from scenarios.page.labels import Labelled


@dataclass(frozen=True, slots=True)
class Type:
    """Replaces what a text control holds."""

    control: Control
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Ticks a box or a radio button, or takes the tick out of a box."""

    control: Control
    on: bool


@dataclass(frozen=True, slots=True)
class Choose:
    """Chooses the options with these words in a drop-down, and no other ones."""

    control: Control
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attach:
    """Puts one file into a file control."""

    control: Control
    attachment: Attachment


Act: TypeAlias = Type | Tick | Choose | Attach

# What browsers accept in typed controls of these types; anything else cannot be entered by hand.
SHAPES = {
    "date": re.compile(r"\d{4,}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4,}-\d{2}"),
    "week": re.compile(r"\d{4,}-W\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?"),
    "datetime-local": re.compile(r"\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?"),
    "number": re.compile(r"-?\d*\.?\d+([eE][+-]?\d+)?"),
    "range": re.compile(r"-?\d*\.?\d+([eE][+-]?\d+)?"),
    "color": re.compile(r"#[0-9a-f]{6}"),
}


def acts_for(
    finder: Finder, label: str, value: Value, within: str | None = None, form: LexborNode | None = None
) -> list[Act]:
    """The acts that fill one field; a value of the wrong kind is an `UnfitValue`."""
    if value is None:
        return []
    labelled = finder.field(label, within, form, grouped=not isinstance(value, bool))
    return list(_acts(finder, labelled, value))


def _acts(finder: Finder, field: Labelled, value: Value) -> Iterator[Act]:
    match field.kind, value:
        case FieldKind.TEXT | FieldKind.TEXTAREA, str():
            yield _typing(field, value)
        case FieldKind.SELECT, str():
            yield Choose(_usable(field, field.first), (value,))
        case FieldKind.SELECT, AbstractSet() if field.first.multiple:
            yield Choose(_usable(field, field.first), tuple(sorted(value)))
        case FieldKind.RADIO, str():
            yield Tick(_usable(field, _member(finder, field, value)), on=True)
        case FieldKind.RADIO, True:
            yield Tick(_usable(field, field.first), on=True)
        case FieldKind.CHECKBOX, bool():
            yield Tick(_usable(field, field.first), on=value)
        case FieldKind.CHECKBOXES, AbstractSet():
            yield from _ticks(finder, field, value)
        case FieldKind.FILE, Path() | Attachment():
            attachment = value if isinstance(value, Attachment) else Attachment.of(value)
            yield Attach(_usable(field, field.first), attachment)
        case _:
            raise UnfitValue(
                f"expected a value for a field of kind {field.kind}, {field.label}, found {value!r}; {_wanted(field)}"
            )


def _wanted(field: Labelled) -> str:
    wanted = {
        FieldKind.RADIO: "give the words of one choice",
        FieldKind.SELECT: "give the words of one option, or a set of them if several can be chosen",
        FieldKind.CHECKBOX: "give True or False",
        FieldKind.CHECKBOXES: "give the set of words to be ticked",
        FieldKind.FILE: "give a Path or an Attachment",
        FieldKind.OUTPUT: "an output cannot be filled in",
    }
    return wanted.get(field.kind, "give a text")


def _usable(field: Labelled, control: Control) -> Control:
    if control.disabled or control.readonly:
        state = "disabled" if control.disabled else "read-only"
        raise NotEditable(
            f"expected a field {field.label} that can be filled in, found it {state}", control.document.page
        )
    return control


def _typing(field: Labelled, text: str) -> Type:
    control = _usable(field, field.first)
    shape = SHAPES.get(control.type)
    if text and shape and not shape.fullmatch(text):
        raise UnfitValue(f"expected text of type {control.type} for {field.label}, found {text!r}")
    return Type(control, text)


def _member(finder: Finder, field: Labelled, words: str) -> Control:
    """The box of a group that carries these words."""
    labels = finder.label_by_control
    found = next((one for one in field.controls if labels.get(one.index) == words), None)
    if found is None:
        offered = listing(labels.get(one.index, "") for one in field.controls)
        raise NotOnPage(
            f"expected the choice {words} in {field.label}, found none; it offers {offered}",
            finder.document.page,
        )
    return found


def _ticks(finder: Finder, field: Labelled, wanted: AbstractSet[str]) -> Iterator[Tick]:
    """Ticks for the boxes that should change; a box that is disabled may stay as it is."""
    chosen = {_member(finder, field, words).index for words in wanted}
    for control in field.controls:
        on = control.index in chosen
        if not control.disabled or on != control.has("checked"):
            yield Tick(_usable(field, control), on=on)
