"""Payment: who may pay when and how much, and what becomes of money that arrives (R6, Q29-Q41)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import StandingRules, moment
from mock_portal.domain.terms import OrderStatus, State


@dataclass(frozen=True, slots=True)
class Order:
    """A request for money; ``amount`` in fen is fixed when it is made (Q36)."""

    number: str
    enrollment_id: int
    amount: int
    specialty: str
    subjects: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    status: OrderStatus
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the payment platform says, in a notification or as an answer to a query; ``amount`` in fen."""

    transaction: str
    order_number: str
    amount: int
    paid_at: datetime


class Use(StrEnum):
    """What becomes of money."""

    COUNTS = "counts"
    REFUND = "refund"


class PaymentRules(StandingRules):
    """Orders, amounts and money."""

    def payment_refused(self, case: Case) -> Refusal | None:
        """Why no order can be made or paid now (R6.1)."""
        window = case.area.timetable.payment
        if not case.pays_online or case.state is not State.APPROVED:
            return self.abandonment_refused(case) or refuse(Reason.NOTHING_TO_PAY)
        if window.is_over(case.now):
            return refuse(Reason.PAYMENT_CLOSED, deadline=moment(window.closes))
        return None if window.holds(case.now) else refuse(Reason.PAYMENT_NOT_OPEN, opens=moment(window.opens))

    def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
        """Fee per subject of the area and mode, times the ticked subjects, plus the fixed part; in fen (Q36)."""
        fees = case.area.fees
        return (fees.paper if on_paper else fees.computer) * len(subjects) + fees.fixed

    def order_expiry(self, case: Case) -> datetime:
        """An order lives as long as the area says, never beyond the deadline (Q29)."""
        return min(case.now + timedelta(minutes=case.area.order_minutes), case.area.timetable.payment.closes)

    def order_status(self, order: Order, now: datetime) -> OrderStatus:
        """The status that counts now: an open order expires by the clock."""
        if order.status is OrderStatus.OPEN and now >= order.expires_at:
            return OrderStatus.EXPIRED
        return order.status

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        """Whether money counts or goes back.

        The platform's time of payment decides, not the time of its message (Q31); money for an expired order counts while
        the area's deadline has not passed (Q30); a second payment, a wrong amount, a late one, and one for an enrollment
        that has no approval (any more) go back (Q32, Q33, Q38, Q40).
        """
        in_time = receipt.paid_at < case.area.timetable.payment.closes
        wanted = case.state is State.APPROVED and case.pays_online and order.enrollment_id == case.enrollment.id
        return Use.COUNTS if in_time and wanted and receipt.amount == order.amount else Use.REFUND
