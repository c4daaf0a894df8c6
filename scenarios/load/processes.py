"""Starts the conductor and its workers as processes of their own, and talks with the conductor."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from scenarios.errors import Misuse
from scenarios.load.account import Kind
from scenarios.load.engine.messages import Orders, Report, Score, decoded, encoded

GRACE_SECONDS = 10.0
GLANCE_SECONDS = 0.05
LAST_WORDS = 300
SIGNALLED = 128
UNPATCHED = {"LOCUST_SKIP_MONKEY_PATCH": "1"}


@dataclass(slots=True)
class Child:
    """A process of the rehearsal; what it complains of goes into its log."""

    name: str
    log: Path
    process: subprocess.Popen[str]

    @property
    def died(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    def last_words(self) -> str:
        """The end of its log."""
        lines = self.log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing said"]
        return f"{lines[-1][:LAST_WORDS]}; see {self.log}"

    def sees_off(self) -> None:
        """Waits until it has ended, and ends it if it takes too long."""
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(GRACE_SECONDS)


def begin(name: str, folder: Path, *words: str, more: dict[str, str] | None = None) -> Child:
    """Starts a module of the engine, in a session of its own so that Ctrl-C reaches the director alone."""
    log = folder / f"{name}.log"
    with log.open("w", encoding="utf-8") as complaints:
        process = subprocess.Popen(  # noqa: S603 - modules of our own
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(more or {})},
            start_new_session=True,
        )
    (folder / f"{name}.pid").write_text(f"{process.pid}\n", "utf-8")
    return Child(name, log, process)


def begin_worker(name: str, folder: Path, kind: Kind, host: str, port: int) -> Child:
    """Starts a worker on this machine, whose ledger is kept in the folder of the run."""
    where = ("--master-host", host, "--master-port", str(port), "--ledgers", str(folder / "ledger"))
    module = "scenarios.load.engine.worker"
    return begin(name, folder, module, "--kind", kind, *where, more=UNPATCHED if kind is Kind.BROWSER else None)


def play_for(host: str, port: int, workers: int) -> int:
    """Plays for a master on another machine with so many workers, until it sends them home; the worst of their exit codes."""
    words = [sys.executable, "-m", "scenarios.load.engine.worker", "--master-host", host, "--master-port", str(port)]
    processes = [subprocess.Popen(words) for _ in range(workers)]  # noqa: S603 - a module of our own
    return worst_of([process.wait() for process in processes])


def worst_of(codes: Iterable[int]) -> int:
    """The gravest exit code; whoever was killed by a signal counts as a shell would say it."""
    return max(SIGNALLED - code if code < 0 else code for code in codes)


@dataclass(slots=True)
class Conducting:
    """The conductor, as the director talks with it."""

    child: Child
    reports: Queue[Report | None] = field(default_factory=Queue)

    @classmethod
    def begin(cls, folder: Path, score: Score) -> "Conducting":
        """Starts it and tells it whom to wait for."""
        (folder / "ledger").mkdir(parents=True)
        conducting = cls(begin("conductor", folder, "scenarios.load.engine.conductor"))
        threading.Thread(target=conducting._listens, daemon=True).start()
        conducting._says(encoded(score))
        return conducting

    def orders(self, orders: Orders) -> None:
        """Tells it what to do; one that is gone hears nothing, which is noticed elsewhere."""
        with suppress(BrokenPipeError):
            self._says(encoded(orders))

    def hears(self) -> Iterator[Report]:
        """What it has said meanwhile, after a glance.

        Raises:
            Misuse: it has ended without saying so.
        """
        with suppress(Empty):
            report = self.reports.get(timeout=GLANCE_SECONDS)
            if report is None:
                raise Misuse(
                    f"expected the conductor to see the run through, found it ended: {self.child.last_words()}"
                )
            yield report

    def _says(self, line: str) -> None:
        pipe = pipe_of(self.child.process.stdin)
        pipe.write(line + "\n")
        pipe.flush()

    def _listens(self) -> None:
        for line in pipe_of(self.child.process.stdout):
            self.reports.put(decoded(line, Report))
        self.reports.put(None)


def pipe_of(end: IO[str] | None) -> IO[str]:
    """A pipe that was asked for is there."""
    assert end is not None
    return end
