"""Opening the store: one pool, reads without a transaction, writes that exclude each other where they must."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from mock_portal.store.schema import metadata

JSON_CODEC: dict[str, Any] = {
    "json_serializer": lambda value: msgspec.json.encode(value).decode(),
    "json_deserializer": msgspec.json.decode,
}


TRUSTED_SECONDS = 1.0  # so long after its last use a connection is taken to be alive without asking


class Kept:
    """Connections that stay open: the one that was used last comes first, and one that failed goes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[tuple[Connection, float]] = []  # and when each was last used

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """A connection for one thread's use."""
        connection = self._open()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.append((connection, monotonic()))

    def _open(self) -> Connection:
        try:
            connection, used = self._idle.pop()
        except IndexError:
            return self._engine.connect()
        if monotonic() - used < TRUSTED_SECONDS:
            return connection
        connection.close()  # back to the pool, which asks whether it is alive
        return self._engine.connect()

    def close(self) -> None:
        """Give them back to the pool."""
        while self._idle:
            self._idle.pop()[0].close()


class Turnstile:
    """Lets in one writer after the other, of all threads and processes, each as soon as the one before is out.

    SQLite's own way of waiting is to look again after a nap, and the naps grow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[int] = []  # descriptors, each with a lock of its own

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until nobody else is in."""
        try:
            held = self._idle.pop()
        except IndexError:
            held = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            fcntl.flock(held, fcntl.LOCK_UN)
            self._idle.append(held)

    def close(self) -> None:
        """Forget the descriptors."""
        while self._idle:
            os.close(self._idle.pop())


class Unusable(Exception):
    """A database that cannot be opened; says why in one line."""


class Store:
    """One database. ``reading`` sees each statement's latest data; ``writing`` is one transaction.

    On SQLite a writing transaction takes the write lock at its beginning, so that what it reads stays true until it commits; on
    PostgreSQL the use cases lock the enrollment's row (``for_update``). Each of so many ``threads`` has at most one connection
    for reading and one for writing.
    """

    def __init__(self, database: str, *, threads: int = 20) -> None:
        self.engine = _open(database, 2 * threads)
        self._on_sqlite = self.engine.dialect.name == "sqlite"
        # Our SQLite connections are in autocommit mode as they are; to set it anew each time would cost two pragmas.
        autocommit = self.engine if self._on_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._readers, self._writers = Kept(autocommit), Kept(self.engine)
        self._turnstile = _turnstile_of(self.engine)
        self._turn = self._turnstile.turn if self._turnstile else nullcontext

    def create_tables(self) -> None:
        """Make what is missing; safe to call on a store in use."""
        with self.writing() as tx:
            metadata.create_all(tx)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for reading."""
        return self._readers.one()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: commits at the end, rolls back when an exception leaves it."""
        with self._turn(), self._writers.one() as tx, tx.begin():
            if self._on_sqlite:
                tx.connection.cursor().execute("BEGIN IMMEDIATE")
            yield tx

    def close(self) -> None:
        """Give all connections back."""
        self._readers.close()
        self._writers.close()
        if self._turnstile:
            self._turnstile.close()
        self.engine.dispose()


def prepare(database: str) -> None:
    """Make the tables that a database lacks.

    Raises:
        Unusable: there is no such database, or it lets nobody in.
    """
    try:
        store = Store(database)
        store.create_tables()
        store.close()
    except (SQLAlchemyError, ImportError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise Unusable(str(cause).partition("\n")[0]) from error


def _open(database: str, pool_size: int) -> Engine:
    if not database.startswith("sqlite"):
        return create_engine(database, pool_size=pool_size, max_overflow=0, pool_pre_ping=True, **JSON_CODEC)
    in_memory = ":memory:" in database or database == "sqlite://"
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_size": pool_size, "max_overflow": 0}
    engine = create_engine(database, connect_args={"check_same_thread": False, "timeout": 30}, **options, **JSON_CODEC)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _turnstile_of(engine: Engine) -> Turnstile | None:
    """Beside the file of a store on SQLite."""
    if engine.dialect.name != "sqlite" or not engine.url.database or ":memory:" in engine.url.database:
        return None
    return Turnstile(Path(f"{engine.url.database}-turn"))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-4000"):
        connection.execute(f"PRAGMA {pragma}")
