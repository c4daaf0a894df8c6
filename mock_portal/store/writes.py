"""Writes that a candidate's way is made of: written once for a kind of store, then sent by the driver's own cursor."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Table, Update, bindparam, insert, update

from mock_portal.store.statements import Words, words_of


class Write:
    """An INSERT, UPDATE or DELETE. SQLAlchemy writes it and knows its types; running it each time costs a third.

    What a constraint refuses comes as an error of the driver: where that can happen, SQLAlchemy runs the statement.
    """

    def __init__(self, statement: Insert | Update | Delete, columns: Iterable[str] = ()) -> None:
        self.statement = statement
        self._columns = list(columns)
        self._words: dict[str, Words] = {}

    def words(self, dialect: Dialect) -> Words:
        """The statement for one kind of store."""
        found = self._words.get(dialect.name)
        if found is None:
            found = self._words[dialect.name] = words_of(self.statement, dialect, self._columns)
        return found

    def run(self, tx: Connection, **keys: Any) -> None:
        """Send it."""
        self._sent(tx, keys).close()

    def returned(self, tx: Connection, **keys: Any) -> Any:
        """Send it; the one value that it gives back."""
        cursor = self._sent(tx, keys)
        (value,) = cursor.fetchone()
        cursor.close()
        return value

    def _sent(self, tx: Connection, keys: Mapping[str, Any]) -> Any:
        words = self.words(tx.dialect)
        cursor = tx.connection.cursor()
        cursor.execute(words.text, words.values(keys))
        return cursor


def row_of(table: Table) -> Write:
    """A new row, all of it given but its number."""
    return Write(insert(table), [column.name for column in table.columns if column.name != "id"])


@cache
def change_of(table: Table, columns: frozenset[str]) -> Write:
    """New values of some columns in the row whose id is ``changed``."""
    return Write(update(table).where(table.c.id == bindparam("changed")), sorted(columns))
