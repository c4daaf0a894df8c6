"""What a submission asks to pay for: its specialty and subjects, read from the submitted content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mock_portal.domain.catalogue.specialties import find_specialty, on_paper
from mock_portal.domain.terms import Page


@dataclass(frozen=True, slots=True)
class Payable:
    """Specialty as the screen shows it, subjects, and whether the exam is written on paper."""

    specialty: str
    subjects: tuple[str, ...]
    on_paper: bool


def payable_of(content: Mapping[str, Any]) -> Payable:
    """What the content of a submitted version asks to pay for.

    Raises:
        ValueError: no subject stands there; such a submission should never have been accepted.
    """
    values = content["values"][Page.SPECIALTY.value]
    code, subjects = values["specialty"], tuple(values["subjects"])
    if not subjects:
        raise ValueError("expected at least one subject in a submission, found none")
    known = find_specialty(code)
    return Payable(known.label if known else code, subjects, on_paper(code))
