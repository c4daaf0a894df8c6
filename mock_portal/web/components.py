"""What a page hands to the macros of `templates/parts/`: plain views of fields, nodes and refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape


class Visitor(Protocol):
    """The signed-in person, as the header shows them."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str:
        """`candidate`, or any other word for a staff desk, which gives the header another colour."""
        ...


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the left menu."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may stand wherever a text may: in a table cell, in facts."""

    label: str
    address: str

    def __html__(self) -> str:
        return f'<a href="{escape(self.address)}">{escape(self.label)}</a>'


class Option(NamedTuple):
    """One choice of a drop-down, a radio group, a checkbox group or a search result.

    In a drop-down, neighbours of the same `group` stand below that heading.
    """

    value: str
    label: str
    group: str = ""


class FieldKind(StrEnum):
    """How a field is shown; each kind has one branch in `parts/fields.html`."""

    TEXT = "text"
    PASSWORD = "password"
    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    TEXTAREA = "textarea"
    FILE = "file"
    READONLY = "readonly"
    SEARCH = "search"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Search:
    """The live search behind a `search` field: with scripts a list of suggestions, without them a button.

    `into` names the control that carries the chosen id; the button posts `button_name=button_value` and the
    server answers with the same page, the findings standing in the field's `options`.
    """

    address: str
    into: str
    chosen: str = ""
    button_label: str = "检索"
    button_name: str = "act"
    button_value: str = "search"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One labelled control with what was entered in it and what is wrong with it.

    A `checkbox` is ticked when `value` is not empty and posts `yes`; `checkboxes` are ticked by `values`.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    values: frozenset[str] = frozenset()
    options: Sequence[Option] = ()
    required: bool = False
    error: str = ""
    hint: str = ""
    autocomplete: str = ""
    max_length: int | None = None
    readonly: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    search: Search | None = None

    @property
    def id(self) -> str:
        return f"field-{self.name}"

    @property
    def anchor(self) -> str:
        """The element that the error summary links to: a group cannot be focused, its first box can."""
        grouped = self.kind in {FieldKind.RADIO, FieldKind.CHECKBOXES}
        return f"{self.id}-1" if grouped and self.options else self.id

    @property
    def choices(self) -> Markup:
        """The options of a drop-down, what stands in the field chosen."""
        return drop_down(tuple(self.options), self.value)

    @property
    def ticked(self) -> frozenset[str]:
        """The values of the boxes that are ticked, whichever kind of group this is."""
        if self.kind is FieldKind.CHECKBOXES:
            return self.values
        return frozenset({self.search.chosen if self.search else self.value})

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for `aria-describedby`."""
        if not (self.hint or self.error):
            return ""
        notes = ((self.hint, "hint"), (self.error, "error"))
        return " ".join(f"{self.id}-{name}" for text, name in notes if text)


def drop_down(options: tuple[Option, ...], chosen: str) -> Markup:
    """The tags of a drop-down's options, neighbours of the same group together below its heading."""
    tags = _none_chosen(options)
    if chosen:
        here = f'<option value="{escape(chosen)}"'
        tags = tags.replace(f"{here}>", f"{here} selected>")
    return Markup(tags)  # noqa: S704  everything in it is escaped


@lru_cache(maxsize=256)
def _none_chosen(options: tuple[Option, ...]) -> str:
    """The same before anything is chosen; as many lists as the forms have are remembered, by all that is in them."""
    groups = groupby(options, attrgetter("group"))
    return "".join(_group(heading, "\n".join(map(_tag, members))) for heading, members in groups)


def _group(heading: str, tags: str) -> str:
    return f'<optgroup label="{escape(heading)}">{tags}</optgroup>' if heading else tags


def _tag(option: Option) -> str:
    return f'<option value="{escape(option.value)}">{escape(option.label)}</option>'


class NodeColour(StrEnum):
    """The colour of a node of the flow bar."""

    GREY = "grey"
    BLACK = "black"
    GREEN = "green"
    RED = "red"


WORDS_OF_COLOUR: Mapping[NodeColour, str] = {
    NodeColour.GREY: "未开始",
    NodeColour.BLACK: "进行中",
    NodeColour.GREEN: "已完成",
    NodeColour.RED: "未通过",
}


@dataclass(frozen=True, slots=True)
class NodeView:
    """One node of the flow bar; without an address it is not yet, or no longer, a link."""

    label: str
    colour: NodeColour
    address: str | None = None
    current: bool = False
    state_words: str = ""

    @property
    def words(self) -> str:
        """What the colour means in words, so that nobody depends on seeing colours."""
        return self.state_words or WORDS_OF_COLOUR[self.colour]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which something must be done, given in words and as an ISO 8601 time with its offset.

    `now` is the portal's own time, also ISO 8601; with it the page counts down on that clock.
    """

    label: str
    words: str
    moment: str
    advice: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one stands in a long list; a missing address means that there is no such page."""

    page: int
    pages: int
    total: int
    previous: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True)
class RefusalView:
    """What was refused, in words, with what to do next; `id` is stable and meant for programs."""

    id: str
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of cells; a cell is a text, a `Link` or markup that a macro made."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    empty: str = "没有记录"
