"""Opening, trying out and saving the six form pages (R2.4, Q48, Q54, Q55)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person, SavedPage, Values
from mock_portal.domain.catalogue.fields import following
from mock_portal.domain.catalogue.sheet import FormFacts, Sheet
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.reference.employers import registered_employers
from mock_portal.store.credentials import list_credentials
from mock_portal.store.enrollments import case_of_person, change, encode_pages

SUBJECTS_FOLLOWED = "已按所选专业勾选科目，请核对后再次提交。"


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A form page as it is to be shown, with what is to be said about it."""

    rules: Rules
    sheet: Sheet
    problems: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    refusal: Refusal | None = None
    notice: str = ""
    searched: bool = False  # whether findings are to stand below the search field
    shown_for: str = ""  # the specialty whose default ticks are shown

    @property
    def revision(self) -> int:
        """What the page shows; what is sent must be based on it."""
        return self.rules.revision_of(self.sheet.case, self.sheet.page)


@dataclass(frozen=True, slots=True)
class Detour:
    """The page that has to be filled in first."""

    page: Page


@dataclass(frozen=True, slots=True)
class Saved:
    """The page is kept; ``next_page`` is None when the photo comes next."""

    next_page: Page | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came in with a page: its values, the revision they are based on, the specialty whose ticks were shown."""

    values: Values
    revision: int
    shown_for: str = ""


def facts_of_page(tx: Connection, rules: Rules, case: Case, page: Page | None) -> FormFacts:
    """What a page refers to; for None what all pages together do, as a submission checks them."""
    needs_credentials = page in {Page.EDUCATION, None}
    entries = list_credentials(tx, case.person.id) if needs_credentials else []
    past = parts_with(case.project.faults).filing.past_results(tx, case) if page is Page.SPECIALTY else []
    usable = tuple(entry for entry in entries if rules.credential_usable(entry))
    return FormFacts(usable, registered_employers(), tuple(past), rules.identity(case))


def open_page(portal: Portal, person: Person, project_id: int, page: Page) -> OpenPage | Detour | Refusal:
    """A page as it was last saved."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        return _open(tx, portal, case, page)


def try_out(portal: Portal, person: Person, project_id: int, page: Page, sent: Sent) -> OpenPage | Detour | Refusal:
    """A page as typed, not saved: with the default ticks of its specialty, or with what its keyword finds."""
    opened = open_page(portal, person, project_id, page)
    if not isinstance(opened, OpenPage):
        return opened
    if refusal := opened.rules.trial_refused(opened.sheet.case, page, sent.revision):
        return replace(opened, refusal=refusal)
    typed = _typed(opened, sent)
    match page:
        case Page.SPECIALTY:
            return _with_default_ticks(typed)
        case Page.EMPLOYMENT:
            return _searched(typed)
    return typed


def save_page(
    portal: Portal, person: Person, project_id: int, page: Page, sent: Sent
) -> Saved | OpenPage | Detour | Refusal:
    """Keep a page that holds; one that does not comes back with everything that was typed."""
    received = portal.now()
    with portal.writing() as tx:
        case = case_of_person(tx, project_id, person.id, received, lock=True)
        opened = _open(tx, portal, case, page)
        if not isinstance(opened, OpenPage):
            return opened
        checked = _checked(opened, sent)
        if checked.refusal or checked.problems or checked.notice:
            return checked
        return _keep(tx, checked)


def default_ticks(portal: Portal, person: Person, project_id: int, specialty: str) -> tuple[str, ...] | Refusal:
    """The subjects that are ticked by default for a specialty."""
    opened = open_page(portal, person, project_id, Page.SPECIALTY)
    if isinstance(opened, OpenPage):
        return _defaults(opened, specialty)
    return opened if isinstance(opened, Refusal) else refuse(Reason.NOT_FOUND)


