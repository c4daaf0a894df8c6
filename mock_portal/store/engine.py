"""Opening the store: one pool, reads without a transaction, writes that exclude each other where they must."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from mock_portal.store.schema import metadata

JSON_CODEC: dict[str, Any] = {
    "json_serializer": lambda value: msgspec.json.encode(value).decode(),
    "json_deserializer": msgspec.json.decode,
}


TRUSTED_SECONDS = 1.0  # so long after its last use a connection is taken to be alive without asking


class Store:
    """One database. ``reading`` sees each statement's latest data; ``writing`` is one transaction.

    On SQLite a writing transaction takes the write lock at its beginning, so that what it reads stays true until it commits; on
    PostgreSQL the use cases lock the enrollment's row (``for_update``).
    """

    def __init__(self, database: str, *, pool_size: int = 20) -> None:
        self.engine = _open(database, pool_size)
        self._on_sqlite = self.engine.dialect.name == "sqlite"
        # Our SQLite connections are in autocommit mode as they are; to set it anew each time would cost two pragmas.
        self._reader = self.engine if self._on_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._idle: list[tuple[Connection, float]] = []  # open for reading, and when they were last used

    def create_tables(self) -> None:
        """Make what is missing; safe to call on a store in use."""
        with self.writing() as tx:
            metadata.create_all(tx)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading: the one that was used last, which stays open; one that failed goes."""
        tx = self._open_reader()
        try:
            yield tx
        except BaseException:
            tx.close()
            raise
        self._idle.append((tx, monotonic()))

    def _open_reader(self) -> Connection:
        try:
            tx, used = self._idle.pop()
        except IndexError:
            return self._reader.connect()
        if monotonic() - used < TRUSTED_SECONDS:
            return tx
        tx.close()  # back to the pool, which asks whether it is alive
        return self._reader.connect()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: commits at the end, rolls back when an exception leaves it."""
        with self.engine.begin() as tx:
            if self._on_sqlite:
                tx.connection.cursor().execute("BEGIN IMMEDIATE")
            yield tx

    def close(self) -> None:
        """Give all connections back."""
        while self._idle:
            self._idle.pop()[0].close()
        self.engine.dispose()


def _open(database: str, pool_size: int) -> Engine:
    if not database.startswith("sqlite"):
        return create_engine(database, pool_size=pool_size, max_overflow=0, pool_pre_ping=True, **JSON_CODEC)
    in_memory = ":memory:" in database or database == "sqlite://"
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_size": pool_size, "max_overflow": 0}
    engine = create_engine(database, connect_args={"check_same_thread": False, "timeout": 30}, **options, **JSON_CODEC)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-4000"):
        connection.execute(f"PRAGMA {pragma}")
