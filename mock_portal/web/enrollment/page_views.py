"""A form page as views of its fields: what the catalogue says, in the components of the screen."""

from collections.abc import Mapping
from functools import cache

from mock_portal.domain.catalogue.choices import OTHER, Choice
from mock_portal.domain.catalogue.fields import FieldSpec, Kind
from mock_portal.domain.rules.employers import MOST_FINDINGS
from mock_portal.domain.terms import Page
from mock_portal.use_cases.form_pages import OpenPage
from mock_portal.web.components import FieldKind, FieldView, Option, Search

EMPLOYERS = "/enrollment/choices/employers?q="
TOO_MANY = f"结果较多，仅显示前{MOST_FINDINGS}项，请输入更完整的单位名称"
NOTHING_FOUND = "没有找到，请换用单位全称中的其它关键字；确实检索不到请输入“其它”"


def page_fields(opened: OpenPage) -> list[FieldView]:
    """All fields of the page, registered facts first, hidden ones last."""
    specs = opened.rules.asked_fields(opened.sheet.case, opened.sheet.page)
    return [*_registered(opened), *(field_view(opened, spec) for spec in specs), *_hidden(opened)]


def field_view(opened: OpenPage, spec: FieldSpec) -> FieldView:
    """One field with what stands in it and what is wrong with it."""
    fixed = opened.rules.fixed_value(opened.sheet.case, spec.name)
    if fixed is not None:
        return FieldView(spec.name, spec.label, FieldKind.READONLY, fixed)
    if spec.kind is Kind.SEARCH:
        return _search_view(opened, spec)
    return FieldView(
        name=spec.name,
        label=spec.label,
        kind=FieldKind(spec.kind.value),
        value=opened.sheet.text(spec.name),
        values=frozenset(opened.sheet.ticks(spec.name)),
        options=_options(opened, spec),
        required=spec.required,
        error=opened.problems.get(spec.name, ""),
        hint=spec.hint,
        autocomplete=spec.autocomplete,
        max_length=spec.max_length or None,
        attributes=_attributes(opened, spec),
    )


def _registered(opened: OpenPage) -> list[FieldView]:
    if opened.sheet.page is not Page.IDENTITY:
        return []
    person = opened.sheet.case.person
    facts = (
        ("name", "姓名", person.name),
        ("id_type", "证件类型", person.id_type),
        ("id_number", "证件号码", person.id_number),
    )
    return [FieldView(name, label, FieldKind.READONLY, words) for name, label, words in facts]


def _hidden(opened: OpenPage) -> list[FieldView]:
    views = [FieldView("page_revision", "", FieldKind.HIDDEN, str(opened.revision))]
    if opened.sheet.page is Page.SPECIALTY:
        views.append(FieldView("subjects_for", "", FieldKind.HIDDEN, opened.shown_for))
    return views


@cache
def _fixed_options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(Option(*choice) for choice in choices)


def _options(opened: OpenPage, spec: FieldSpec) -> tuple[Option, ...]:
    if spec.choices or spec.kind not in {Kind.CHOICE, Kind.RADIO}:
        return _fixed_options(spec.choices)
    choices = opened.rules.choices(opened.sheet.case, spec, opened.sheet.facts)
    return tuple(Option(*choice) for choice in choices)


def _attributes(opened: OpenPage, spec: FieldSpec) -> Mapping[str, str]:
    choices = f"/enrollment/{opened.sheet.case.project.id}/choices"
    match spec.name:
        case "institution":
            return {"data-depends-on": "city", "data-options-from": f"{choices}/institutions?city={{value}}"}
        case "specialty":
            return {"data-depends-on": "level", "data-options-from": "/enrollment/choices/specialties?level={value}"}
        case "subjects":
            return {"data-ticks-follow": "specialty", "data-ticks-from": f"{choices}/subjects?specialty={{value}}"}
    return {"data-shown-when": "=".join(spec.shown_when)} if spec.shown_when else {}


def _search_view(opened: OpenPage, spec: FieldSpec) -> FieldView:
    keyword = opened.sheet.text(spec.name)
    chosen = opened.sheet.text("employer_id")
    found = _findings(opened, keyword) if opened.searched else []
    hint = TOO_MANY if len(found) > MOST_FINDINGS else spec.hint
    nothing = opened.searched and not found
    return FieldView(
        spec.name,
        spec.label,
        FieldKind.SEARCH,
        keyword,
        options=found[:MOST_FINDINGS],
        required=spec.required,
        error=NOTHING_FOUND if nothing else opened.problems.get(spec.name, ""),
        hint=hint,
        max_length=spec.max_length,
        search=Search(EMPLOYERS, into="employer_id", chosen=chosen),
    )


def _findings(opened: OpenPage, keyword: str) -> list[Option]:
    if keyword == OTHER:
        return [Option(OTHER, OTHER)]
    return [Option(*found) for found in opened.rules.search(keyword, opened.sheet.facts.employers)]
