"""Both files of records are read alike; whatever cannot be read is told with line and column."""

import re
from pathlib import Path

import pytest

from scenarios.errors import Misuse
from scenarios.load.ledger import Record, read_records

CENTER = (
    "\ufeff证件号码,姓名,状态,报名表版本,验证码,应缴金额,订单号,已收金额,已退金额,待退金额\r\n"
    "110101199001011237,张明,已缴费,2,AUV6K7CQBK02,280.00,7、8,560.00,0.00,280.00\r\n"
)
TEAM = (
    "id_number,state,version,code,due,orders,paid,refunded,refund_pending\n"
    "110101199001011237,paid,2,AUV6K7CQBK02,28000,7;8,56000,0,28000\n"
)
SAME = Record("110101199001011237", "paid", 2, "AUV6K7CQBK02", 28000, ("7", "8"), 56000, 28000)


def written(folder: Path, text: str) -> Path:
    path = folder / "records.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", [CENTER, TEAM], ids=["center", "team"])
def test_both_files_say_the_same(tmp_path: Path, text: str) -> None:
    assert list(read_records(written(tmp_path, text))) == [SAME]


def test_columns_that_a_team_has_not_are_not_told(tmp_path: Path) -> None:
    path = written(tmp_path, "state,id_number\nsubmitted,'110101199001011237\n\n")
    assert list(read_records(path)) == [Record("110101199001011237", "submitted")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id_number,code\n1,2\n", "expected the column state in .*, line 1, found id_number, code"),
        ("", "expected the column id_number in .*, line 1, found none"),
        (TEAM.replace("paid,2", "happy,2"), "expected draft, submitted.* line 2, column state, found happy"),
        (TEAM.replace(",28000,7", ",280.00,7"), "expected a whole number in .* line 2, column due, found 280.00"),
        (CENTER.replace("560.00", "560"), "expected an amount such as 280.00 in .* line 2, column 已收金额, found 560"),
        ("id_number,state\n,draft\n", "expected an ID number in .* line 2, column id_number, found nothing"),
        ('id_number,state,name\n1,draft,"Li\n2,draft,\n', "expected CSV in .*, found from line 2 on: unexpected end"),
        ('id_number,state,name\n1,draft,"Li"x\n', "expected CSV in .*, found from line 2 on: ',' expected after"),
        (f'id_number,state,name\n1,draft,"{"x" * 200_000}\n', "expected CSV in .*, found from line 2 on: field larger"),
        ('id_number,"state\n', "expected CSV in .*, found from line 1 on: unexpected end"),
        (TEAM.replace("56000,0", f"56000,{'9' * 5000}"), "expected a whole number in .* line 2, column refunded"),
        (CENTER.replace("280.00,7", f"{'9' * 5000}.00,7"), "expected an amount such as .* line 2, column 应缴金额"),
    ],
    ids=[
        "no state",
        "empty",
        "unknown state",
        "yuan for fen",
        "fen for yuan",
        "nobody",
        "quote left open",
        "more behind a quote",
        "quote left open for long",
        "quote left open in the header",
        "endless number",
        "endless amount",
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_column(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Misuse) as problem:
        list(read_records(written(tmp_path, text)))
    assert re.search(told, str(problem.value))
    assert problem.value.exit_code == 2


@pytest.mark.parametrize("content", [None, b"id_number,state\n\xff,draft\n"], ids=["no file", "not UTF-8"])
def test_a_file_that_cannot_be_opened_is_misuse(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "records.csv"
    if content:
        path.write_bytes(content)
    with pytest.raises(Misuse, match=r"see docs/records\.md"):
        list(read_records(path))
