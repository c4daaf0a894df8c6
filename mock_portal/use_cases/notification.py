"""Weighing a notification of the payment platform: who wrote it, for whom, and whether its order is ours."""

import logging
from enum import Enum

from mock_portal.domain.case import Case
from mock_portal.domain.rules.payment import Order
from mock_portal.parts import HEALTHY
from mock_portal.payment_gateway import read_notification
from mock_portal.payment_platform.messages import Notification
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id
from mock_portal.store.payments import find_order
from mock_portal.use_cases.money import record_receipt

logger = logging.getLogger(__name__)


class Verdict(Enum):
    """What the platform is answered; everything but ``STORED`` makes it try again."""

    STORED = ("success", 200)
    ILLEGIBLE = ("illegible", 400)
    FORGED = ("wrong signature", 403)
    FOREIGN = ("another merchant's order", 403)
    UNKNOWN = ("unknown order", 404)

    @property
    def words(self) -> str:
        """The answer's body."""
        return self.value[0]

    @property
    def status(self) -> int:
        """The answer's HTTP status."""
        return self.value[1]


def receive(portal: Portal, body: bytes, signature: str) -> Verdict:
    """Store what the platform says, however often and in whatever order it says it (Q38)."""
    notification = read_notification(body)
    if notification is None:
        return Verdict.ILLEGIBLE
    order, case = _ordered(portal, notification)
    checks = portal.parts(case).checks if case else HEALTHY.checks
    if not checks.signature_holds(portal.settings.payment_secret, body, signature):
        logger.warning("notification for %s bears a wrong signature", notification.order)
        return Verdict.FORGED
    if order is None:
        logger.error("money for order %s that nobody made: %s", notification.order, notification.transaction)
        return Verdict.UNKNOWN
    if not checks.merchant_holds(notification, order):
        logger.error("merchant %s tells of an order of %s", notification.merchant, order.merchant)
        return Verdict.FOREIGN
    used = record_receipt(portal, checks.receipt(notification))
    return Verdict.STORED if used else Verdict.UNKNOWN


def _ordered(portal: Portal, notification: Notification) -> tuple[Order | None, Case | None]:
    with portal.reading() as tx:
        order = find_order(tx, notification.order)
        return order, case_by_id(tx, order.enrollment_id, portal.now()) if order else None
