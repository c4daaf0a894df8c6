"""Orders and the money that came for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from mock_portal.domain.case import Case
from mock_portal.domain.rules.payment import Order, Payment, Receipt, Use
from mock_portal.domain.terms import OrderStatus
from mock_portal.store import schema as s
from mock_portal.store.enrollments import Cases
from mock_portal.store.reads import Read, Row
from mock_portal.store.writes import Write, row_of

_o, _m = s.payment_order.c, s.payment.c


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order with everything that was ever paid for it."""

    order: Order
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class PendingRefund:
    """Money that must go back and has not yet."""

    enrollment_id: int
    merchant: str
    receipt: Receipt


_RECORDS: Select[Any] = (
    select(
        *_o,
        _m.transaction,
        _m.amount.label("received"),
        _m.paid_at.label("received_paid_at"),
        _m.use,
        _m.refunded_at,
    )
    .outerjoin_from(s.payment_order, s.payment, _m.order_number == _o.number)
    .order_by(_o.created_at.desc(), _o.number, _m.received_at)
)
_OF_ENROLLMENT = Read(_RECORDS.where(_o.enrollment_id == bindparam("enrollment")))
_OF_ACCOUNT = Read(
    _RECORDS.join(s.enrollment, s.enrollment.c.id == _o.enrollment_id).where(
        s.enrollment.c.account_id == bindparam("account")
    )
)
_ONE = Read(select(*_o).where(_o.number == bindparam("number")))
_CONTENT = Read(
    select(s.submission.c.content).where(
        s.submission.c.enrollment_id == bindparam("enrollment"), s.submission.c.version == bindparam("version")
    )
)
_PAYMENT = Read(select(*_m).where(_m.transaction == bindparam("transaction")))
_REFUNDS = (
    select(_o.enrollment_id, _o.merchant, _m.transaction, _m.order_number, _m.amount, _m.paid_at)
    .join_from(s.payment, s.payment_order, _o.number == _m.order_number)
    .where(_m.use == Use.REFUND.value, _m.refunded_at.is_(None))
    .order_by(_m.received_at)
    .limit(bindparam("limit"))
)
_PENDING = Read(_REFUNDS)
_PENDING_FOR = Read(_REFUNDS.where(_o.enrollment_id == bindparam("enrollment")))
_PENDING_IN = Read(
    _REFUNDS.join(s.enrollment, s.enrollment.c.id == _o.enrollment_id).where(
        s.enrollment.c.project_id == bindparam("project")
    )
)
_TO_BE_ASKED = (
    select(*_o)
    .join_from(s.payment_order, s.enrollment, s.enrollment.c.id == _o.enrollment_id)
    .join(s.project, s.project.c.id == s.enrollment.c.project_id)
    .where(
        # A settled one may have been paid again: that is asked once nobody can pay it any more.
        (_o.status == OrderStatus.OPEN.value)
        | (_o.expires_at <= bindparam("now", type_=s.Instant()) + s.project.c.clock_offset_us),
        _o.asked_for_good.is_(False),
        _o.created_at <= bindparam("made_before", type_=s.Instant()) + s.project.c.clock_offset_us,
        _o.number > bindparam("after"),
    )
    .order_by(_o.number)
    .limit(bindparam("limit"))
)
_UNSETTLED = Read(_TO_BE_ASKED)
_UNSETTLED_IN = Read(_TO_BE_ASKED.where(s.project.c.id == bindparam("project")))
_CASES = Cases(s.enrollment.c.account_id == bindparam("account"), s.enrollment.c.id.desc())
_ADD_ORDER, _ADD_PAYMENT = row_of(s.payment_order), row_of(s.payment)
_ASKED = Write(update(s.payment_order).where(_o.number == bindparam("which")).values(asked_for_good=True))
_SETTLE = Write(update(s.payment_order).where(_o.number == bindparam("which")), ["status", "paid_at"])
FIRST_ASKED_AFTER = timedelta(minutes=1)  # an order this young is probably being paid just now


def submitted_content(tx: Connection, enrollment_id: int, version: int) -> Any:
    """The content of one submitted version, None if there is none."""
    found = _CONTENT.one(tx, enrollment=enrollment_id, version=version)
    return found.content if found else None


def cases_of_account(tx: Connection, account_id: int, real_now: datetime) -> list[Case]:
    """The enrollments of a person in all projects, newest first."""
    return _CASES.first(tx, 100, real_now, account=account_id)


def find_order(tx: Connection, number: str) -> Order | None:
    """The order of that number."""
    row = _ONE.one(tx, number=number)
    return order_of(row) if row else None


def orders_of_enrollment(tx: Connection, enrollment_id: int) -> list[OrderRecord]:
    """All orders of an enrollment, newest first."""
    return _records(_OF_ENROLLMENT.all(tx, enrollment=enrollment_id))


def orders_of_account(tx: Connection, account_id: int) -> list[OrderRecord]:
    """All orders that a person ever made, newest first."""
    return _records(_OF_ACCOUNT.all(tx, account=account_id))


