"""报名确认: upon the printed form at a registration point or site, upon uploaded materials at an institution (R4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_code, case_by_id
from mock_portal.use_cases.decisions import Decided, Decision, decide


@dataclass(frozen=True, slots=True)
class Form:
    """The printed form in the desk's hand, by its code, and what the screen showed of it."""

    code: str
    seen: Sight


def normal_code(typed: str) -> str:
    """A code as it is stored, however it was typed or scanned."""
    return "".join(typed.split()).upper()


def look_up_form(portal: Portal, staff: Staff, code: str) -> Case | Refusal:
    """The enrollment whose current submission bears this code; a form that cannot be accepted shows no data."""
    with portal.reading() as tx:
        case = case_by_code(tx, staff.project_id, normal_code(code), portal.now())
    if case is None:
        return refuse(Reason.UNKNOWN_FORM)
    rules = portal.parts(case).rules
    return rules.scope_refused(staff, case) or rules.form_refused(case, normal_code(code)) or case


def confirm_form(portal: Portal, staff: Staff, form: Form) -> Decided | Refusal:
    """“确认” (R4.4a)."""
    return _decide_form(portal, staff, form, Decision(Event.CONFIRM, form.seen))


def refuse_form(portal: Portal, staff: Staff, form: Form, reason: str) -> Decided | Refusal:
    """“不予确认”: the enrollment stays submitted, the candidate sees the reason and may correct it (Q21)."""
    return _decide_form(portal, staff, form, Decision(Event.REFUSE_AT_DESK, form.seen, reason))


def judge_materials(
    portal: Portal, staff: Staff, enrollment_id: int, event: Event, seen: Sight, *, reason: str = ""
) -> Decided | Refusal:
    """“通过” (CONFIRM), or “确认不通过” (REJECT_ONLINE).

    After the latter the candidate may upload again until the area's deadline, any number of times (R4.3, Q20).
    """
    columns: dict[str, Any] = {"code": None} if event is Event.REJECT_ONLINE else {}

    def find(tx: Connection, received: datetime) -> Case | None:
        return case_by_id(tx, enrollment_id, received, lock=True)

    def refused(rules: Rules, case: Case) -> Refusal | None:
        return rules.materials_decision_refused(staff, case)

    return decide(portal, staff, Decision(event, seen, reason, columns), find=find, refused=refused)


def _decide_form(portal: Portal, staff: Staff, form: Form, decision: Decision) -> Decided | Refusal:
    code = normal_code(form.code)

    def find(tx: Connection, received: datetime) -> Case | None:
        return case_by_code(tx, staff.project_id, code, received, lock=True)

    def refused(rules: Rules, case: Case) -> Refusal | None:
        return rules.form_decision_refused(staff, case, code)

    return decide(portal, staff, decision, find=find, refused=refused, missing=Reason.UNKNOWN_FORM)
