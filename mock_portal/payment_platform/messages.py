"""What merchants and the platform tell each other: amounts in fen, times with their zone."""

from dataclasses import dataclass
from datetime import datetime

from mock_portal.shapes import Words


@dataclass(frozen=True, slots=True)
class PayRequest:
    """What a merchant asks a payer to pay, in the parameters of the pay page's address."""

    merchant: str
    order: str
    amount: int
    subject: str
    expires: datetime
    notify_address: str
    return_address: str
    nonce: str
    signature: str


@dataclass(frozen=True, slots=True)
class Notification:
    """The platform to the merchant: this order was paid."""

    merchant: Words
    order: Words
    transaction: Words
    amount: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Query:
    """The merchant to the platform: what became of this order?"""

    merchant: str
    order: str


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of an order, as the platform's answer has it."""

    transaction: str
    amount: int
    paid_at: datetime
    refunded: bool


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """Every payment of the order that was asked for; none if it was never paid."""

    merchant: str
    order: str
    payments: tuple[Paid, ...]


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """The merchant to the platform: give this payment back, wholly."""

    merchant: str
    transaction: str
    amount: int


@dataclass(frozen=True, slots=True)
class RefundAnswer:
    """The payment has been given back, now or before."""

    transaction: str
    amount: int
    refunded_at: datetime
