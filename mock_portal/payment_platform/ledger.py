"""The platform's books: what was paid, refunded and told to whom, guarded by one lock."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock

from mock_portal.payment_platform.behaviour import Behaviour, Notify
from mock_portal.payment_platform.messages import Notification, PayRequest


@dataclass(frozen=True, slots=True)
class Transaction:
    """One payment; times are the merchant's."""

    id: str
    order: str
    amount: int
    paid_at: datetime
    refunded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt to notify, and what the merchant answered."""

    order: str
    transaction: str
    attempt: int
    outcome: str


@dataclass(slots=True)
class Merchant:
    """Everything the platform knows of one merchant."""

    offset: timedelta = timedelta()
    stands_at: datetime | None = None  # its clock stands still; None: it runs
    behaviour: Behaviour = field(default_factory=Behaviour)
    transactions: dict[str, Transaction] = field(default_factory=dict)
    of_order: dict[str, list[str]] = field(default_factory=dict)
    held: list[tuple[str, Notification]] = field(default_factory=list)  # where to send, and what
    sent: list[Sent] = field(default_factory=list)


class Declined(StrEnum):
    """Why the platform does not take money."""

    EXPIRED = "expired"
    ALREADY_PAID = "already-paid"


class Ledger:
    """All merchants' books. Every method takes the lock for itself; none calls out while holding it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._merchants: dict[str, Merchant] = {}

    def _merchant(self, name: str) -> Merchant:
        return self._merchants.setdefault(name, Merchant())

    def behaviour(self, merchant: str) -> Behaviour:
        """How the platform behaves towards this merchant."""
        with self._lock:
            known = self._merchants.get(merchant)
            return known.behaviour if known else Behaviour()

    def set_behaviour(self, merchant: str, behaviour: Behaviour) -> None:
        """Behave like this from now on."""
        with self._lock:
            self._merchant(merchant).behaviour = behaviour

    def now(self, merchant: str) -> datetime:
        """The merchant's time."""
        with self._lock:
            return self._time_of(self._merchants.get(merchant) or Merchant())

    def _time_of(self, books: Merchant) -> datetime:
        return books.stands_at or self._now() + books.offset

    def set_clock(self, merchant: str, offset: timedelta, stands_at: datetime | None = None) -> None:
        """Let the merchant's time run ahead of real time by ``offset``, or stand still."""
        with self._lock:
            books = self._merchant(merchant)
            books.offset, books.stands_at = offset, stands_at

    def pay(self, request: PayRequest) -> Transaction | Declined:
        """Take the money of a payer."""
        with self._lock:
            merchant = self._merchant(request.merchant)
            now = self._time_of(merchant)
            if now >= request.expires and not merchant.behaviour.accepts_expired:
                return Declined.EXPIRED
            if merchant.of_order.get(request.order) and not merchant.behaviour.allows_twice:
                return Declined.ALREADY_PAID
            short = 1 if merchant.behaviour.notify is Notify.WRONG_AMOUNT else 0
            paid = Transaction(secrets.token_hex(14), request.order, request.amount - short, now)
            merchant.transactions[paid.id] = paid
            merchant.of_order.setdefault(request.order, []).append(paid.id)
            return paid

    def payments(self, merchant: str, order: str) -> list[Transaction]:
        """Every payment of an order."""
        with self._lock:
            known = self._merchants.get(merchant)
            return [known.transactions[i] for i in known.of_order.get(order, ())] if known else []

    def find(self, merchant: str, transaction: str) -> Transaction | None:
        """One payment."""
        with self._lock:
            known = self._merchants.get(merchant)
            return known.transactions.get(transaction) if known else None

    def refund(self, merchant: str, transaction: str, amount: int) -> Transaction | None:
        """Give a payment back, once; None if there is no such payment of that amount."""
        with self._lock:
            books = self._merchant(merchant)
            paid = books.transactions.get(transaction)
            if paid is None or paid.amount != amount:
                return None
            if paid.refunded_at is None:
                paid = books.transactions[transaction] = replace(paid, refunded_at=self._time_of(books))
            return paid

    def hold(self, address: str, notification: Notification) -> None:
        """Keep a notification until it is asked for."""
        with self._lock:
            self._merchant(notification.merchant).held.append((address, notification))

    def release(self, merchant: str) -> list[tuple[str, Notification]]:
        """Give out the notifications that were kept."""
        with self._lock:
            books = self._merchant(merchant)
            released, books.held = books.held, []
            return released

    def note_sent(self, merchant: str, sent: Sent) -> None:
        """Write down one attempt to notify."""
        with self._lock:
            self._merchant(merchant).sent.append(sent)

    def books(self, merchant: str) -> tuple[list[Transaction], list[Sent], list[Notification]]:
        """Payments, attempts to notify, and notifications still kept."""
        with self._lock:
            known = self._merchants.get(merchant) or Merchant()
            return list(known.transactions.values()), list(known.sent), [n for _, n in known.held]
