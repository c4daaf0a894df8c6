"""What a submission consists of: every fact with its label, for checking, for printing and for the desks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mock_portal.domain.case import Case, Credential, Values
from mock_portal.domain.catalogue.choices import LONG_TERM
from mock_portal.domain.catalogue.fields import FIELDS, TITLES, FieldSpec
from mock_portal.domain.catalogue.sheet import FormFacts
from mock_portal.domain.terms import Page

Fact = tuple[str, str]  # label and words
REFERENCED = {"education", "degree"}  # chosen from 【学历学位信息维护】 by their id
LONG_TERM_TICK = "id_long_term"
REGISTERED = {"name": "姓名", "id_type": "证件类型", "id_number": "证件号码"}


@dataclass(frozen=True, slots=True)
class Section:
    """The facts of one page under its title."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FormContent:
    """Everything that one submitted version says; ``values`` are the pages as they were entered."""

    sections: tuple[Section, ...]
    values: Mapping[str, Values] = field(default_factory=dict)

    def fact(self, label: str) -> str:
        """The words behind a label; empty if there is none."""
        return next((words for section in self.sections for name, words in section.facts if name == label), "")


def content_of(case: Case, facts: FormFacts, materials: Sequence[tuple[str, str]]) -> FormContent:
    """What would be submitted now: the identity as registered, the pages as saved, materials as (kind, file name)."""
    sections = [_project_section(case), *(Section(TITLES[page], tuple(_facts_of(case, page, facts))) for page in Page)]
    if materials:
        sections.append(_material_section(materials))
    values = {page.value: case.enrollment.values(page) for page in Page}
    return FormContent(tuple(sections), values)


def encode(content: FormContent) -> dict[str, Any]:
    """The form in which a submission's content is stored: plain JSON values."""
    return {
        "values": {page: dict(values) for page, values in content.values.items()},
        "facts": [[s.title, [list(fact) for fact in s.facts]] for s in content.sections],
    }


def decode(stored: Mapping[str, Any]) -> FormContent:
    """The content that ``encode`` has stored."""
    sections = tuple(
        Section(title, tuple((label, words) for label, words in facts)) for title, facts in stored["facts"]
    )
    return FormContent(sections, stored["values"])


def _project_section(case: Case) -> Section:
    return Section("报考项目", (("考试项目", case.project.title), ("所在省份", case.enrollment.area)))


def _material_section(materials: Sequence[tuple[str, str]]) -> Section:
    kinds = dict.fromkeys(kind for kind, _ in materials)
    return Section("证明材料", tuple((kind, "、".join(name for k, name in materials if k == kind)) for kind in kinds))


def _facts_of(case: Case, page: Page, facts: FormFacts) -> Iterable[Fact]:
    values = dict(case.enrollment.values(page))
    if page is Page.IDENTITY:
        yield from _registered(facts.identity, values)
    for spec in FIELDS[page]:
        words = _words(spec, values, facts)
        if words:
            yield spec.label, words


def _registered(identity: Mapping[str, str], values: dict[str, Any]) -> Iterable[Fact]:
    """What registration fixes for good stands on the form as registered, whatever the page says (R3.n1)."""
    yield from ((label, identity[name]) for name, label in REGISTERED.items())
    values.update({name: text for name, text in identity.items() if name not in REGISTERED})


def _words(spec: FieldSpec, values: Values, facts: FormFacts) -> str:
    value = values.get(spec.name, "")
    if not isinstance(value, str):
        return "、".join(value)
    if spec.name == LONG_TERM_TICK:
        return ""  # said by 证件有效截至日期
    if spec.name == "id_valid_to" and values.get(LONG_TERM_TICK):
        return LONG_TERM
    if spec.name in REFERENCED:
        found = facts.credential(spec.name, value)
        return credential_words(found) if found else value
    return next((choice.label for choice in spec.choices if choice.value == value), value)


def credential_words(credential: Credential) -> str:
    """An entry of 【学历学位信息维护】 in one line."""
    parts: Sequence[str] = (credential.level, credential.school, credential.major, f"{credential.obtained_on:%Y-%m}")
    return " · ".join(parts)
