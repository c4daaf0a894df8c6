"""更正报考信息: the site corrects one page of what was submitted; a new version, a new code, a new review (Q14, Q37)."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.catalogue.sheet import Sheet
from mock_portal.domain.printed_form import FormContent, content_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event, Page, State
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id, encode_pages, move
from mock_portal.store.materials import list_materials
from mock_portal.store.submissions import Submission, add_submission, find_submission, latest_code
from mock_portal.use_cases.decisions import Decided, signature
from mock_portal.use_cases.form_pages import OpenPage, Sent, facts_of_page, with_ticks_of_another
from mock_portal.use_cases.form_state import form_facts
from mock_portal.use_cases.money import send_refunds
from mock_portal.use_cases.review import end_approval
from mock_portal.use_cases.submission import CODE_LENGTH, LETTERS

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
    """Put a corrected page in the place of the submitted one; a page with problems comes back as it was typed."""
    entropy = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    with portal.writing() as tx:
        case = case_by_id(tx, enrollment_id, portal.now(), lock=True)
        if case is None or page not in CORRECTABLE:
            return refuse(Reason.NOT_FOUND)
        rules = portal.parts(case).rules
        refusal = rules.review_refused(staff, case, Event.CORRECT) or rules.version_refused(case, seen)
        if refusal:
            return refusal
        typed = _typed(_open(tx, rules, case, page), sent)
        if followed := with_ticks_of_another(typed):
            return followed
        if problems := rules.problems(typed.sheet):
            return replace(typed, problems=problems)
        corrected = _with_page(case, page, rules.saved_page(typed.sheet))
        code = rules.verification_code(case.enrollment.version + 1, entropy, latest_code(tx, enrollment_id))
        correction = _Correction(corrected, *_versions(tx, rules, corrected, code))
        refusal = rules.grounds_refused(Event.CORRECT, reason) or rules.empty_correction_refused(correction.differences)
        if refusal:
            return replace(typed, refusal=refusal)
        state = _store(tx, portal, staff, case, correction, reason.strip())
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


@dataclass(frozen=True, slots=True)
class _Correction:
    """A corrected case, with the version that it makes beside the one that it replaces."""

    case: Case
    old: Submission
    new: Submission

    @property
    def differences(self) -> list[str]:
        """What it changes, one line each."""
        return _differences(self.old.content, self.new.content)


def _versions(tx: Connection, rules: Rules, corrected: Case, code: str) -> tuple[Submission, Submission]:
    """The version that was submitted, and the next one, of what was corrected since."""
    enrollment = corrected.enrollment
    old = find_submission(tx, enrollment.id, enrollment.version)
    if old is None:
        raise ValueError(f"expected version {enrollment.version} of {enrollment.id} to be kept, found none")
    materials = [(m.kind, m.name) for m in list_materials(tx, enrollment.id)]
    content = content_of(corrected, form_facts(tx, corrected, rules), materials)
    return old, replace(old, version=old.version + 1, code=code, submitted_at=corrected.now, content=content)


def _store(tx: Connection, portal: Portal, staff: Staff, case: Case, correction: _Correction, reason: str) -> State:
    """Keep the new version and move; the enrollment keeps its place in the queues."""
    new, rules = correction.new, portal.parts(case).rules
    add_submission(tx, new)
    end_approval(portal)(tx, case)
    note = "\n".join([reason, *correction.differences])
    pages = encode_pages(correction.case.enrollment.pages)
    columns: dict[str, Any] = {"version": new.version, "code": new.code, "pages": pages, "corrected": True}
    who, real_now = signature(staff), portal.now()
    return move(tx, rules, case, Event.CORRECT, who=who, real_now=real_now, note=note, reason="", **columns)


def _differences(old: FormContent, new: FormContent) -> list[str]:
    before = {(section.title, label): words for section in old.sections for label, words in section.facts}
    after = {(section.title, label): words for section in new.sections for label, words in section.facts}
    labels = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [f"{key[1]}：{before.get(key, '无')} → {after.get(key, '无')}" for key in labels]
