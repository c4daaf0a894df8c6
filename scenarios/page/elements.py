"""The things that stand on a page, as frozen data: fields, buttons, links, tables, lists, images."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scenarios.errors import NotOnPage, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class FieldKind(StrEnum):
    """What a person can do with a field."""

    TEXT = "text"  # typed into: text, password, number, date, ... ; `Field.type` tells which
    TEXTAREA = "textarea"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    FILE = "file"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field; a group of radio buttons or checkboxes is one field under its legend."""

    label: str
    kind: FieldKind
    type: str
    name: str
    value: str
    chosen: tuple[str, ...]
    options: tuple[str, ...]
    checked: bool
    required: bool
    enabled: bool
    readonly: bool
    error: str
    hint: str
    max_length: int | None

    @property
    def editable(self) -> bool:
        return self.enabled and not self.readonly


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `submits` is false for buttons that only scripts react to."""

    text: str
    enabled: bool
    submits: bool
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link with its absolute address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form with the fields and buttons that belong to it."""

    label: str
    method: str
    address: str
    fields: Mapping[str, Field]
    buttons: tuple[Button, ...]


class Record(dict[str, str]):
    """One row of a table by its columns; to ask for one that the table has not is an error of the page."""

    __slots__ = ()

    def __missing__(self, column: str) -> str:
        raise no_column(column, self)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: caption, header cells, and rows of cell texts."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The cells under one header.

        Raises:
            NotOnPage: the table has no such column.
        """
        if name not in self.header:
            raise no_column(name, self.header)
        place = self.header.index(name)
        return tuple(row[place] if place < len(row) else "" for row in self.rows)

    def records(self) -> tuple[Record, ...]:
        """The rows as mappings from header to cell."""
        return tuple(Record(zip(self.header, row, strict=False)) for row in self.rows)


def no_column(name: str, there: Iterable[str]) -> NotOnPage:
    """That a table lacks a column."""
    return NotOnPage(f"expected a column {name}, found none; this table has {listing(there)}")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a labelled list: its words, where it leads, and how it is marked."""

    text: str
    address: str | None
    classes: frozenset[str]
    current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that carries a label of its own, such as a menu or a flow bar."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """One image with its alternative text and absolute address."""

    alt: str
    address: str
