"""Starts the portal under test, waits until it says where it is, and stops it by its own process id."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from scenarios.errors import Misuse
from scenarios.shapes import Misshapen, at, text
from scenarios.target import ORIGINS, Target

READY_SECONDS = 60.0
GRACE_SECONDS = 15.0
LAST_WORDS = 400


@dataclass(slots=True)
class Running:
    """A portal that was started for this run; everything it says after its addresses goes into a log."""

    target: Target
    process: subprocess.Popen[str]
    log: Path
    said: Queue[str] = field(default_factory=Queue)
    ready: Target | None = None

    def at_its_addresses(self) -> Target:
        """The target with the addresses that the portal announced; waits until it has.

        Raises:
            Misuse: it ended, or said nothing in time, or something else than its addresses.
        """
        if self.ready is None:
            self.ready = self._announced()
        return self.ready

    def _announced(self) -> Target:
        expected = f"expected {self.target.name} to start and to say where it is"
        try:
            line = self.said.get(timeout=READY_SECONDS)
        except Empty:
            raise Misuse(f"{expected} within {READY_SECONDS:g} s, found silence; see {self.log}") from None
        if not line:
            code = self.process.wait(GRACE_SECONDS)
            raise Misuse(f"{expected}, found it ended with {code}: {self._last_words()}; see {self.log}")
        return moved(self.target, line, expected)

    def _last_words(self) -> str:
        lines = self.log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing said"]
        return lines[-1][:LAST_WORDS]

    def dismiss(self) -> int | None:
        """Tells the portal to stop; the exit code if it had ended by itself before."""
        early = self.process.poll()
        if early is None:
            self.process.terminate()
        return early

    def wait(self) -> None:
        """Waits until the portal has ended, and ends it if it takes too long."""
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(GRACE_SECONDS)


def start(target: Target, log: Path) -> Running:
    """Starts the portal without waiting for it.

    Raises:
        Misuse: the target names no command, or one that cannot be run.
    """
    if not target.start:
        raise Misuse(f"expected target {target.name} to name a start command or addresses, found neither")
    command = [word.replace("{python}", sys.executable) for word in target.start]
    try:
        with log.open("w", encoding="utf-8") as errors:
            # A session of its own keeps Ctrl-C in the terminal from ending the portal before the scenarios.
            process = subprocess.Popen(  # noqa: S603 - the target file says what to start
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
    except OSError as problem:
        raise Misuse(f"expected to start {target.name} by `{' '.join(command)}`, found: {problem}") from problem
    running = Running(target, process, log)
    threading.Thread(target=listen, args=(process.stdout, running.said, log), daemon=True).start()
    return running


def listen(stdout: IO[str] | None, said: "Queue[str]", log: Path) -> None:
    """Passes the first line on, empty if there is none, and keeps the pipe from filling up with what follows."""
    assert stdout is not None
    with stdout:
        said.put(stdout.readline())
        for line in stdout:
            with log.open("a", encoding="utf-8") as file:
                file.write(line)


def moved(target: Target, line: str, expected: str) -> Target:
    """The target at the addresses of an announcement: one JSON object of origins by name, and the control token."""
    found = f"found {line.strip()[:LAST_WORDS]!r}"
    try:
        announced = json.loads(line)
        token = announced.pop("control_token", None)
        addresses = {**target.addresses, **ORIGINS(announced)}
        told = None if token is None else at("control_token", text, token)
    except (ValueError, AttributeError, TypeError):
        raise Misuse(f"{expected} as one line of JSON, {found}") from None
    except Misshapen as problem:
        raise problem.as_misuse(f"what {target.name} says of its addresses") from None
    if "portal" not in addresses:
        raise Misuse(f"{expected} under portal, {found}")
    return target.at(addresses, told or target.control_token)
