"""What all decisions at a desk have in common: one transaction, a locked case, the rules asked, one move."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event, State
from mock_portal.portal import Portal
from mock_portal.store.enrollments import move

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """What a desk wants to do upon what it has seen; the ``reason`` for a no is shown to the candidate."""

    event: Event
    seen: Sight
    reason: str = ""
    columns: dict[str, Any] = field(default_factory=dict)  # that the event changes beside the state

    @property
    def words(self) -> str:
        """The reason as it is kept."""
        return self.reason.strip()[:LONGEST_REASON]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that has been carried out: the case as it was before, and the state after."""

    before: Case
    state: State


def decide(
    portal: Portal,
    staff: Staff,
    decision: Decision,
    *,
    find: Callable[[Connection, datetime], Case | None],
    refused: Callable[[Rules, Case], Refusal | None],
    missing: Reason = Reason.NOT_FOUND,
    also: Callable[[Connection, Case], None] = lambda _tx, _case: None,
) -> Decided | Refusal:
    """Carry out a decision, or say why not; of two decisions at the same moment exactly one is carried out (Q15).

    Args:
        portal: the running portal.
        staff: who decides.
        decision: what.
        find: loads the case as it stands at the moment that counts, when the request came (Q6), and locks it.
        refused: asks the rules of this kind of desk.
        missing: the reason to give when there is no such case.
        also: what else belongs into the same transaction; it gets the case as it was.
    """
    received = portal.now()
    with portal.writing() as tx:
        case = find(tx, received)
        if case is None:
            return refuse(missing)
        rules = portal.parts(case).rules
        refusal = (
            refused(rules, case)
            or rules.grounds_refused(decision.event, decision.words)
            or rules.version_refused(case, decision.seen)
        )
        if refusal:
            return refusal
        also(tx, case)
        note = rules.reason_kept(decision.event, decision.words, case.enrollment.reason)
        columns = {"reason": note, **decision.columns}
        state = move(tx, rules, case, decision.event, who=signature(staff), real_now=received, note=note, **columns)
    return Decided(case, state)


def signature(staff: Staff) -> str:
    """Who decided, as the audit names it."""
    return f"{staff.name}（编号 {staff.id}）"[:100]
