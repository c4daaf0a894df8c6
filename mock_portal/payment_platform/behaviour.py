"""How the platform can be told to behave towards one merchant, as real providers do on bad days."""

from enum import StrEnum

from msgspec import Struct


class Notify(StrEnum):
    """What becomes of the message that an order was paid."""

    PROMPT = "prompt"  # sent before the payer sees that the payment is done
    HELD = "held"  # kept until somebody asks for its delivery
    LOST = "lost"  # never sent; only a query finds the payment
    REPEATED = "repeated"  # sent several times
    WRONG_AMOUNT = "wrong-amount"  # the platform collected one fen less, and says so
    FORGED = "forged"  # nobody paid, and the message bears a wrong signature
    FOREIGN_ORDER = "foreign-order"  # the message names an order that the merchant does not know


class Behaviour(Struct, frozen=True, forbid_unknown_fields=True):
    """One merchant's platform; what is not said is as on a good day."""

    notify: Notify = Notify.PROMPT
    repeat: int = 3  # how often a repeated notification is sent
    takes_s: float = 0.0  # before everything but the control surface is answered
    down: bool = False  # everything but the control surface answers 503
    accepts_expired: bool = False  # pays an order after its expiry
    allows_twice: bool = False  # pays an order that was paid before
