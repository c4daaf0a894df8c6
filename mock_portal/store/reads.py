"""Reads that nearly every request makes: written once for a kind of store, then sent by the driver's own cursor."""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, SelectBase

from mock_portal.store.statements import Words, words_of

Row = Any  # a named tuple whose names are those of the statement's columns
Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement for one kind of store, and how its answers become Python values."""

    words: Words
    readers: tuple[tuple[int, Reader], ...]
    row: Callable[[Sequence[Any]], Row]

    def rows(self, answers: Sequence[Sequence[Any]]) -> list[Row]:
        """What has come back, in Python's types."""
        if not self.readers:
            return list(map(self.row, answers))
        return [self.row(self._read(answer)) for answer in answers]

    def _read(self, answer: Sequence[Any]) -> Sequence[Any]:
        values = list(answer)
        for place, reader in self.readers:
            values[place] = reader(values[place])
        return values


class Read:
    """A SELECT. SQLAlchemy writes it and knows its types; running it each time costs a third of what it costs there."""

    def __init__(self, statement: SelectBase) -> None:
        self.statement = statement
        self._prepared: dict[str, Prepared] = {}

    def prepared(self, dialect: Dialect) -> Prepared:
        """The statement for one kind of store."""
        found = self._prepared.get(dialect.name)
        if found is None:
            found = self._prepared[dialect.name] = prepare(self.statement, dialect)
        return found

    def all(self, tx: Connection, **keys: Any) -> list[Row]:
        """Every row."""
        prepared = self.prepared(tx.dialect)
        cursor = tx.connection.cursor()
        cursor.execute(prepared.words.text, prepared.words.values(keys))
        answers = cursor.fetchall()
        cursor.close()
        return prepared.rows(answers)

    def one(self, tx: Connection, **keys: Any) -> Row | None:
        """The only row, None if there is none.

        Raises:
            ValueError: there are several.
        """
        found = self.all(tx, **keys)
        if len(found) > 1:
            raise ValueError(f"expected at most one row, found {len(found)}; ask for all of them")
        return found[0] if found else None


def prepare(statement: SelectBase, dialect: Dialect) -> Prepared:
    """Let SQLAlchemy write a statement for one kind of store."""
    columns = list(statement.selected_columns)
    named: Any = namedtuple  # noqa: PYI024  its fields are known only now
    row = named("Row", [column.name for column in columns], rename=True)
    readers = [(place, reader_of(column.type, dialect)) for place, column in enumerate(columns)]
    return Prepared(
        words=words_of(statement, dialect),
        readers=tuple((place, reader) for place, reader in readers if reader is not None),
        row=row._make,
    )


def reader_of(kind: Any, dialect: Dialect) -> Reader | None:
    """What makes a Python value of a stored one, None where the driver does."""
    reader: Reader | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return reader
