"""Money: what arrives is stored once and counts or goes back; what must go back is asked of the platform until it has."""

import logging

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.rules.payment import Receipt, Use
from mock_portal.domain.terms import Event, State
from mock_portal.parts import parts_with
from mock_portal.payment_gateway import PlatformDown
from mock_portal.portal import Portal
from mock_portal.store import payments as store
from mock_portal.store.enrollments import case_by_id, move

logger = logging.getLogger(__name__)
PLATFORM = "缴费平台"


def record_receipt(portal: Portal, receipt: Receipt) -> Use | None:
    """Store money that has arrived, once, and let it count or go back; None if nobody ordered it."""
    with portal.writing() as tx:
        ordered = store.find_order(tx, receipt.order_number)
        case = case_by_id(tx, ordered.enrollment_id, portal.now(), lock=True) if ordered else None
        if case is None:
            return None
        if known := store.find_payment(tx, receipt.transaction):
            return known.use
        use = _enter(portal, tx, case, receipt)
    if use is Use.REFUND:
        send_refunds(portal, case.enrollment.id)
    return use


def _enter(portal: Portal, tx: Connection, case: Case, receipt: Receipt) -> Use:
    rules = portal.parts(case).rules
    order = store.find_order(tx, receipt.order_number)  # again, now that nobody else can change it
    assert order is not None  # noqa: S101
    use = rules.use_of(receipt, order, case)
    store.add_payment(tx, receipt, use, case.now)
    paid_at = rules.time_of_payment(use, receipt, order, case)
    store.set_order_status(tx, order.number, rules.status_after(use, order), paid_at)
    if use is Use.COUNTS:
        portal.parts(case).filing.close_orders(tx, case)
        move(tx, rules, case, Event.PAY, who=PLATFORM, real_now=portal.now(), note=f"交易号 {receipt.transaction}")
    return use


def take_money_back(tx: Connection, case: Case) -> None:
    """Inside the transaction that ends an approval: paid orders become refunds, open ones are closed (Q37, Q40).

    Call ``send_refunds`` after the commit; if that is missed, ``reconcile`` does it.
    """
    parts_with(case.project.faults).filing.take_back(tx, case)


def refund_all(portal: Portal, enrollment_id: int, why: str) -> None:
    """Give back all money of an enrollment that is paid no longer; asking twice is harmless.

    Raises:
        ValueError: the enrollment is unknown, or its money is rightly kept.
    """
    with portal.writing() as tx:
        case = case_by_id(tx, enrollment_id, portal.now(), lock=True)
        if case is None or case.state is State.PAID:
            raise ValueError(f"expected an enrollment that is not paid (any more), found {case and case.state}")
        take_money_back(tx, case)
    logger.info("money of enrollment %s goes back: %s", enrollment_id, why)
    send_refunds(portal, enrollment_id)


def send_refunds(portal: Portal, enrollment_id: int | None = None, *, project_id: int | None = None) -> None:
    """Ask the platform for every refund that is pending, of one enrollment, of one project or of all.

    What fails stays pending.
    """
    with portal.reading() as tx:
        pending = store.pending_refunds(tx, enrollment_id=enrollment_id, project_id=project_id)
    for refund in pending:
        try:
            _send_refund(portal, refund)
        except PlatformDown as trouble:
            logger.warning("refund of %s is still pending: %s", refund.receipt.transaction, trouble)


def _send_refund(portal: Portal, refund: store.PendingRefund) -> None:
    with portal.reading() as tx:
        case = case_by_id(tx, refund.enrollment_id, portal.now())
    if case is None:  # its project was removed meanwhile
        return
    portal.parts(case).gateway.refund(portal.settings, refund.merchant, refund.receipt)
    with portal.writing() as tx:
        portal.parts(case).filing.refunded(tx, case, refund.receipt.transaction)
