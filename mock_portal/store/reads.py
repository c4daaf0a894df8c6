"""Reads that nearly every request makes: written once for a kind of store, then sent by the driver's own cursor."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, SelectBase

Row = Any  # a named tuple whose names are those of the statement's columns
Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement in the words of one kind of store, and how its answers become Python values."""

    text: str
    names: Sequence[str] | None  # the order of the values where they have no names
    constants: Mapping[str, Any]
    readers: tuple[tuple[int, Reader], ...]
    row: Callable[[Sequence[Any]], Row]

    def values(self, keys: Mapping[str, Any]) -> Any:
        """What goes with the text."""
        if self.constants:
            keys = {**self.constants, **keys}
        return [keys[name] for name in self.names] if self.names is not None else keys

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
    """A SELECT. SQLAlchemy writes it and knows its types; running it each time costs a third of what it costs there.

    Values are handed over as the driver takes them: numbers and texts.
    """

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
        cursor.execute(prepared.text, prepared.values(keys))
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
    compiled: Any = statement.compile(dialect=dialect)
    columns = list(statement.selected_columns)
    named: Any = namedtuple  # noqa: PYI024  its fields are known only now
    row = named("Row", [column.name for column in columns], rename=True)
    readers = [(place, reader_of(column.type, dialect)) for place, column in enumerate(columns)]
    return Prepared(
        text=str(compiled),
        names=compiled.positiontup,
        constants={name: value for name, value in compiled.params.items() if value is not None},
        readers=tuple((place, reader) for place, reader in readers if reader is not None),
        row=row._make,
    )


def reader_of(kind: Any, dialect: Dialect) -> Reader | None:
    """What makes a Python value of a stored one, None where the driver does."""
    reader: Reader | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return reader
