"""A ledger outlives whoever writes it."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from scenarios.errors import Misuse
from scenarios.load.ledger import Act, Book, Loose, Mark, Who, entries_of, read_entries
from scenarios.load.ledger.seeing import Seen

WRITES_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from scenarios.load.ledger import Act, Book, Who
book = Book(Path(sys.argv[1]))
for number in count():
    book.asks(Who(number, id_number=str(number)), Act.SUBMIT, str(number))
    if number == 100:
        print("written", flush=True)
"""


def test_entries_are_read_as_they_were_written(tmp_path: Path) -> None:
    book, who = Book(tmp_path / "w.jsonl", clock=lambda: 12.5), Who(7, id_number="x")
    seq = book.asks(who, Act.PAY, "x", Seen(amount=28000))
    book.hears(seq, who, Act.PAY, Mark.ACKNOWLEDGED, "x", Seen(order="o", amount=28000, words="付"))
    book.close()
    asked, heard = read_entries(book.path)
    assert (asked.mark, asked.at, asked.number, asked.about, asked.amount) == (Mark.ASKED, 12.5, 7, "x", 28000)
    assert (heard.seq, heard.order, heard.words) == (asked.seq, "o", "付")


def test_all_that_was_written_is_there_after_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    worker = subprocess.Popen([sys.executable, "-c", WRITES_FOR_EVER, path], stdout=subprocess.PIPE, text=True)  # noqa: S603
    with worker:
        assert worker.stdout
        assert worker.stdout.readline() == "written\n"
        worker.kill()
    assert worker.returncode == -signal.SIGKILL
    numbers = [entry.number for entry in read_entries(path)]
    assert len(numbers) > 100
    assert numbers == list(range(len(numbers)))


def test_a_torn_last_line_is_left_out(tmp_path: Path) -> None:
    book = Book(tmp_path / "w.jsonl")
    for number in range(3):
        book.asks(Who(number), Act.SUBMIT, str(number))
    torn = book.path.read_bytes()[:-20]
    book.path.write_bytes(torn)
    assert [entry.number for entry in read_entries(book.path)] == [0, 1]


def test_a_line_that_is_torn_elsewhere_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text('{"at": 1.0\n', "utf-8")
    with pytest.raises(Misuse, match=r"w\.jsonl, line 1"):
        list(read_entries(path))


def test_nobody_writes_into_the_ledger_of_another(tmp_path: Path) -> None:
    Book(tmp_path / "w.jsonl").close()
    with pytest.raises(Misuse, match="give each worker its own name"):
        Book(tmp_path / "w.jsonl")


def test_whoever_acts_once_the_book_is_closed_fails_before_anything_is_written_elsewhere(tmp_path: Path) -> None:
    book = Book(tmp_path / "w.jsonl")
    book.close()
    with tempfile.TemporaryFile() as other:  # which is given the number that the book had
        with pytest.raises(OSError, match="Bad file descriptor"):
            book.asks(Who(1), Act.PAY, "x")
        assert os.fstat(other.fileno()).st_size == 0


def test_the_books_of_a_run_are_read_in_the_order_of_time(tmp_path: Path) -> None:
    for name, times in (("a", [1.0, 4.0]), ("b", [2.0, 3.0])):
        ticks = iter(times)
        book = Book(tmp_path / f"{name}.jsonl", clock=lambda ticks=ticks: next(ticks))  # type: ignore[misc]
        for _ in times:
            book.asks(Who(1), Act.SUBMIT, "x")
    assert [(name, entry.at) for name, entry in entries_of(tmp_path)] == [
        ("a", 1.0),
        ("b", 2.0),
        ("b", 3.0),
        ("a", 4.0),
    ]


def test_a_book_that_comes_in_parts_is_one_when_all_of_it_has_come(tmp_path: Path) -> None:
    elsewhere, here = tmp_path / "there.jsonl", tmp_path / "here"
    here.mkdir()
    book, loose = Book(elsewhere), Loose(here)
    for number in range(2):
        book.asks(Who(number), Act.SUBMIT, "")
    first, second = elsewhere.read_text("utf-8").splitlines(keepends=True)
    loose.adds("w1", first)
    assert not list(entries_of(here)), "of a worker that is lost by now nobody would know how much is missing"
    loose.adds("w1", second)
    loose.binds("w1")
    assert [(name, entry.number) for name, entry in entries_of(here)] == [("w1", 0), ("w1", 1)]


def test_who_kept_its_book_here_has_nothing_to_be_bound(tmp_path: Path) -> None:
    Book(tmp_path / "w1.jsonl").asks(Who(7), Act.SUBMIT, "")
    Loose(tmp_path).binds("w1")
    assert [entry.number for _, entry in entries_of(tmp_path)] == [7]
