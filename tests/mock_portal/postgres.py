"""A PostgreSQL server of the tests' own: made in a temporary folder, reached over a socket in it, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from pwd import getpwnam

import psycopg

ADVICE = (
    "expected PostgreSQL's initdb and pg_ctl on PATH or in /usr/lib/postgresql/*/bin, found none; install postgresql"
)
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses="
# What was committed has been written, though not to the disk: it outlives the server, not the machine.
SURE = "-c fsync=off -c synchronous_commit=on -c full_page_writes=off -c listen_addresses="


class Server:
    """A running server; ``new_database`` gives the address of an empty store."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self._folder = folder
        self._user = user
        self._numbers = count(1)

    def new_database(self) -> str:
        """An empty store of its own for one test: a schema, which is made far sooner than a database."""
        name = f"portal_{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"')
        return f"postgresql+psycopg://rehearsal@/postgres?host={self._folder}&options=-csearch_path%3D{name}"

    def crashes(self) -> None:
        """All its processes end at once, in the middle of whatever they do, and it starts again."""
        self.control("-m", "immediate", "-w", "restart")

    def control(self, *words: str) -> None:
        """Tell the server something."""
        run([program("pg_ctl"), "-D", str(self._folder / "data"), "-l", str(self._folder / "log"), *words], self._user)

    def _address(self, database: str) -> str:
        return f"host={self._folder} user=rehearsal dbname={database}"


def program(name: str) -> str:
    """Where a program of PostgreSQL is.

    Raises:
        FileNotFoundError: it is not installed; the message says what to install.
    """
    newest_first = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or next(map(str, newest_first), None)
    if found is None:
        raise FileNotFoundError(ADVICE)
    return found


def ordinary_user() -> str | None:
    """Whom to start the server as: it refuses to run as root; None if we are somebody else already."""
    if os.geteuid() != 0:
        return None
    try:
        return getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def run(arguments: list[str], user: str | None) -> None:
    """Run a program as ``user`` and wait for it, its words kept out of the tests' output."""
    subprocess.run(  # noqa: S603  a program of our own choice
        arguments,
        user=user,
        group=getpwnam(user).pw_gid if user else None,
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def a_server(options: str = QUICK) -> Iterator[Server]:
    """A server for as long as the context lasts."""
    user = ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if user:
        shutil.chown(folder, user)
    server = Server(folder, user)
    try:
        run(
            [
                program("initdb"),
                "-D",
                str(folder / "data"),
                "-U",
                "rehearsal",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "-N",
            ],
            user,
        )
        server.control("-o", f"{options} -c unix_socket_directories={folder}", "-w", "start")
        try:
            yield server
        finally:
            server.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
