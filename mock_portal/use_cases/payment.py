"""Paying: what is due, one open order, and asking the platform what became of it."""

import logging
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person
from mock_portal.domain.payable import Payable, payable_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.payment import Order, Quote
from mock_portal.domain.terms import OrderStatus, State
from mock_portal.payment_gateway import PlatformDown, merchant_of
from mock_portal.portal import Portal
from mock_portal.store import payments as store
from mock_portal.store.enrollments import case_by_id, case_of_person
from mock_portal.store.payments import OrderRecord
from mock_portal.use_cases.money import record_receipt, send_refunds

logger = logging.getLogger(__name__)
BATCH = 200


@dataclass(frozen=True, slots=True)
class Due:
    """What a candidate checks before paying: subjects, amount in fen and its parts, and all orders."""

    case: Case
    payable: Payable | None  # None before the first submission
    fee_per_subject: int
    amount: int
    order: Order | None  # the one that was paid, or else the one that can still be paid
    records: tuple[OrderRecord, ...]

    @property
    def quote(self) -> Quote:
        """What “支付” has to be pressed under."""
        return Quote(self.case.enrollment.version, self.amount)

    @property
    def open_order(self) -> Order | None:
        """The order that can still be paid."""
        return self.order if self.order and self.order.status is OrderStatus.OPEN else None


@dataclass(frozen=True, slots=True)
class Purse:
    """Everything that a person has to pay or ever ordered."""

    cases: tuple[Case, ...]
    records: tuple[OrderRecord, ...]


def purse(portal: Portal, person: Person) -> Purse:
    """The person's enrollments and orders in all projects, newest first."""
    with portal.reading() as tx:
        found = store.cases_of_account(tx, person.id, portal.now())
        return Purse(tuple(found), tuple(store.orders_of_account(tx, person.id)))


