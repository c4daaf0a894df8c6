"""What somebody enters to register, and the choices they have."""

from dataclasses import dataclass
from datetime import date

from mock_portal.domain.terms import State

CHINESE = "中国"
OTHER_NATIONALITY = "其他"
NATIONALITIES = (CHINESE, OTHER_NATIONALITY)
SEXES = ("男", "女")
QUESTIONS = (
    "您的出生地是哪里？",
    "您就读的小学名称是什么？",
    "您母亲的职业是什么？",
    "您参加工作的第一个单位是什么？",
)


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration as typed; texts without blanks around them, passwords to the letter."""

    username: str = ""
    password: str = ""
    password_again: str = ""
    name: str = ""
    name_again: str = ""
    id_type: str = ""
    id_type_again: str = ""
    id_number: str = ""
    id_number_again: str = ""
    sex: str = ""
    birth_date: str = ""  # ISO 8601, empty if not given
    nationality: str = ""
    foreign_nationality: str = ""
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """What sign-in knows of an account: how it is found, and its secrets."""

    account_id: int
    username: str
    id_number: str
    password_hash: str
    question: str
    answer_hash: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Where the owner of an account has enrolled, and how far that has come."""

    project_id: int
    area: str
    city: str
    state: State
    has_orders: bool


def date_of(text: str) -> date | None:
    """The day written as ISO 8601, None if the text is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
