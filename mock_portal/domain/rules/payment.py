"""Payment: who may pay when and how much, and what becomes of money that arrives (R6, Q29-Q41)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import StandingRules, clock_time, moment
from mock_portal.domain.terms import OrderStatus, State

LATEST_WORD = timedelta(hours=2)  # after an order's expiry; platforms have been seen to tell of a payment an hour late


@dataclass(frozen=True, slots=True)
class Order:
    """A request for money; ``amount`` in fen is fixed when it is made (Q36)."""

    number: str
    enrollment_id: int
    version: int  # of the submission that it pays for
    merchant: str
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


@dataclass(frozen=True, slots=True)
class Quote:
    """What a page has shown to be due: the version of the submission, and the amount in fen."""

    version: int
    amount: int


APPROVALS = frozenset({State.APPROVED, State.PAID})


class Use(StrEnum):
    """What becomes of money."""

    COUNTS = "counts"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that has arrived, and what became of it."""

    receipt: Receipt
    use: Use
    refunded_at: datetime | None = None


class PaymentRules(StandingRules):
    """Orders, amounts and money."""

    def payment_refused(self, case: Case) -> Refusal | None:
        """Why no order can be made or paid now (R6.1)."""
        window = case.area.timetable.payment
        if not self.pays_online(case) or case.state is not State.APPROVED:
            return self.abandonment_refused(case) or refuse(Reason.NOTHING_TO_PAY)
        if window.is_over(case.now):
            return refuse(Reason.PAYMENT_CLOSED, deadline=moment(window.closes))
        return None if window.holds(case.now) else refuse(Reason.PAYMENT_NOT_OPEN, opens=clock_time(window.opens))

    def fee_per_subject(self, case: Case, *, on_paper: bool) -> int:
        """What one subject costs in the area by the mode of its exam, in fen."""
        return case.area.fees.paper if on_paper else case.area.fees.computer

    def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
        """Fee per subject times the ticked subjects, plus the fixed part of the area, in fen (Q36)."""
        return self.fee_per_subject(case, on_paper=on_paper) * len(subjects) + case.area.fees.fixed

    def amount_due(self, order: Order | None, fresh: int) -> int:
        """What is to be paid now: an order keeps the amount with which it was made, whatever the area changes (Q36)."""
        return order.amount if order else fresh

    def quote_refused(self, shown: Quote, now: Quote) -> Refusal | None:
        """Nobody orders at a price that they have not seen, nor what was corrected since (Q36, Q48)."""
        return None if shown == now else refuse(Reason.CHANGED_MEANWHILE)

    def strangers_order_refused(self, case: Case, person: Person) -> Refusal | None:
        """Somebody else's order does not exist for this person (D8, D26)."""
        return None if case.person.id == person.id else refuse(Reason.ORDER_UNKNOWN)

    def order_expiry(self, case: Case) -> datetime:
        """An order lives as long as the area says, never beyond the deadline (Q29)."""
        return min(case.now + timedelta(minutes=case.area.order_minutes), case.area.timetable.payment.closes)

    def orders_asked_about(self, orders: Sequence[Order]) -> Sequence[Order]:
        """About which of somebody's orders, newest first, “刷新缴费状态” asks the platform: all, expired and paid ones too (Q34)."""
        return orders

    def order_status(self, order: Order, now: datetime) -> OrderStatus:
        """The status that counts now: an open order expires by the clock."""
        if order.status is OrderStatus.OPEN and now >= order.expires_at:
            return OrderStatus.EXPIRED
        return order.status

    def refund_is_under_way(self, payments: Iterable[Payment]) -> bool:
        """Whether money of an order is still to go back: until the platform has confirmed a refund it has not gone (Q33)."""
        return any(payment.use is Use.REFUND and payment.refunded_at is None for payment in payments)

    def is_known_for_good(self, order: Order, asked_at: datetime) -> bool:
        """Whether what the platform has said at this moment is its last word: long after nobody could pay the order any more (Q34)."""
        return asked_at >= order.expires_at + LATEST_WORD

    def is_still_payable(self, order: Order, case: Case) -> bool:
        """Whether “支付” leads to this order once more instead of making another one."""
        is_open = self.order_status(order, case.now) is OrderStatus.OPEN
        return is_open and order.version == case.enrollment.version

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        """Whether money counts or goes back.

        The platform's time of payment decides, not the time of its message (Q31); money for an expired order counts while
        the area's deadline has not passed (Q30); a second payment, a wrong amount, a late one, one for data that were
        corrected since, and one for an enrollment that has no approval (any more) go back (Q32, Q33, Q37, Q38, Q40).
        """
        in_time = receipt.paid_at < case.area.timetable.payment.closes
        wanted = case.state is State.APPROVED and self.pays_online(case) and self.is_for(order, case)
        return Use.COUNTS if in_time and wanted and receipt.amount == order.amount else Use.REFUND

    def order_that_counts(self, orders: Sequence[Order], case: Case) -> Order | None:
        """Of somebody's orders, newest first, the one that was paid, or else the one that can still be paid."""
        paid = next((order for order in orders if order.status is OrderStatus.PAID), None)
        return paid or next((order for order in orders if self.is_still_payable(order, case)), None)

    def is_for(self, order: Order, case: Case) -> bool:
        """Whether an order pays for what stands now: this enrollment in its latest version."""
        return (order.enrollment_id, order.version) == (case.enrollment.id, case.enrollment.version)

    def gives_money_back(self, case: Case) -> bool:
        """Whether a decision at a desk, which ends any approval there was, sends the money back too (Q37, Q40)."""
        return case.state in APPROVALS

    def time_of_payment(self, use: Use, receipt: Receipt, order: Order, case: Case) -> datetime | None:  # noqa: ARG002
        """When an order was paid: by the platform's clock, not ours (Q31); money that goes back changes nothing about it."""
        return receipt.paid_at if use is Use.COUNTS else order.paid_at

    def status_after(self, use: Use, order: Order) -> OrderStatus:
        """What money makes of its order; a duplicate that goes back leaves a paid order paid."""
        if use is Use.COUNTS:
            return OrderStatus.PAID
        return OrderStatus.PAID if order.status is OrderStatus.PAID else OrderStatus.REFUNDED
