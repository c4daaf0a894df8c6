"""Where an enrollment stands: the page of 【报考流程】, the pages before photo and submission, and what lies ahead."""

from dataclasses import dataclass

from mock_portal.domain.case import Case, Person
from mock_portal.domain.printed_form import FormContent, content_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import EDITABLE, Page
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_of_person
from mock_portal.store.files import StoredFile, find_file
from mock_portal.store.materials import list_materials
from mock_portal.store.submissions import Submission, Trail, find_submission, trail_of
from mock_portal.use_cases.form_state import form_facts, title_of


@dataclass(frozen=True, slots=True)
class Progress:
    """An enrollment with its history and the kinds of material that are there."""

    case: Case
    rules: Rules
    trail: Trail


@dataclass(frozen=True, slots=True)
class Checking:
    """What lies on the page 【提交报名信息】: the draft before, the submitted version afterwards.

    ``refusal`` says why it cannot be submitted now, ``first_page`` which form page is to be put right.
    """

    case: Case
    rules: Rules
    content: FormContent
    uploaded: frozenset[str]
    submission: Submission | None = None
    refusal: Refusal | None = None
    first_page: Page | None = None


def look_at_flow(portal: Portal, person: Person, project_id: int) -> Progress | Refusal:
    """Everything that the page of the flow bar shows, in two statements."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        parts = portal.parts(case)
        shown = parts.filing.own(tx, case, portal.now())
        return Progress(shown, parts.rules, trail_of(tx, shown.enrollment.id))


def confirmed_photo(portal: Portal, person: Person, project_id: int) -> StoredFile | Refusal:
    """The photo that this enrollment keeps, whatever has become of the basic photo (Q68)."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        kept = portal.parts(case).rules.photo_to_submit(case) if case else None
        return (find_file(tx, kept) if kept else None) or refuse(Reason.NOT_FOUND)


def check_submission(portal: Portal, person: Person, project_id: int) -> Checking | Refusal:
    """What would be submitted, or what was."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        rules = portal.parts(case).rules
        if case.state not in EDITABLE:
            submission = find_submission(tx, case.enrollment.id, case.enrollment.version)
            content = submission.content if submission else FormContent(())
            return Checking(case, rules, content, frozenset(), submission, rules.edit_refused(case))
        facts = form_facts(tx, case, rules)
        materials = list_materials(tx, case.enrollment.id) if case.area.confirms_online else []
    uploaded, first_page = frozenset(m.kind for m in materials), rules.first_invalid_page(case, facts)
    return Checking(
        case=case,
        rules=rules,
        content=content_of(case, facts, [(m.kind, m.name) for m in materials]),
        uploaded=uploaded,
        refusal=rules.submission_refused(case, incomplete=title_of(first_page), uploaded=uploaded),
        first_page=first_page,
    )
