"""How the portal speaks with the payment platform, and how it checks what the platform says."""

import hmac
import logging
import secrets
from collections.abc import Mapping
from typing import TypeVar

import msgspec
import urllib3

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.rules.payment import Order, Receipt
from mock_portal.payment_platform.messages import Notification, Query, QueryAnswer, RefundAnswer, RefundRequest
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_holds, signature_of, signed_query
from mock_portal.settings import Settings
from mock_portal.shapes import read_json

logger = logging.getLogger(__name__)
POOL = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=5), retries=False, maxsize=20)
Answer = TypeVar("Answer", QueryAnswer, RefundAnswer)


class PlatformDown(Exception):
    """The platform did not answer, or not in a way that can be believed."""


def merchant_of(project_id: int, area: str) -> str:
    """The name under which an area collects for one project."""
    return f"{project_id}-{area}"


class PaymentGateway:
    """The portal's side of the platform's interface."""

    def pay_address(self, settings: Settings, order: Order, subject: str) -> str:
        """Where the candidate pays: the platform's page with the order in signed parameters."""
        parameters = {
            "merchant": order.merchant,
            "order": order.number,
            "amount": str(order.amount),
            "subject": subject,
            "expires": order.expires_at.astimezone(BEIJING).isoformat(),
            "notify_address": f"{settings.address}/notifications/payment",
            "return_address": f"{settings.address}/payment/return?order={order.number}",
            "nonce": secrets.token_urlsafe(12),
        }
        return f"{settings.payment_address}/pay?{signed_query(settings.payment_secret, parameters)}"

    def query(self, settings: Settings, order: Order) -> tuple[Receipt, ...]:
        """Every payment of an order that the platform knows of.

        Raises:
            PlatformDown: nobody knows now.
        """
        answer = self._ask(settings, "query", Query(order.merchant, order.number), QueryAnswer)
        if (answer.merchant, answer.order) != (order.merchant, order.number):
            raise PlatformDown(f"expected an answer on {order.number}, found one on {answer.order}")
        return tuple(Receipt(p.transaction, order.number, p.amount, p.paid_at) for p in answer.payments)

    def receipts_on_return(self, settings: Settings, order: Order, result: str) -> tuple[Receipt, ...]:  # noqa: ARG002
        """What is known when the candidate comes back: ``result`` in the address proves nothing (Q38, D6).

        Raises:
            PlatformDown: nobody knows now.
        """
        return self.query(settings, order)

    def way_back(self, project_id: int, wishes: Mapping[str, str]) -> str:  # noqa: ARG002
        """Where a payer who is back and has paid goes on; what the address wishes for is not asked (D27)."""
        return f"/payment/{project_id}/?done=paid"

    def refund(self, settings: Settings, merchant: str, receipt: Receipt) -> None:
        """Let the platform give a payment back; asking twice is harmless.

        Raises:
            PlatformDown: it has not been done yet, as far as we know.
        """
        wish = RefundRequest(merchant, receipt.transaction, receipt.amount)
        answer = self._ask(settings, "refund", wish, RefundAnswer)
        if answer.transaction != receipt.transaction:
            raise PlatformDown(f"expected a refund of {receipt.transaction}, found one of {answer.transaction}")

    def _ask(self, settings: Settings, act: str, wish: object, shape: type[Answer]) -> Answer:
        body = msgspec.json.encode(wish)
        headers = {"Content-Type": "application/json", SIGNATURE_HEADER: signature_of(settings.payment_secret, body)}
        try:
            answer = POOL.request("POST", f"{settings.payment_address}/{act}", body=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise PlatformDown(f"expected an answer to {act}, found {type(error).__name__}") from error
        if answer.status != 200:  # noqa: PLR2004  HTTP
            raise PlatformDown(f"expected status 200 for {act}, found {answer.status}")
        if not signature_holds(settings.payment_secret, answer.data, answer.headers.get(SIGNATURE_HEADER, "")):
            raise PlatformDown(f"expected a signed answer to {act}, found a wrong signature")
        try:
            return read_json(answer.data, shape)
        except msgspec.DecodeError as error:
            raise PlatformDown(f"expected {shape.__name__}, found something else: {error}") from error


class NotificationChecks:
    """What makes a message of the platform believable (Q38, D10); its amount is weighed by ``rules.use_of``."""

    def signature_holds(self, secret: str, body: bytes, signature: str) -> bool:
        """Whether the platform wrote this very message."""
        return signature_holds(secret, body, signature)

    def merchant_holds(self, notification: Notification, order: Order) -> bool:
        """Whether the message is on behalf of those who collect for this order."""
        return hmac.compare_digest(notification.merchant.encode(), order.merchant.encode())

    def receipt(self, notification: Notification) -> Receipt:
        """What the message says was paid: its transaction tells whether it has been said before."""
        n = notification
        return Receipt(n.transaction, n.order, n.amount, n.paid_at)


def read_notification(body: bytes) -> Notification | None:
    """The message, if it has the shape of one."""
    try:
        return read_json(body, Notification)
    except msgspec.DecodeError as error:
        logger.warning("not a notification: %s", error)
        return None
