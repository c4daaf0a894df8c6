"""更正报考信息: the site corrects one page of what was submitted; a new version, a new code, a new review (Q14, Q37)."""

from dataclasses import replace

from sqlalchemy import Connection

from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.catalogue.sheet import Sheet
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event, Page
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id
from mock_portal.use_cases.decisions import Decided, signature
from mock_portal.use_cases.form_pages import OpenPage, Sent, facts_of_page, with_ticks_of_another
from mock_portal.use_cases.money import send_refunds
from mock_portal.use_cases.review import end_approval
from mock_portal.use_cases.versions import next_version

CORRECTABLE = (
    Page.IDENTITY,
    Page.CONTACT,
    Page.SPECIALTY,
    Page.EDUCATION,
    Page.EMPLOYMENT,
)  # another city, another desk


def open_for_correction(
    portal: Portal, staff: Staff, enrollment_id: int, page: Page, typed: Sent | None = None
) -> OpenPage | Refusal:
    """One page as it was submitted, or as ``typed`` with what its keyword finds."""
    with portal.reading() as tx:
        case = case_by_id(tx, enrollment_id, portal.now())
        if case is None or page not in CORRECTABLE:
            return refuse(Reason.NOT_FOUND)
        rules = portal.parts(case).rules
        if refusal := rules.review_refused(staff, case, Event.CORRECT):
            return refusal
        opened = _open(tx, rules, case, page)
    if typed is None:
        return opened
    found = _typed(opened, typed)
    words = rules.keyword_problem(found.sheet.text("employer")) if page is Page.EMPLOYMENT else ""
    return replace(found, searched=not words, problems={"employer": words} if words else {})


def correct(
    portal: Portal, staff: Staff, enrollment_id: int, page: Page, sent: Sent, *, seen: Sight, reason: str
) -> Decided | OpenPage | Refusal:
    """Put a corrected page in the place of the submitted one; one with problems, or upon an outdated page, comes back as typed."""
    received = portal.now()
    with portal.writing() as tx:
        case = case_by_id(tx, enrollment_id, received, lock=True)
        if case is None or page not in CORRECTABLE:
            return refuse(Reason.NOT_FOUND)
        rules = portal.parts(case).rules
        if refusal := rules.review_refused(staff, case, Event.CORRECT):
            return refusal
        typed = _typed(_open(tx, rules, case, page), sent)
        if refusal := rules.version_refused(case, seen):
            return replace(typed, refusal=refusal)
        if followed := with_ticks_of_another(typed):
            return followed
        if problems := rules.problems(typed.sheet):
            return replace(typed, problems=problems)
        corrected = _with_page(case, page, rules.saved_page(typed.sheet))
        versions = next_version(tx, rules, corrected)
        refusal = rules.grounds_refused(Event.CORRECT, reason) or rules.empty_correction_refused(versions.differences)
        if refusal:
            return replace(typed, refusal=refusal)
        note = "\n".join([reason.strip(), *versions.differences])
        end_approval(portal)(tx, case)
        pages, who = corrected.enrollment.pages, signature(staff)
        filing = portal.parts(case).filing
        state = filing.correction(tx, rules, case, versions.new, pages, who=who, received=received, note=note)
    if rules.gives_money_back(case):
        send_refunds(portal, enrollment_id)
    return Decided(case, state)


def _open(tx: Connection, rules: Rules, case: Case, page: Page) -> OpenPage:
    sheet = Sheet(case, page, case.enrollment.values(page), facts_of_page(tx, rules, case, page))
    return OpenPage(rules, sheet, shown_for=sheet.text("specialty"))


def _typed(opened: OpenPage, sent: Sent) -> OpenPage:
    values = opened.rules.own_values(opened.sheet.case, opened.sheet.page, sent.values)
    return replace(opened, sheet=replace(opened.sheet, values=values), shown_for=sent.shown_for)


def _with_page(case: Case, page: Page, saved: SavedPage) -> Case:
    return replace(case, enrollment=replace(case.enrollment, pages={**case.enrollment.pages, page: saved}))
