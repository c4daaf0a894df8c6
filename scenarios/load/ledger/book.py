"""A ledger that only grows: one write per entry, so that a killed worker leaves all but the last one whole."""

import os
import time
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import count
from pathlib import Path

import msgspec

from scenarios.errors import Misuse
from scenarios.load.ledger.entry import Act, Entry, Mark, Who
from scenarios.load.ledger.seeing import NOTHING_SEEN, Seen

ENDING = ".jsonl"


class Book:
    """One worker's ledger; may be shared by its threads and greenlets.

    Entries are in the hands of the operating system once written: they outlive the process, not a power cut.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Begins the book.

        Raises:
            Misuse: there is one already, which is somebody else's.
        """
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o644)
        except FileExistsError:
            raise Misuse(
                f"expected to begin the ledger {path}, found that it exists; give each worker its own name"
            ) from None
        self.path = path
        self._clock = clock
        self._numbers = count(1)
        self._encoder = msgspec.json.Encoder()

    def asks(self, who: Who, act: Act, about: str, seen: Seen = NOTHING_SEEN) -> int:
        """Before anything is sent: what is asked, as the page showed it. Gives the number for the answer."""
        seq = next(self._numbers)
        self._write(seq, who, act, Mark.ASKED, about, seen)
        return seq

    def hears(self, seq: int, who: Who, act: Act, mark: Mark, about: str, seen: Seen = NOTHING_SEEN) -> None:
        """What came of it."""
        self._write(seq, who, act, mark, about, seen)

    def close(self) -> None:
        """Ends the book: whoever acts from now on fails at once, and does not write into what is opened next."""
        file, self._file = self._file, -1
        os.close(file)

    def _write(self, seq: int, who: Who, act: Act, mark: Mark, about: str, seen: Seen) -> None:
        entry = Entry(self._clock(), seq, act, mark, about, who.number, who.role, *seen)
        line = self._encoder.encode(entry) + b"\n"
        if os.write(self._file, line) != len(line):
            raise Misuse(f"expected room for the ledger {self.path}, found the disk full")


class Loose:
    """Books that come in parts from other machines: each is a book of the run once all of it has come.

    Of a worker that was lost on the way nobody knows how much is missing: what has come is kept, and counts for nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def adds(self, name: str, text: str) -> None:
        """The next part."""
        with self._parts(name).open("a", encoding="utf-8") as file:
            file.write(text)

    def binds(self, name: str) -> None:
        """There is nothing to come any more."""
        if (parts := self._parts(name)).exists():
            parts.rename(self._folder / f"{name}{ENDING}")

    def _parts(self, name: str) -> Path:
        return self._folder / f"{name}{ENDING}.part"


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of a book in their order; a last line that was torn when its worker died is left out.

    Raises:
        Misuse: any other line is none of a ledger.
    """
    decode = msgspec.json.Decoder(Entry).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decode(line)
            except msgspec.DecodeError as problem:
                if not line.endswith(b"\n"):
                    return
                raise Misuse(f"expected an entry in {path}, line {number}, found: {problem}") from None


def entries_of(folder: Path) -> Iterator[tuple[str, Entry]]:
    """The entries of all books of a run in the order of their time, each with its book's name."""
    return merge(*(_named(path) for path in sorted(folder.glob(f"*{ENDING}"))), key=lambda each: each[1].at)


def _named(path: Path) -> Iterator[tuple[str, Entry]]:
    return ((path.stem, entry) for entry in read_entries(path))
