"""资格审核: 考点初审 and 考区终审, sending back to before confirmation, overturning an approval (R5, Q23, Q37)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id
from mock_portal.store.projects import hold_area
from mock_portal.use_cases.decisions import Decided, Decision, decide
from mock_portal.use_cases.money import send_refunds, take_money_back

ENDS_THE_CODE = frozenset({Event.SEND_BACK})


def review(
    portal: Portal, staff: Staff, enrollment_id: int, event: Event, seen: Sight, *, reason: str = ""
) -> Decided | Refusal:
    """Do ``event`` to an enrollment; money that was paid for it goes back when the approval does (Q37)."""
    columns: dict[str, Any] = {"code": None} if event in ENDS_THE_CODE else {}

    def find(tx: Connection, received: datetime) -> Case | None:
        case = case_by_id(tx, enrollment_id, received, lock=True)
        if case is None or event is not Event.PASS_AREA:
            return case
        hold_area(tx, case.project.id, case.area.name)
        return case_by_id(tx, enrollment_id, received)

    def refused(rules: Rules, case: Case) -> Refusal | None:
        return rules.review_refused(staff, case, event)

    decision = Decision(event, seen, reason, columns)
    decided = decide(portal, staff, decision, find=find, refused=refused, also=end_approval(portal))
    if isinstance(decided, Decided) and portal.parts(decided.before).rules.gives_money_back(decided.before):
        send_refunds(portal, enrollment_id)
    return decided


def end_approval(portal: Portal) -> Callable[[Connection, Case], None]:
    """Whatever happens to an approved enrollment at a desk ends its approval: orders are closed, money goes back."""

    def end(tx: Connection, case: Case) -> None:
        if portal.parts(case).rules.gives_money_back(case):
            take_money_back(tx, case)

    return end
