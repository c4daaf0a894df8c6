"""What became of an act: accepted, or refused for a reason that the target file knows by its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from scenarios.page import Page
from scenarios.target import Target

FIRST_OF_ERRORS = 400


@dataclass(frozen=True, slots=True)
class Said:
    """Whether a page says no in the words that were expected; printed, it tells which, and what the page says instead."""

    so: bool
    expected: tuple[str, ...]
    found: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.so

    def __repr__(self) -> str:
        return f"<expected {' or '.join(self.expected)}, found {' / '.join(self.found) or 'no refusal'}>"


class Complaint(str):
    """What a page says against what stands in a field; printed where it is empty, it tells what is there instead."""

    __slots__ = ("label", "page")
    page: Page
    label: str

    @classmethod
    def at(cls, label: str, page: Page) -> Self:
        """The complaint at the field of that label."""
        complaint = cls(page.fields[label].error if label in page.fields else "")
        complaint.page, complaint.label = page, label
        return complaint

    def __repr__(self) -> str:
        if self:
            return super().__repr__()
        if self.label not in self.page.fields:
            return f"<no field {self.label} on {self.page}>"
        said = " / ".join(complaints_on(self.page)) or "nothing"
        return f"<no message at {self.label}, which needs aria-invalid (docs/pages.md); the page says {said}>"


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """The page that came back after an act."""

    page: Page
    target: Target

    @property
    def accepted(self) -> bool:
        """Whether nothing on the page says no, and it is no page that says that something went wrong."""
        return not self.page.alerts and self.page.status < FIRST_OF_ERRORS

    def refused_because(self, refusal: str) -> Said:
        """Whether the page says no in words that the target file knows as ``refusal``."""
        so = self.target.means(refusal, self.page.alerts)
        return Said(so, self.target.refusals.get(refusal, (refusal,)), self.complaints)

    @property
    def refused(self) -> bool:
        """Whether the page says no, for whatever reason."""
        return bool(self.page.alerts)

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that the page says against the act: its alerts, what stands at its fields, and a status that is an error."""
        return tuple(complaints_on(self.page))

    def __repr__(self) -> str:
        said = " / ".join(self.complaints)
        return f"<refused: {said}>" if said else f"<accepted: {self.page.heading}>"


def complaints_on(page: Page) -> Iterator[str]:
    """What a page says against the act that it came after."""
    yield from page.alerts
    for label, field in page.fields.items():
        if field.error:
            yield f"{label}: {field.error}"
    if page.status >= FIRST_OF_ERRORS:
        yield f"status {page.status}, {page.heading or page.title or 'without a title'}"
