"""“确认使用照片”, “提交报名信息” and 【撤回信息提交】: the candidate's acts upon the whole enrollment (R2.4.7-R3)."""

import secrets
from datetime import datetime

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person
from mock_portal.domain.printed_form import FormContent, content_of
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Event
from mock_portal.filing import CANDIDATE, Filing
from mock_portal.portal import Portal
from mock_portal.store.accounts import lock_account
from mock_portal.store.enrollments import case_by_id, change, move
from mock_portal.store.materials import Material, list_materials
from mock_portal.store.submissions import Submission, latest_code
from mock_portal.use_cases.form_state import first_incomplete, form_facts
from mock_portal.use_cases.own_case import locked_case

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else: no 0 and O, no 1 and I
CODE_LENGTH = 10


def confirm_photo(portal: Portal, person: Person, project_id: int, shown: int) -> Case | Refusal:
    """Take the basic photo ``shown`` into the enrollment, which keeps it even if the basic photo is replaced (Q68)."""
    received = portal.now()
    with portal.writing() as tx:
        lock_account(tx, person.id)  # the basic photo, too, stays as it is
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        rules = portal.parts(case).rules
        incomplete = first_incomplete(tx, case, rules)
        if refusal := rules.photo_refused(case, incomplete=incomplete) or rules.other_photo_refused(case, shown):
            return refusal
        change(tx, case, photo_file=case.person.photo_file)
    return case


def submit(portal: Portal, person: Person, project_id: int, revision: int) -> int | Refusal:
    """Submit what the candidate has checked, and give the number of the version.

    Args:
        portal: the running portal.
        person: whose enrollment.
        project_id: in which project.
        revision: of the enrollment, as the page showed it; a double click repeats it and makes no second version.
    """
    received, entropy = portal.now(), "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    with portal.writing() as tx:
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        rules = portal.parts(case).rules
        if rules.is_repeat(case, revision):
            return case.enrollment.version
        materials = list_materials(tx, case.enrollment.id)
        if refusal := _refused(tx, rules, case, revision, materials):
            return refusal
        submission = _snapshot(tx, rules, case, entropy, materials)
        filing = portal.parts(case).filing
        filing.submission(tx, rules, case, submission, received)
        _confirm_repeater(tx, rules, filing, case, received)
    return submission.version


def withdraw(portal: Portal, person: Person, project_id: int, revision: int) -> Refusal | None:
    """Take the submission back that was asked about at that ``revision``; its code is dead from now on (Q8)."""
    received = portal.now()
    with portal.writing() as tx:
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        rules = portal.parts(case).rules
        if refusal := rules.withdrawal_refused(case) or rules.content_refused(case, revision):
            return refusal
        lost = rules.lost_by_withdrawal(case)
        move(tx, rules, case, Event.WITHDRAW, who=CANDIDATE, real_now=received, **lost)
    return None


def content_to_check(tx: Connection, rules: Rules, case: Case, materials: list[Material]) -> FormContent:
    """What would be submitted now."""
    return content_of(case, form_facts(tx, case, rules), [(m.kind, m.name) for m in materials])


def _refused(tx: Connection, rules: Rules, case: Case, revision: int, materials: list[Material]) -> Refusal | None:
    incomplete, uploaded = first_incomplete(tx, case, rules), {material.kind for material in materials}
    return rules.submission_refused(case, incomplete=incomplete, uploaded=uploaded) or rules.content_refused(
        case, revision
    )


def _snapshot(tx: Connection, rules: Rules, case: Case, entropy: str, materials: list[Material]) -> Submission:
    version = case.enrollment.version + 1
    earlier = latest_code(tx, case.enrollment.id) if version > 1 else None
    return Submission(
        enrollment_id=case.enrollment.id,
        version=version,
        code=rules.verification_code(version, entropy, earlier),
        submitted_at=case.now,
        content=content_to_check(tx, rules, case, materials),
        photo_file=rules.photo_to_submit(case) or 0,
        material_files=tuple(material.file_id for material in materials),
    )


def _confirm_repeater(tx: Connection, rules: Rules, filing: Filing, case: Case, received: datetime) -> None:
    """Only areas that confirm unchanged repeat candidates by themselves pay for looking into the past (Q25)."""
    if not case.area.confirms_unchanged_repeaters:
        return
    past = filing.past_results(tx, case)
    submitted = case_by_id(tx, case.enrollment.id, received)
    if submitted and rules.confirms_itself(submitted, [(p.name, p.specialty, p.outcome) for p in past]):
        move(tx, rules, submitted, Event.CONFIRM, who="系统", real_now=received)
