"""学历 and 学位 entries: their levels, and what somebody enters to add one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EDUCATION_LEVELS = ("中专", "大专", "本科", "硕士研究生", "博士研究生")
DEGREE_LEVELS = ("学士", "硕士", "博士")
BELOW_BACHELOR = frozenset({"中专", "大专"})
CHECKED_SINCE = 2002  # diplomas of 本科 and above from this year on are known to 学信网
MOST_OF_A_KIND = 5


class CredentialKind(StrEnum):
    """Education or degree."""

    EDUCATION = "education"
    DEGREE = "degree"

    @property
    def words(self) -> str:
        """As the screen calls it."""
        return "学历" if self is CredentialKind.EDUCATION else "学位"

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels one may choose from, lowest first."""
        return EDUCATION_LEVELS if self is CredentialKind.EDUCATION else DEGREE_LEVELS


class Verification(StrEnum):
    """What 学信网 says of an entry."""

    UNCHECKED = "未核验"
    PASSED = "核验通过"
    FAILED = "核验未通过"


@dataclass(frozen=True, slots=True)
class CredentialEntry:
    """An entry as typed."""

    kind: CredentialKind
    level: str = ""
    school: str = ""
    major: str = ""
    obtained_on: str = ""  # ISO 8601
    certificate_no: str = ""


def checked_by_chsi(level: str, obtained_on: date) -> bool:
    """Whether 学信网 knows diplomas and degrees of this level and year."""
    return level not in BELOW_BACHELOR and obtained_on.year >= CHECKED_SINCE
