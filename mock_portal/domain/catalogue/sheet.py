"""One form page as filled in, with everything that its checks refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Protocol

from mock_portal.domain.case import Case, Credential, Values
from mock_portal.domain.terms import Page


class PastExam(Protocol):
    """What somebody did in the exam of the year before; ``outcome`` is sat, absent, disqualified or not-held."""

    @property
    def name(self) -> str: ...
    @property
    def id_number(self) -> str: ...
    @property
    def specialty(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def passed(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What form pages refer to beyond their enrollment.

    ``credentials`` are the usable entries of 【学历学位信息维护】, ``employers`` the registered names by id, ``identity`` is
    who the candidate is for good.
    """

    credentials: tuple[Credential, ...] = ()
    employers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    past_exams: tuple[PastExam, ...] = ()
    identity: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def credential(self, kind: str, chosen: str) -> Credential | None:
        """The entry of that kind that was chosen by its id."""
        return next((c for c in self.credentials if c.kind == kind and str(c.id) == chosen), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of one page of one case."""

    case: Case
    page: Page
    values: Values
    facts: FormFacts

    def text(self, name: str) -> str:
        """What stands in a field; empty for one that is missing."""
        return text_of(self.values, name)

    def ticks(self, name: str) -> tuple[str, ...]:
        """What is ticked in a group."""
        return ticks_of(self.values, name)

    @property
    def birth_date(self) -> date | None:
        """As registered, else as entered on the page of basic information."""
        entered = self.values if self.page is Page.IDENTITY else self.case.enrollment.values(Page.IDENTITY)
        return self.case.person.birth_date or read_date(text_of(entered, "birth_date"))


def text_of(values: Values, name: str) -> str:
    """A single value; empty for one that is missing."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def ticks_of(values: Values, name: str) -> tuple[str, ...]:
    """A value of several; empty for one that is missing."""
    value = values.get(name, ())
    return value if isinstance(value, tuple) else ()


def read_date(text: str) -> date | None:
    """A day written 2023-01-31 in plain digits."""
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(_is_digits(part) for part in parts):
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def read_month(text: str) -> date | None:
    """The first day of a month written 2023-01."""
    return read_date(f"{text}-01")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
