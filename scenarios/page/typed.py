"""What browsers make of the text in inputs of a type: what cannot be meant there is empty, the rest is written in one way."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TYPES = """
    hidden text search tel url email password date month week time datetime-local number range color checkbox radio
    file submit image reset button
"""
INPUT_TYPES = frozenset(_TYPES.split())
ONE_LINE = frozenset({"text", "search", "tel", "password", "url", "email"})
ASCII_SPACES = "\t\n\f\r "

DATE = re.compile(r"([0-9]{4,6})-([0-9]{2})-([0-9]{2})")
MONTH = re.compile(r"([0-9]{4,6})-([0-9]{2})")
WEEK = re.compile(r"([0-9]{4,6})-W([0-9]{2})")
TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]{1,3})?))?")
NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
COLOR = re.compile(r"#[0-9a-fA-F]{6}")

LARGEST_EXPONENT = 308  # of the numbers that browsers calculate with
EPOCH = date(1970, 1, 1).toordinal()
CYCLE = 400  # years after which the calendar repeats itself
DAYS_OF_CYCLE = 146097
LAST_YEAR = 275760
HOURS, SIXTY = 24, 60


def sanitised(kind: str, text: str, attributes: Mapping[str, str | None]) -> str:
    """The text as an input of this type holds it."""
    if kind in ONE_LINE:
        text = text.replace("\r", "").replace("\n", "") if "\n" in text or "\r" in text else text
        return _trimmed(kind, text, attributes) if kind in {"url", "email"} else text
    if kind == "color":
        return text.lower() if COLOR.fullmatch(text) else "#000000"
    if kind == "range":
        return _in_range(text, attributes)
    if kind == "datetime-local":
        text = text.replace(" ", "T", 1).removesuffix(":00") if text.count(":") > 1 else text.replace(" ", "T", 1)
    return text if kind not in NUMBERS or number_of(kind, text) is not None else ""


def number_of(kind: str, text: str) -> Fraction | None:
    """What browsers calculate with: days, months, seconds or the number itself; None where the text means nothing."""
    return NUMBERS[kind](text)


def _trimmed(kind: str, text: str, attributes: Mapping[str, str | None]) -> str:
    if kind == "email" and "multiple" in attributes:
        return ",".join(one.strip(ASCII_SPACES) for one in text.split(","))
    return text.strip(ASCII_SPACES)


def _number(text: str) -> Fraction | None:
    if not NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    if number.is_zero() or number.adjusted() < -LARGEST_EXPONENT:
        return Fraction(0)
    return Fraction(number) if number.adjusted() <= LARGEST_EXPONENT else None


def _days(text: str) -> Fraction | None:
    found = DATE.fullmatch(text)
    return _ordinal(*map(int, found.groups())) if found else None


def _ordinal(year: int, month: int, day: int) -> Fraction | None:
    """Days since 1970, in years that Python does not know, too."""
    cycles, rest = divmod(year, CYCLE)
    try:
        days = date(rest + CYCLE, month, day).toordinal() + (cycles - 1) * DAYS_OF_CYCLE
    except ValueError:
        return None
    return Fraction(days - EPOCH) if 0 < year <= LAST_YEAR else None


def _months(text: str) -> Fraction | None:
    found = MONTH.fullmatch(text)
    if not found or _ordinal(int(found[1]), int(found[2]), 1) is None:
        return None
    return Fraction((int(found[1]) - 1970) * 12 + int(found[2]) - 1)


def _weeks(text: str) -> Fraction | None:
    """Days from 1970 to the Monday of a week."""
    found = WEEK.fullmatch(text)
    if not found or _ordinal(int(found[1]), 1, 1) is None:
        return None
    year, week = int(found[1]), int(found[2])
    try:
        monday = date.fromisocalendar(year % CYCLE + CYCLE, week, 1).toordinal()
    except ValueError:
        return None
    return Fraction(monday + (year // CYCLE - 1) * DAYS_OF_CYCLE - EPOCH)


def _seconds(text: str) -> Fraction | None:
    found = TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), Fraction(found[3] or 0)
    fits = hours < HOURS and minutes < SIXTY and seconds < SIXTY
    return (hours * SIXTY + minutes) * SIXTY + seconds if fits else None


def _moment(text: str) -> Fraction | None:
    day, _, time = text.partition("T")
    days, seconds = _days(day), _seconds(time)
    return None if days is None or seconds is None else days * HOURS * SIXTY * SIXTY + seconds


NUMBERS: Mapping[str, Callable[[str], Fraction | None]] = {
    "number": _number,
    "range": _number,
    "date": _days,
    "month": _months,
    "week": _weeks,
    "time": _seconds,
    "datetime-local": _moment,
}


def limits(kind: str, attributes: Mapping[str, str | None]) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value; a limit that means nothing is none."""
    low, high = (number_of(kind, attributes.get(name) or "") for name in ("min", "max"))
    if kind != "range":
        return low, high
    least = low or Fraction(0)
    return least, max(least, Fraction(100) if high is None else high)


def step(kind: str, attributes: Mapping[str, str | None]) -> tuple[Fraction, Fraction] | None:
    """How far one value is from the next one, and where they begin; None where every value will do."""
    stated = (attributes.get("step") or "").lower()
    if stated == "any":
        return None
    width = _number(stated)
    if width is None or width <= 0:
        width = Fraction(60 if kind in {"time", "datetime-local"} else 1)
    elif kind in {"date", "month", "week"}:
        width = Fraction(max(1, round(width)))
    starts = (number_of(kind, attributes.get(name) or "") for name in ("min", "value"))
    begin = next((one for one in starts if one is not None), Fraction(-3 if kind == "week" else 0))
    return width * 7 if kind == "week" else width, begin


def _in_range(text: str, attributes: Mapping[str, str | None]) -> str:
    """A slider always stands somewhere: in the middle, where nothing else is said."""
    low, high = limits("range", attributes)
    assert low is not None
    assert high is not None
    value = _number(text)
    place = low + (high - low) / 2 if value is None else min(max(value, low), high)
    steps = step("range", attributes)
    if steps:
        width, begin = steps
        place = begin + (place - begin + width / 2) // width * width
        place = place - width if place > high else place
    return str(int(place)) if place.denominator == 1 else repr(float(place))
