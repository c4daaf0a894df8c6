"""What the books of one enrollment come to, and whether they agree with its state."""

from collections.abc import Iterable

from mock_portal.domain.rules.payment import Order, Payment
from mock_portal.domain.terms import OrderStatus, State


def balance(payments: Iterable[Payment]) -> int:
    """What was received and not given back, in fen."""
    return sum(p.receipt.amount for p in payments if p.refunded_at is None)


def books_hold(state: State, orders: Iterable[Order], payments: Iterable[Payment]) -> bool:
    """The invariant of section 7: the fee is kept for ``PAID``, nothing otherwise; true once no refund is pending."""
    fees = [order.amount for order in orders if order.status is OrderStatus.PAID]
    kept = balance(payments)
    return len(fees) == 1 and kept == fees[0] if state is State.PAID else not fees and kept == 0