def due(portal: Portal, person: Person, project_id: int) -> Due | Refusal:
    """What is to be paid for one enrollment, whether or not that is possible now."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        return _due(portal, tx, case) if case else refuse(Reason.NOT_FOUND)


def _due(portal: Portal, tx: Connection, case: Case) -> Due:
    rules = portal.parts(case).rules
    content = store.submitted_content(tx, case.enrollment.id, case.enrollment.version)
    records = tuple(store.orders_of_enrollment(tx, case.enrollment.id))
    if content is None:
        return Due(case, None, 0, 0, None, records)
    payable = payable_of(content)
    amount = rules.amount(case, on_paper=payable.on_paper, subjects=payable.subjects)
    fee = rules.fee_per_subject(case, on_paper=payable.on_paper)
    order = rules.order_that_counts([record.order for record in records], case)
    return Due(case, payable, fee, rules.amount_due(order, amount), order, records)


def order_and_pay(portal: Portal, person: Person, project_id: int, shown: Quote) -> str | Refusal:
    """Make an order, or take the one that is open already, and give the address of the platform's pay page.

    Args:
        portal: the running portal.
        person: who pays.
        project_id: in which project.
        shown: what was due on the page on which “支付” was pressed.
    """
    if refusal := _ask_about_lapsed_orders(portal, person, project_id):
        return refusal
    opened = open_order(portal, person, project_id, shown)
    if isinstance(opened, Refusal):
        return opened
    case, order = opened
    return portal.parts(case).gateway.pay_address(portal.settings, order, f"{case.project.title} {order.specialty}")


def open_order(portal: Portal, person: Person, project_id: int, shown: Quote) -> tuple[Case, Order] | Refusal:
    """The one open order of an enrollment (D7): of two tabs that pay at once, both get the same."""
    received = portal.now()
    with portal.writing() as tx:
        case = case_of_person(tx, project_id, person.id, received, lock=True)
        if case is None:
            return refuse(Reason.NOT_FOUND)
        parts = portal.parts(case)
        if refusal := parts.rules.payment_refused(case):
            return refusal
        found = _due(portal, tx, case)
        if refusal := parts.rules.quote_refused(shown, found.quote):
            return refusal
        if found.open_order:
            return case, found.open_order
        order = _new_order(portal, found)
        parts.filing.order(tx, parts.rules, case, order, received)
        return case, order


def _new_order(portal: Portal, found: Due) -> Order:
    case, payable = found.case, found.payable
    if payable is None:
        raise ValueError(f"expected a submission behind the approved enrollment {case.enrollment.id}, found none")
    return Order(
        number=f"{case.now:%Y%m%d%H%M%S}{secrets.randbelow(10**10):010d}",
        enrollment_id=case.enrollment.id,
        version=case.enrollment.version,
        merchant=merchant_of(case.project.id, case.area.name),
        amount=found.amount,
        specialty=payable.specialty,
        subjects=payable.subjects,
        created_at=case.now,
        expires_at=portal.parts(case).rules.order_expiry(case),
        status=OrderStatus.OPEN,
    )


def _ask_about_lapsed_orders(portal: Portal, person: Person, project_id: int) -> Refusal | None:
    """Before another order is made, ask what became of those that expired unpaid, lest somebody pays twice (D7)."""
    found = due(portal, person, project_id)
    if isinstance(found, Refusal) or found.open_order or found.case.state is not State.APPROVED:
        return None
    lapsed = [record.order for record in found.records if record.order.status is OrderStatus.OPEN]
    return _ask_about(portal, found.case, lapsed)


def _ask_about(portal: Portal, case: Case, orders: Iterable[Order]) -> Refusal | None:
    try:
        for order in orders:
            settle(portal, case, order)
    except PlatformDown as trouble:
        logger.warning("payments of enrollment %s unknown: %s", case.enrollment.id, trouble)
        return refuse(Reason.PLATFORM_DOWN)
    return None


def settle(portal: Portal, case: Case, order: Order) -> None:
    """Store every payment of one order that the platform knows of.

    Raises:
        PlatformDown: nobody knows now.
    """
    for receipt in portal.parts(case).gateway.query(portal.settings, order):
        record_receipt(portal, receipt)


def refresh(portal: Portal, person: Person, project_id: int) -> Due | Refusal:
    """“刷新缴费状态”: ask the platform about every order of this enrollment and give what is known then (Q34)."""
    found = due(portal, person, project_id)
    if isinstance(found, Refusal):
        return found
    orders = portal.parts(found.case).rules.orders_asked_about([record.order for record in found.records])
    refusal = _ask_about(portal, found.case, orders)
    send_refunds(portal, found.case.enrollment.id)
    return refusal or due(portal, person, project_id)


def own_order(portal: Portal, person: Person, number: str) -> tuple[Case, Order] | Refusal:
    """One of the person's own orders with its enrollment."""
    with portal.reading() as tx:
        order = store.find_order(tx, number)
        case = case_by_id(tx, order.enrollment_id, portal.now()) if order else None
    if order is None or case is None:
        return refuse(Reason.ORDER_UNKNOWN)
    return portal.parts(case).rules.strangers_order_refused(case, person) or (case, order)


def come_back(portal: Portal, case: Case, order: Order, result: str) -> Refusal | None:
    """The candidate is back from the platform, whose address said ``result``; the platform itself is asked (D6)."""
    try:
        receipts = portal.parts(case).gateway.receipts_on_return(portal.settings, order, result)
    except PlatformDown as trouble:
        logger.warning("outcome of order %s unknown: %s", order.number, trouble)
        return refuse(Reason.PLATFORM_DOWN)
    for receipt in receipts:
        record_receipt(portal, receipt)
    return None


def reconcile(portal: Portal, project_id: int | None = None) -> None:
    """Ask about every order whose outcome is unknown and send every refund that is pending, of one project or of all."""
    for order in _unsettled(portal, project_id):
        _reconcile_one(portal, order)
    send_refunds(portal, project_id=project_id)


def _unsettled(portal: Portal, project_id: int | None) -> Iterator[Order]:
    """Orders whose outcome is unknown, read in batches, so that no number of them keeps the others waiting."""
    last = ""
    while True:
        with portal.reading() as tx:
            batch = store.unsettled_orders(tx, portal.now(), project_id=project_id, after=last, limit=BATCH)
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1].number


def _reconcile_one(portal: Portal, order: Order) -> None:
    with portal.reading() as tx:
        case = case_by_id(tx, order.enrollment_id, portal.now())
    if case is None:
        return
    try:
        settle(portal, case, order)
    except PlatformDown as trouble:
        logger.warning("outcome of order %s is still unknown: %s", order.number, trouble)
        return
    if portal.parts(case).rules.is_known_for_good(order, case.now):
        with portal.writing() as tx:
            store.mark_asked_for_good(tx, order)
