"""A load rehearsal as somebody starts it from outside: the command in a process of its own, and what it leaves behind."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.load.ledger import Act, Mark, read_entries

SEED = 3
PLAN = """\
name = "tiny"
population = 1000
scale = {scale}
{more}
[arrivals]
curve = "steady"
lasts_s = {lasts}

[journeys]
{journeys}

[areas]
{areas}

[thinking]
mean_s = 0

[crew]
handling_s = 0.01
pause_s = 0.1

[generator]
late_p99 = {late}
cpu = 5
drain_s = 120
"""


def a_plan_file(
    folder: Path,
    *,
    candidates: int = 6,
    lasts: float = 2,
    journeys: str = "enrolls = 1",
    areas: str = "on-site-pay = 1",
    late: float = 60,
    more: str = "",
) -> Path:
    """A plan whose generator may be as late as a busy machine makes it."""
    path = folder / "tiny.toml"
    text = PLAN.format(scale=candidates / 1000, lasts=lasts, journeys=journeys, areas=areas, late=late, more=more)
    path.write_text(text, "utf-8")
    return path


@dataclass(slots=True)
class Rehearsal:
    """A run that goes on, or is over."""

    process: subprocess.Popen[str]
    reports: Path
    told: str = ""

    def lines(self) -> Iterator[str]:
        """What it says, as it says it."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.told += line
            yield line

    def until(self, words: str) -> str:
        """The line that says this."""
        for line in self.lines():
            if words in line:
                return line
        raise AssertionError(f"expected it to say {words}, found it ended: {self.told}")

    def presses_enter(self) -> None:
        """What a person does who was waited for."""
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def ends(self) -> int:
        """Its exit code; nobody sits at the keyboard any more."""
        assert self.process.stdin
        self.process.stdin.close()
        for _ in self.lines():
            pass
        return self.process.wait()

    @property
    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.reports / "latest" / "results.json").read_text("utf-8"))
        return found

    def worker(self, number: int = 0) -> int:
        """The process id of a worker, which is a child of the command."""
        name = f"protocol-worker-{number}.pid"
        (path,) = self.reports.glob(f"2*/{name}")
        return int(path.read_text("utf-8"))

    def unanswered(self, act: Act, worker: str) -> set[int]:
        """Which of a worker's entries ask for something that has had no answer yet."""
        books = self.reports.glob(f"2*/ledger/{worker}.jsonl")
        entries = [entry for book in books for entry in read_entries(book) if entry.act is act]
        asked = {entry.seq for entry in entries if entry.mark is Mark.ASKED}
        return asked - {entry.seq for entry in entries if entry.mark is not Mark.ASKED}


def run(*words: object, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    command = [*before, sys.executable, "-m", "scenarios.cli", "load", *map(str, words)]
    return subprocess.Popen(  # noqa: S603 - a command of our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


@contextmanager
def rehearsed(plan: Path | str, reports: Path, *words: object) -> Iterator[Rehearsal]:
    """`rehearsal load`, which is seen off at the end in any case."""
    process = run(plan, "--reports", reports, "--seed", SEED, *words)
    try:
        yield Rehearsal(process, reports)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait()
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        process.stdout.close()
