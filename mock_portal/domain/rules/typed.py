"""What may be typed into a field of a form page, whatever it means: mandatory, length, digits, days, lists."""

import unicodedata
from collections.abc import Collection

from mock_portal.domain.catalogue.fields import FieldSpec, Kind
from mock_portal.domain.catalogue.sheet import read_date, read_month
from mock_portal.domain.terms import SUBJECTS

POSTCODE_DIGITS = 6
MOBILE_DIGITS = 11
CONTROLS = {"Cc", "Cs"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # which make a line read as it is not written
UNSEEN = {*CONTROLS, "Cf", "Zs", "Zl", "Zp"}
CHOSEN = {Kind.CHOICE, Kind.RADIO, Kind.CHECKBOX, Kind.CHECKBOXES}


def is_plain_number(text: str) -> bool:
    """Whether ``text`` is digits only, and none of them full-width."""
    return text.isascii() and text.isdigit()


def is_control(character: str) -> bool:
    """Whether a character is none to be read, or turns around how others are read."""
    return unicodedata.category(character) in CONTROLS or unicodedata.bidirectional(character) in TURNING


def shows_nothing(text: str) -> bool:
    """Whether nobody would see anything of ``text``: spaces, and characters that only steer others."""
    return all(unicodedata.category(c) in UNSEEN for c in text)


class TypedRules:
    """Formats. A method ``…_problem`` answers the words for the field, empty where nothing is wrong."""

    def missing_problem(self, spec: FieldSpec) -> str:
        """A mandatory field was left empty (R2.4c)."""
        return f"请选择{spec.label}" if spec.kind in CHOSEN else f"请填写{spec.label}"

    def format_problem(self, spec: FieldSpec, text: str, offered: Collection[str]) -> str:
        """What is wrong with ``text``, which is not empty; a list accepts what it offers and nothing else."""
        match spec.kind:
            case Kind.CHOICE | Kind.RADIO:
                return "" if text in offered else f"请从列表中选择{spec.label}"
            case Kind.DATE:
                return "" if read_date(text) else "请填写正确的日期，格式如 2023-01-31"
            case Kind.MONTH:
                return "" if read_month(text) else "请填写正确的年月，格式如 2018-06"
            case Kind.NUMBER:
                return self.number_problem(text, spec.max_length)
            case Kind.CHECKBOX:
                return ""
        return self.text_problem(text, spec.max_length, lines=spec.kind is Kind.TEXTAREA)

    def number_problem(self, text: str, most_digits: int) -> str:
        """A whole number in plain digits, of no more digits than make sense."""
        if not is_plain_number(text):
            return "请填写整数，使用半角数字"
        return f"最多{most_digits}位数字" if most_digits and len(text) > most_digits else ""

    def text_problem(self, text: str, max_length: int, *, lines: bool = False) -> str:
        """Free text that shows something, without control characters, whole, within the limit; a rare character counts as one."""
        if "\N{REPLACEMENT CHARACTER}" in text:
            return "含有无法识别的字符，请重新输入"
        if any(is_control(c) for c in text if not (lines and c == "\n")):
            return "含有不能使用的控制字符，请删除后重新输入"
        if text and shows_nothing(text):
            return "没有可见的文字，请重新输入"
        if max_length and len(text) > max_length:
            return f"最多{max_length}个字，现为{len(text)}个字"
        return ""

    def ticks_problem(self, ticks: Collection[str]) -> str:
        """At least one subject, and only subjects that exist (Q39)."""
        if not ticks:
            return "请至少选择一个报考科目"
        return "" if set(ticks) <= set(SUBJECTS) else "请从列表中选择报考科目"

    def postcode_problem(self, text: str) -> str:
        """邮编, if given, has six digits (R2.4.3b)."""
        holds = not text or (is_plain_number(text) and len(text) == POSTCODE_DIGITS)
        return "" if holds else "应为6位半角数字，也可不填"

    def mobile_problem(self, text: str) -> str:
        """手机, if given, is a mobile number of the mainland."""
        holds = is_plain_number(text) and len(text) == MOBILE_DIGITS and text[0] == "1" and text[1] >= "3"
        return "" if not text or holds else "应为以13至19开头的11位半角数字，也可不填"
