"""Telling merchants that an order was paid: server to server, signed, repeated until the merchant says so."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import msgspec
import urllib3

from mock_portal.payment_platform.behaviour import Behaviour, Notify
from mock_portal.payment_platform.ledger import Ledger, Sent
from mock_portal.payment_platform.messages import Notification
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_of

logger = logging.getLogger(__name__)

TIMEOUT = 5.0  # seconds
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)  # seconds before the second to the eighth attempt
Post = Callable[[str, bytes, str], str]


def post(address: str, body: bytes, signature: str, pool: urllib3.PoolManager | None = None) -> str:
    """Send one notification and give what the merchant answered, or what went wrong instead."""
    headers = {"Content-Type": "application/json", SIGNATURE_HEADER: signature}
    try:
        answer = (pool or POOL).request("POST", address, body=body, headers=headers)
    except urllib3.exceptions.HTTPError as error:
        return type(error).__name__
    words = answer.data.decode(errors="replace").strip()
    return words if answer.status == 200 else f"{answer.status} {words}"[:200]  # noqa: PLR2004  HTTP


POOL = urllib3.PoolManager(timeout=TIMEOUT, retries=False, maxsize=20)


class Notifier:
    """Sends notifications as each merchant's behaviour says."""

    def __init__(
        self,
        secret: str,
        ledger: Ledger,
        later: Callable[[float, Callable[[], None]], None],
        post: Post = post,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._secret, self._ledger, self._later, self._post, self._pauses = secret, ledger, later, post, pauses

    def notify(self, address: str, notification: Notification) -> None:
        """Tell of a payment; the first attempt is over when this returns, unless the message is held or lost."""
        behaviour = self._ledger.behaviour(notification.merchant)
        match behaviour.notify:
            case Notify.HELD:
                self._ledger.hold(address, notification)
            case Notify.LOST:
                logger.info("notification of %s is lost, as told", notification.transaction)
            case Notify.FOREIGN_ORDER:
                self._attempt(address, replace(notification, order=f"{notification.order}0"), 1)
            case _:
                self._repeat(address, notification, behaviour)

    def forge(self, address: str, notification: Notification) -> None:
        """Tell of a payment that was never made, as somebody would who does not know the secret."""
        self._send(address, notification, 1, f"not-{self._secret}")

    def deliver_held(self, merchant: str) -> int:
        """Send what was kept, and say how many that were."""
        released = self._ledger.release(merchant)
        for address, notification in released:
            self._attempt(address, notification, 1)
        return len(released)

    def _repeat(self, address: str, notification: Notification, behaviour: Behaviour) -> None:
        for _ in range(behaviour.repeat if behaviour.notify is Notify.REPEATED else 1):
            self._attempt(address, notification, 1)

    def _attempt(self, address: str, notification: Notification, attempt: int) -> None:
        outcome = self._send(address, notification, attempt, self._secret)
        if outcome != "success" and attempt <= len(self._pauses):
            again = partial(self._attempt, address, notification, attempt + 1)
            self._later(self._pauses[attempt - 1], again)

    def _send(self, address: str, notification: Notification, attempt: int, secret: str) -> str:
        body = msgspec.json.encode(notification)
        outcome = self._post(address, body, signature_of(secret, body))
        sent = Sent(notification.order, notification.transaction, attempt, outcome)
        self._ledger.note_sent(notification.merchant, sent)
        return outcome
