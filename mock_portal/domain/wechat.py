"""QR tickets: what a code on the screen stands for until a phone has answered it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a phone is asked to confirm."""

    SIGN_IN = "sign-in"
    BIND = "bind"


class TicketStatus(StrEnum):
    """How far a ticket has come; ``SHOWN`` waits for the phone, ``CONFIRMED`` for the browser."""

    SHOWN = "shown"
    CONFIRMED = "confirmed"
    UNBOUND = "unbound"
    TAKEN = "taken"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One QR code. ``browser`` is the hash of the session token of the browser that shows it."""

    ticket: str
    purpose: Purpose
    browser: str
    account_id: int | None  # who binds; who signs in, once confirmed
    status: TicketStatus
    expires_at: datetime
