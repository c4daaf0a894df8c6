"""Losses: what happens to one candidate in a thousand, or in seven, and is seen only by whoever compares everything.

Whom a fault strikes is computed from fault and ID number alone, so that a rehearsal with the same candidates meets it again.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from mock_portal.domain.case import Case
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Order
from mock_portal.domain.terms import Event, OrderStatus, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema as s
from mock_portal.store.enrollments import change, move
from mock_portal.store.submissions import Submission, add_submission

SHARES = {"one-in-a-thousand": 1000, "one-in-seven": 7}
FARTHEST_BACK = 2000  # candidates
FORM_CODE_LENGTH = 10  # without the two digits that count versions


@dataclass(frozen=True, slots=True)
class Strikes:
    """Strikes only some; each kind of loss others."""

    kind: str
    one_in: int

    def __call__(self, id_number: str) -> bool:
        """Whether it is this person's turn."""
        return int.from_bytes(sha256(f"{self.kind} {id_number}".encode()).digest()[:8]) % self.one_in == 0


def loss(kind: str, *breaks: str) -> Callable[[Callable[[Strikes], type]], Callable[[Strikes], type]]:
    """Name a fault for each of the shares: ``kind`` and the share. What is decorated makes the class, told whom it strikes."""

    def named(made: Callable[[Strikes], type]) -> Callable[[Strikes], type]:
        for share, one_in in SHARES.items():
            fault(f"{kind}-{share}", *breaks, one_in=one_in)(made(Strikes(kind, one_in)))
        return made

    return named


@loss("submission-lost", "D3")
def submission_lost(strikes: Strikes) -> type[Filing]:
    class SubmissionLost(Filing):
        """A submission that was acknowledged is gone as soon as the next one comes in."""

        def submission(
            self, tx: Connection, rules: Rules, case: Case, submission: Submission, received: datetime
        ) -> None:
            super().submission(tx, rules, case, submission, received)
            for before in submitted_before(tx, case)[:1]:
                if strikes(before.id_number):
                    emptied = {"state": State.DRAFT.value, "version": before.version - 1, "code": None}
                    tx.execute(update(s.enrollment).where(s.enrollment.c.id == before.id).values(emptied))
                    tx.execute(delete(s.submission).where(of_version(before.id, before.version)))

    return SubmissionLost


@loss("submission-stored-twice", "D35", "Q70")
def submission_stored_twice(strikes: Strikes) -> type[Filing]:
    class SubmissionStoredTwice(Filing):
        """One submission makes two versions, of which the second counts."""

        def submission(
            self, tx: Connection, rules: Rules, case: Case, submission: Submission, received: datetime
        ) -> None:
            super().submission(tx, rules, case, submission, received)
            if strikes(case.person.id_number):
                version = submission.version + 1
                code = rules.verification_code(version, submission.code[:FORM_CODE_LENGTH], submission.code)
                add_submission(tx, replace(submission, version=version, code=code))
                change(tx, case, version=version, code=code)

    return SubmissionStoredTwice


@loss("codes-swapped", "D12", "Q11")
def codes_swapped(strikes: Strikes) -> type[Filing]:
    class CodesSwapped(Filing):
        """Two candidates who wait for confirmation have each other's verification code."""

        def submission(
            self, tx: Connection, rules: Rules, case: Case, submission: Submission, received: datetime
        ) -> None:
            super().submission(tx, rules, case, submission, received)
            if not strikes(case.person.id_number):
                return
            other = next((each for each in submitted_before(tx, case) if strikes(each.id_number)), None)
            if other:
                self._gives(tx, other.id, other.version, None)
                self._gives(tx, case.enrollment.id, submission.version, other.code)
                self._gives(tx, other.id, other.version, submission.code)

        def _gives(self, tx: Connection, enrollment_id: int, version: int, code: str | None) -> None:
            tx.execute(update(s.enrollment).where(s.enrollment.c.id == enrollment_id).values(code=code))
            if code:
                tx.execute(update(s.submission).where(of_version(enrollment_id, version)).values(code=code))

    return CodesSwapped


@loss("unpaid-order-marked-paid", "D5", "D10")
def unpaid_order_marked_paid(strikes: Strikes) -> type[Filing]:
    class UnpaidOrderMarkedPaid(Filing):
        """An order counts as paid as soon as it has been made."""

        def order(self, tx: Connection, rules: Rules, case: Case, order: Order, received: datetime) -> None:
            if not strikes(case.person.id_number):
                super().order(tx, rules, case, order, received)
                return
            super().order(tx, rules, case, replace(order, status=OrderStatus.PAID, paid_at=case.now), received)
            move(tx, rules, case, Event.PAY, who="系统", real_now=received)

    return UnpaidOrderMarkedPaid


@loss("subject-too-many", "Q36", "D37")
def subject_too_many(strikes: Strikes) -> type[Rules]:
    class SubjectTooMany(Rules):
        """The fee is that of one subject more than was ticked."""

        def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
            struck = strikes(case.person.id_number)
            return super().amount(case, on_paper=on_paper, subjects=[*subjects, ""] if struck else subjects)

    return SubjectTooMany


def submitted_before(tx: Connection, case: Case) -> list[Any]:
    """The others who wait for confirmation and whom nobody is busy with, latest first: id, version, code, ID number."""
    e, a = s.enrollment.c, s.account.c
    waiting = (
        select(e.id, e.version, e.code, a.id_number)
        .join_from(s.enrollment, s.account, a.id == e.account_id)
        .where(e.project_id == case.project.id, e.state == State.SUBMITTED.value, e.id != case.enrollment.id)
        .order_by(e.submitted_at.desc(), e.id.desc())
        .limit(FARTHEST_BACK)
        .with_for_update(of=s.enrollment, skip_locked=True)
    )
    return list(tx.execute(waiting))


def of_version(enrollment_id: int, version: int) -> ColumnElement[bool]:
    """One stored submission."""
    u = s.submission.c
    return (u.enrollment_id == enrollment_id) & (u.version == version)