def unsettled_orders(
    tx: Connection, real_now: datetime, *, project_id: int | None = None, after: str, limit: int
) -> list[Order]:
    """Orders beyond the number ``after`` that are unpaid as far as we know, and settled ones that have expired.

    Of one project, or of all; none that was ``asked_for_good``.
    """
    wanted = {"now": real_now, "made_before": real_now - FIRST_ASKED_AFTER, "after": after, "limit": limit}
    rows = _UNSETTLED.all(tx, **wanted) if project_id is None else _UNSETTLED_IN.all(tx, **wanted, project=project_id)
    return list(map(order_of, rows))


def mark_asked_for_good(tx: Connection, order: Order) -> None:
    """Keep that nothing more is to be expected of this order."""
    _ASKED.run(tx, which=order.number)


def add_order(tx: Connection, order: Order) -> None:
    """Store a new order."""
    _ADD_ORDER.run(
        tx,
        number=order.number,
        enrollment_id=order.enrollment_id,
        version=order.version,
        merchant=order.merchant,
        amount=order.amount,
        specialty=order.specialty,
        subjects=list(order.subjects),
        created_at=order.created_at,
        expires_at=order.expires_at,
        status=order.status.value,
        paid_at=order.paid_at,
        asked_for_good=False,
    )


def set_order_status(tx: Connection, number: str, status: OrderStatus, paid_at: datetime | None) -> None:
    """Store what became of an order."""
    _SETTLE.run(tx, which=number, status=status.value, paid_at=paid_at)


def close_open_orders(tx: Connection, enrollment_id: int, now: datetime) -> None:
    """Let the open orders of an enrollment expire now."""
    still_open = (_o.enrollment_id == enrollment_id) & (_o.status == OrderStatus.OPEN.value) & (_o.expires_at > now)
    tx.execute(update(s.payment_order).where(still_open).values(expires_at=now))


def find_payment(tx: Connection, transaction: str) -> Payment | None:
    """The payment of that transaction, if its receipt was stored."""
    row = _PAYMENT.one(tx, transaction=transaction)
    if row is None:
        return None
    return Payment(Receipt(row.transaction, row.order_number, row.amount, row.paid_at), Use(row.use), row.refunded_at)


def add_payment(tx: Connection, receipt: Receipt, use: Use, received_at: datetime) -> None:
    """Store money that has arrived."""
    _ADD_PAYMENT.run(
        tx,
        transaction=receipt.transaction,
        order_number=receipt.order_number,
        amount=receipt.amount,
        paid_at=receipt.paid_at,
        received_at=received_at,
        use=use.value,
        refunded_at=None,
    )


def turn_into_refunds(tx: Connection, enrollment_id: int) -> None:
    """Let all money that counted for an enrollment go back, and mark its paid orders."""
    numbers = select(_o.number).where(_o.enrollment_id == enrollment_id)
    counted = (_m.use == Use.COUNTS.value) & _m.order_number.in_(numbers)
    tx.execute(update(s.payment).where(counted).values(use=Use.REFUND.value))
    paid = (_o.enrollment_id == enrollment_id) & (_o.status == OrderStatus.PAID.value)
    tx.execute(update(s.payment_order).where(paid).values(status=OrderStatus.REFUNDED.value))


def pending_refunds(
    tx: Connection, *, enrollment_id: int | None = None, project_id: int | None = None, limit: int = 500
) -> list[PendingRefund]:
    """Refunds that the platform has not confirmed, of one enrollment, of one project or of all."""
    if enrollment_id is not None:
        rows = _PENDING_FOR.all(tx, enrollment=enrollment_id, limit=limit)
    elif project_id is not None:
        rows = _PENDING_IN.all(tx, project=project_id, limit=limit)
    else:
        rows = _PENDING.all(tx, limit=limit)
    return [
        PendingRefund(r.enrollment_id, r.merchant, Receipt(r.transaction, r.order_number, r.amount, r.paid_at))
        for r in rows
    ]


def mark_refunded(tx: Connection, transaction: str, refunded_at: datetime) -> None:
    """Store that money has gone back; the first time counts."""
    open_refund = (_m.transaction == transaction) & _m.refunded_at.is_(None)
    tx.execute(update(s.payment).where(open_refund).values(refunded_at=refunded_at))


def _records(rows: Iterable[Row]) -> list[OrderRecord]:
    orders: dict[str, Order] = {}
    payments: dict[str, list[Payment]] = {}
    for row in rows:
        orders.setdefault(row.number, order_of(row))
        found = payments.setdefault(row.number, [])
        if row.transaction is not None:
            receipt = Receipt(row.transaction, row.number, row.received, row.received_paid_at)
            found.append(Payment(receipt, Use(row.use), row.refunded_at))
    return [OrderRecord(order, tuple(payments[number])) for number, order in orders.items()]


def order_of(row: Row) -> Order:
    """An order out of its row."""
    return Order(
        number=row.number,
        enrollment_id=row.enrollment_id,
        version=row.version,
        merchant=row.merchant,
        amount=row.amount,
        specialty=row.specialty,
        subjects=tuple(row.subjects),
        created_at=row.created_at,
        expires_at=row.expires_at,
        status=OrderStatus(row.status),
        paid_at=row.paid_at,
    )
