"""Reading what was typed at a desk: times, amounts, counts and lists of materials, each with a clear message if wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from mock_portal.domain.area import KIB, MaterialKind
from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.rules.standing import clock_time, moment
from mock_portal.domain.rules.typed import shows_nothing

MOMENT = re.compile(r"(20\d{2}-\d{2}-\d{2})[ T](\d{2}:\d{2})", re.ASCII)
AMOUNT = re.compile(r"\d{1,6}(\.\d{1,2})?", re.ASCII)
COUNT = re.compile(r"\d{1,6}", re.ASCII)
MATERIAL = re.compile(r"([^，]{1,60})，(必传|选传)，(\d{1,2})个，(\d{1,5})KB", re.ASCII)
NEVER = datetime(1970, 1, 1, tzinfo=BEIJING)


@dataclass(slots=True)
class Reader:
    """The texts of one form; what cannot be read is noted under the field's name and read as something harmless."""

    texts: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was typed, without blanks around it."""
        return self.texts.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.text(name) == "yes"

    def complain(self, name: str, problem: str | None) -> None:
        """Note what is wrong with a field, unless something is noted already."""
        if problem:
            self.problems.setdefault(name, problem)

    def moment(self, name: str, before: datetime) -> datetime:
        """A time such as 2023-01-12 24:00; one that was left as it stood keeps its seconds."""
        typed = self.text(name)
        if typed in {moment(before), clock_time(before)}:
            return before
        read = _moment(typed)
        if read is None:
            self.complain(name, "请填写时间，例如 2023-01-12 24:00")
        return read or NEVER

    def amount(self, name: str) -> int:
        """An amount in yuan, as fen."""
        typed = self.text(name)
        if not AMOUNT.fullmatch(typed):
            self.complain(name, "请填写金额，例如 61 或 61.50")
            return 0
        return int(Decimal(typed) * 100)

    def count(self, name: str) -> int:
        """A whole number."""
        typed = self.text(name)
        if not COUNT.fullmatch(typed):
            self.complain(name, "请填写整数")
            return 0
        return int(typed)

    def required(self, name: str, label: str, longest: int) -> str:
        """A text that must be there."""
        typed = self.text(name)
        if shows_nothing(typed) or len(typed) > longest:
            self.complain(name, f"请填写{label}，不超过{longest}字")
        return typed

    def materials(self, name: str) -> tuple[MaterialKind, ...]:
        """Kinds of material, one a line, such as 毕业证书，必传，2个，2048KB."""
        lines = [line.strip().replace(",", "，") for line in self.text(name).splitlines() if line.strip()]
        kinds = [_material(line) for line in lines]
        names = [kind.name for kind in kinds if kind]
        if None in kinds:
            wrong = lines[kinds.index(None)]
            self.complain(name, f"无法识别“{wrong}”，每行应如：毕业证书，必传，2个，2048KB")
        if len(set(names)) < len(names):
            self.complain(name, "材料名称不能重复")
        return tuple(kind for kind in kinds if kind)


def _moment(typed: str) -> datetime | None:
    match = MOMENT.fullmatch(typed)
    if match is None:
        return None
    at_midnight = match[2] == "24:00"
    try:
        day = datetime.strptime(f"{match[1]} {'00:00' if at_midnight else match[2]}", "%Y-%m-%d %H:%M")  # noqa: DTZ007
    except ValueError:
        return None
    return day.replace(tzinfo=BEIJING) + (timedelta(days=1) if at_midnight else timedelta())


def _material(line: str) -> MaterialKind | None:
    match = MATERIAL.fullmatch(line)
    if match is None or int(match[3]) < 1 or int(match[4]) < 1:
        return None
    return MaterialKind(match[1].strip(), match[2] == "必传", int(match[3]), int(match[4]) * KIB)