def _open(tx: Connection, portal: Portal, case: Case | None, page: Page) -> OpenPage | Detour | Refusal:
    if case is None:
        return refuse(Reason.NOT_FOUND)
    rules = portal.parts(case).rules
    if refusal := rules.edit_refused(case):
        return refusal
    first = rules.first_open_page(case)
    if first is not None and rules.order_refused(case, page):
        return Detour(first)
    sheet = Sheet(case, page, case.enrollment.values(page), facts_of_page(tx, rules, case, page))
    opened = OpenPage(rules, sheet)
    return _as_kept(opened) if page is Page.SPECIALTY else opened


def _as_kept(opened: OpenPage) -> OpenPage:
    """The ticks as saved, before the first save those of nobody in particular: all."""
    if opened.revision:
        return replace(opened, shown_for=opened.sheet.text("specialty"))
    return _with_default_ticks(opened)


def _checked(opened: OpenPage, sent: Sent) -> OpenPage:
    """The page as typed with all that is wrong with it, or as saved elsewhere in the meantime."""
    sheet = opened.sheet
    typed = _typed(opened, sent)
    refusal = opened.rules.stale_refused(sheet.case, sheet.page, sent.revision)
    if refusal and not opened.rules.is_kept(typed.sheet):
        return replace(opened, refusal=refusal)
    if followed := with_ticks_of_another(typed):
        return followed
    problems = opened.rules.problems(typed.sheet)
    refusal = opened.rules.institution_refused(sheet.case, typed.sheet.text("city"))
    if refusal:
        problems = {name: words for name, words in problems.items() if name != "institution"}
    if problems or refusal:
        typed = replace(typed, sheet=replace(typed.sheet, values=opened.rules.given_back(typed.sheet)))
    return replace(typed, problems=problems, refusal=refusal)


def _typed(opened: OpenPage, sent: Sent) -> OpenPage:
    values = opened.rules.own_values(opened.sheet.case, opened.sheet.page, sent.values)
    return replace(opened, sheet=replace(opened.sheet, values=values), shown_for=sent.shown_for)


def _keep(tx: Connection, checked: OpenPage) -> Saved:
    rules, sheet = checked.rules, checked.sheet
    case = _with_pages(sheet.case, {**sheet.case.enrollment.pages, sheet.page: rules.saved_page(sheet)})
    unknown = frozenset(
        {Page.EDUCATION, sheet.page}
    )  # the one refers to entries not read now, the other was just checked
    case = _with_pages(case, rules.revalidated(case, sheet.facts, but=unknown))
    change(tx, sheet.case, pages=encode_pages(case.enrollment.pages), **rules.place_kept(sheet))
    return Saved(following(sheet.page) or rules.first_open_page(case))


def _with_pages(case: Case, pages: Mapping[Page, SavedPage]) -> Case:
    return replace(case, enrollment=replace(case.enrollment, pages=pages))


def _defaults(opened: OpenPage, specialty: str) -> tuple[str, ...]:
    return opened.rules.default_subjects(opened.sheet.case.person, specialty, opened.sheet.facts.past_exams)


def _with_default_ticks(opened: OpenPage) -> OpenPage:
    specialty = opened.sheet.text("specialty")
    values = {**opened.sheet.values, "subjects": _defaults(opened, specialty)}
    return replace(opened, sheet=replace(opened.sheet, values=values), shown_for=specialty)


def with_ticks_of_another(typed: OpenPage) -> OpenPage | None:
    """The page with the ticks of a newly chosen specialty, to be looked at before it is kept; None if they may stay (Q55)."""
    if typed.sheet.page is not Page.SPECIALTY or not _resets_subjects(typed):
        return None
    return replace(_with_default_ticks(typed), notice=SUBJECTS_FOLLOWED)


def _resets_subjects(typed: OpenPage) -> bool:
    specialty = typed.sheet.text("specialty")
    return typed.rules.resets_subjects(
        shown_for=typed.shown_for,
        specialty=specialty,
        ticks=typed.sheet.ticks("subjects"),
        shown=_defaults(typed, typed.shown_for),
        default=_defaults(typed, specialty),
    )


def _searched(typed: OpenPage) -> OpenPage:
    words = typed.rules.keyword_problem(typed.sheet.text("employer"))
    return replace(typed, searched=not words, problems={"employer": words} if words else {})
