"""Identity documents: their seven kinds, how a number of each kind is written, and what it tells of its holder."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
HOME_REGIONS = ("810000", "820000", "830000")  # of Hong Kong, Macao and Taiwan residents living in the mainland

EIGHTEEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
FULL_WIDTH = re.compile(r"[！-～]")
LOOKS_LIKE_A_NUMBER = re.compile(
    r"[0-9]{8}|[0-9]{10}|[0-9]{15}|[0-9]{17}[0-9X]|[HM](?:[0-9]{8}|[0-9]{10})|[A-Z]{3}[0-9]{12}"
)


class IdType(StrEnum):
    """证件类型 (E1)."""

    RESIDENT = "居民身份证"
    RESIDENCE_PERMIT = "港澳台居民居住证"
    HONG_KONG_MACAO = "港澳居民来往内地通行证"
    TAIWAN = "台湾居民来往大陆通行证"
    FOREIGN_PERMANENT = "外国人永久居留身份证"
    MILITARY = "军人证件"
    OVERSEAS_TALENT = "海外高层次人才居住证"


TELL_BIRTH = frozenset({IdType.RESIDENT, IdType.RESIDENCE_PERMIT})
OF_FOREIGNERS = frozenset({IdType.FOREIGN_PERMANENT, IdType.OVERSEAS_TALENT})


@dataclass(frozen=True, slots=True)
class Written:
    """How a number of one kind is written, and what a person is told whose number is not."""

    form: re.Pattern[str]
    advice: str


WRITTEN: Mapping[IdType, Written] = {
    IdType.HONG_KONG_MACAO: Written(re.compile(r"[HM](?:[0-9]{8}|[0-9]{10})"), "应为字母 H 或 M 加 8 位或 10 位数字"),
    IdType.TAIWAN: Written(re.compile(r"[0-9]{8}|[0-9]{10}"), "应为 8 位或 10 位数字"),
    IdType.FOREIGN_PERMANENT: Written(re.compile(r"[A-Z]{3}[0-9]{12}"), "应为 3 位字母加 12 位数字"),
    IdType.MILITARY: Written(re.compile(r"[0-9A-Z\u4e00-\u9fff-]{4,30}"), "应为 4 至 30 位汉字、字母或数字"),
    IdType.OVERSEAS_TALENT: Written(re.compile(r"[0-9A-Z\u4e00-\u9fff-]{4,30}"), "应为 4 至 30 位汉字、字母或数字"),
}


def normal_form(number: str) -> str:
    """The one form in which a number is stored and compared: no blanks around it, capital letters."""
    return number.strip().upper()


def check_character(first_seventeen: str) -> str:
    """The last character of an 18-digit number (GB 11643-1999)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECK_CHARACTERS[total % 11]


def birth_date_of(id_type: IdType, number: str) -> date | None:
    """The birth date that an 18-digit number tells, if it is one and the date can be."""
    if id_type not in TELL_BIRTH or not EIGHTEEN.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(id_type: IdType, number: str) -> str:
    """The sex that an 18-digit number tells (odd is male), empty if it tells none."""
    if id_type not in TELL_BIRTH or not EIGHTEEN.fullmatch(number):
        return ""
    return "男" if int(number[16]) % 2 else "女"


def looks_like_a_number(text: str) -> bool:
    """Whether a user name could be taken for the number of somebody's document (Q43)."""
    return LOOKS_LIKE_A_NUMBER.fullmatch(normal_form(text)) is not None


# What can be wrong with an 18-digit number, in the order in which a person is told.
Flaw = Callable[[IdType, str, date], bool]
FLAWS_OF_EIGHTEEN: tuple[tuple[Flaw, str], ...] = (
    (
        lambda _type, number, _today: bool(re.fullmatch(r"[0-9]{15}", number)),
        "不再接受 15 位号码，请填写 18 位证件号码",
    ),
    (lambda _type, number, _today: not EIGHTEEN.fullmatch(number), "应为 18 位：前 17 位为数字，末位为数字或 X"),
    (
        lambda id_type, number, _today: id_type is IdType.RESIDENCE_PERMIT and number[:6] not in HOME_REGIONS,
        "港澳台居民居住证号码应以 810000、820000 或 830000 开头",
    ),
    (
        lambda id_type, number, _today: id_type is IdType.RESIDENT and number[:6] in HOME_REGIONS,
        "该号码属于港澳台居民居住证，请核对证件类型",
    ),
    (lambda id_type, number, _today: birth_date_of(id_type, number) is None, "号码中的出生日期不存在，请核对"),
    (
        lambda id_type, number, today: (birth_date_of(id_type, number) or today) > today,
        "号码中的出生日期晚于今天，请核对",
    ),
    (lambda _type, number, _today: check_character(number[:17]) != number[17], "校验位不正确，请核对每一位"),
)


def number_problem(id_type: IdType, number: str, today: date) -> str:
    """What is wrong with a number in its normal form, empty if nothing is."""
    if not number:
        return "请填写证件号码"
    if any(character.isspace() for character in number):
        return "证件号码中不能有空格"
    if FULL_WIDTH.search(number):
        return "请使用半角字符填写证件号码"
    if id_type in TELL_BIRTH:
        return next((words for is_wrong, words in FLAWS_OF_EIGHTEEN if is_wrong(id_type, number, today)), "")
    written = WRITTEN[id_type]
    return "" if written.form.fullmatch(number) else f"{id_type}号码{written.advice}"
