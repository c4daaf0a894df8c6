"""Opening the store: one pool, reads without a transaction, writes that exclude each other where they must."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from mock_portal.store.schema import metadata

JSON_CODEC: dict[str, Any] = {
    "json_serializer": lambda value: msgspec.json.encode(value).decode(),
    "json_deserializer": msgspec.json.decode,
}


class Store:
    """One database. ``reading`` sees each statement's latest data; ``writing`` is one transaction.

    On SQLite a writing transaction takes the write lock at its beginning, so that what it reads stays true until it commits; on
    PostgreSQL the use cases lock the enrollment's row (``for_update``).
    """

    def __init__(self, database: str, *, pool_size: int = 20) -> None:
        self.engine = _open(database, pool_size)
        self._reader = self.engine.execution_options(**_reading_options(self.engine))

    def create_tables(self) -> None:
        """Make what is missing; safe to call on a store in use."""
        metadata.create_all(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self._reader.connect() as tx:
            yield tx

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: commits at the end, rolls back when an exception leaves it."""
        with self.engine.begin() as tx:
            yield tx

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _open(database: str, pool_size: int) -> Engine:
    if not database.startswith("sqlite"):
        return create_engine(database, pool_size=pool_size, max_overflow=0, pool_pre_ping=True, **JSON_CODEC)
    in_memory = ":memory:" in database or database == "sqlite://"
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_size": pool_size, "max_overflow": 0}
    engine = create_engine(database, connect_args={"check_same_thread": False, "timeout": 30}, **options, **JSON_CODEC)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _reading_options(engine: Engine) -> dict[str, Any]:
    """SQLite is in autocommit mode until we begin; setting it anew for each connection would cost two pragmas."""
    return {"reading": True} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
