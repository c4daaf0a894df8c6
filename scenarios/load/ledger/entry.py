"""One line of a ledger: somebody is about to ask for something, or has been answered."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct


class Act(StrEnum):
    """What was asked for; all but ``order`` and ``print`` are events of the process (``scenarios.process``)."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    PRINT = "print"
    ORDER = "order"
    PAY = "pay"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    PASS_MATERIALS = "pass-materials"
    REJECT = "reject"
    PASS_SITE = "pass-site"
    FAIL_SITE = "fail-site"
    SEND_BACK = "send-back"
    PASS_AREA = "pass-area"
    FAIL_AREA = "fail-area"


class Mark(StrEnum):
    """How far it has come; what was asked and never answered is as unknown as what says so."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts: candidate ``number`` of the run with an ID number, or a desk of that role, whose number says nothing."""

    number: int
    role: str = "candidate"
    id_number: str = ""


class Entry(Struct, frozen=True, omit_defaults=True):
    """``at`` is Unix time in seconds; ``seq`` joins an answer with what was asked, within one book.

    ``about`` is the ID number of the candidate whom it concerns, also where a desk acts. What the page did not tell is
    left out; ``amount`` in fen; ``words`` is what a refusal or a failure said.
    """

    at: float
    seq: int
    act: Act
    mark: Mark
    about: str
    number: int = -1
    role: str = "candidate"
    state: str = ""
    version: int | None = None
    code: str = ""
    order: str = ""
    amount: int | None = None
    area: str = ""
    specialty: str = ""
    subjects: int | None = None
    words: str = ""
