"""What the portal has on record: the national center's file, or one that a team exported (docs/records.md)."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import Misuse, listing

STATES = (
    "draft",
    "submitted",
    "confirm-rejected",
    "confirmed",
    "site-passed",
    "review-rejected",
    "approved",
    "paid",
    "abandoned",
)
WORDS_OF_CENTER = dict(
    zip(
        (
            "未提交报名信息",
            "待报名确认",
            "确认不通过",
            "待考点初审",
            "待考区终审",
            "资格审核不通过",
            "资格审核通过",
            "已缴费",
            "自动放弃",
        ),
        STATES,
        strict=True,
    )
)
WHOLE = re.compile(r"[0-9]{1,18}")
YUAN = re.compile(r"([0-9]{1,18})\.([0-9]{2})")
LONGEST = 60  # of what is found, in a message


@dataclass(frozen=True, slots=True)
class Record:
    """One enrollment as the portal has it; amounts in fen; None, or empty, is what the file does not tell."""

    id_number: str
    state: str
    version: int | None = None
    code: str = ""
    due: int | None = None
    orders: tuple[str, ...] | None = None
    paid: int | None = None
    refunded: int = 0  # given back, or on its way back


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file calls its columns, its states and its amounts."""

    columns: Mapping[str, str]  # by what is read from them
    states: Mapping[str, str]
    in_fen: bool
    between_orders: str


TEAM = Layout(
    {
        name: name
        for name in ("id_number", "state", "version", "code", "due", "orders", "paid", "refunded", "refund_pending")
    },
    {state: state for state in STATES},
    in_fen=True,
    between_orders=";",
)
CENTER = Layout(
    {
        "id_number": "证件号码",
        "state": "状态",
        "version": "报名表版本",
        "code": "验证码",
        "due": "应缴金额",
        "orders": "订单号",
        "paid": "已收金额",
        "refunded": "已退金额",
        "refund_pending": "待退金额",
    },
    WORDS_OF_CENTER,
    in_fen=False,
    between_orders="、",
)
NEEDED = ("id_number", "state")


def read_records(path: Path) -> Iterator[Record]:
    """The records of a CSV file, one after the other.

    Raises:
        Misuse: the file is not there, lacks a column or holds a value that cannot be read; with line and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from records_in(file, str(path))
    except (OSError, UnicodeDecodeError) as problem:
        raise Misuse(f"expected records as a CSV file in UTF-8, found {path}: {problem}; see docs/records.md") from None


def records_in(lines: Iterable[str], name: str) -> Iterator[Record]:
    """The records of CSV lines; ``name`` is what messages call them."""
    rows = rows_in(lines, name)
    _, header = next(rows, (1, []))
    layout = CENTER if CENTER.columns["id_number"] in header else TEAM
    if missing := [layout.columns[each] for each in NEEDED if layout.columns[each] not in header]:
        raise Misuse(
            f"expected the column {missing[0]} in {name}, line 1, found {listing(header, 20)}; see docs/records.md"
        )
    places = {key: header.index(column) for key, column in layout.columns.items() if column in header}
    for line, row in rows:
        if row:
            yield Cells(row, places, layout, f"{name}, line {line}").record()


def rows_in(lines: Iterable[str], name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of CSV lines, each with the line on which it ends; a quote that is left open would swallow all that follow."""
    reader = csv.reader(lines, strict=True)
    begins = 1
    try:
        for row in reader:
            yield reader.line_num, row
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise Misuse(f"expected CSV in {name}, found from line {begins} on: {problem}; see docs/records.md") from None


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, and where it stands."""

    row: list[str]
    places: Mapping[str, int]
    layout: Layout
    whereabouts: str

    def record(self) -> Record:
        """The row as a record."""
        back = [self.amount(key) for key in ("refunded", "refund_pending")]
        return Record(
            id_number=self.text("id_number") or self._wrong("id_number", "an ID number"),
            state=self.layout.states.get(self.text("state")) or self._wrong("state", listing(self.layout.states)),
            version=self.number("version"),
            code=self.text("code"),
            due=self.amount("due"),
            orders=self.orders(),
            paid=self.amount("paid"),
            refunded=sum(each or 0 for each in back),
        )

    def text(self, key: str) -> str:
        """A cell, without the mark that keeps spreadsheets from taking it for a formula."""
        place = self.places.get(key, len(self.row))
        return self.row[place].strip().removeprefix("'") if place < len(self.row) else ""

    def number(self, key: str) -> int | None:
        """A cell that holds a whole number, or nothing."""
        text = self.text(key)
        if text and not WHOLE.fullmatch(text):
            self._wrong(key, "a whole number")
        return int(text) if text else None

    def amount(self, key: str) -> int | None:
        """A cell that holds an amount."""
        if self.layout.in_fen:
            return self.number(key)
        text = self.text(key)
        yuan = YUAN.fullmatch(text)
        if text and not yuan:
            self._wrong(key, "an amount such as 280.00")
        return int(yuan[1]) * 100 + int(yuan[2]) if yuan else None

    def orders(self) -> tuple[str, ...] | None:
        """The order numbers; None where the file does not tell of any."""
        if "orders" not in self.places:
            return None
        return tuple(each.strip() for each in self.text("orders").split(self.layout.between_orders) if each.strip())

    def _wrong(self, key: str, expected: str) -> str:
        column, found = self.layout.columns[key], self.text(key)[:LONGEST] or "nothing"
        raise Misuse(f"expected {expected} in {self.whereabouts}, column {column}, found {found}; see docs/records.md")
