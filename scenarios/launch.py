"""Starts the portal under test, waits until it says where it is, and stops it with all that it has started."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from scenarios.errors import Misuse
from scenarios.shapes import Misshapen, at, text
from scenarios.target import ORIGINS, Target

READY_SECONDS = 60.0
GRACE_SECONDS = 15.0
GLANCE_SECONDS = 0.05
LAST_WORDS = 400
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows ends processes in one way only


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
            raise Misuse(f"{expected}, found {self._why_silent()}; see {self.log}")
        return moved(self.target, line, expected)

    def _why_silent(self) -> str:
        try:
            return f"it ended with {self.process.wait(GRACE_SECONDS)}: {self._last_words()}"
        except subprocess.TimeoutExpired:
            return "that it has closed its output"

    def _last_words(self) -> str:
        lines = self.log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing said"]
        return lines[-1][:LAST_WORDS]

    def dismiss(self) -> int | None:
        """Tells the portal to stop, with all that it has started; the exit code if it had ended by itself before."""
        early = self.process.poll()
        self._signals(signal.SIGTERM)
        return early

    def wait(self) -> None:
        """Waits until nothing of the portal is left, and ends what takes too long."""
        deadline = time.monotonic() + GRACE_SECONDS
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE_SECONDS)
        while self._signals(0) and time.monotonic() < deadline:
            time.sleep(GLANCE_SECONDS)
        self._signals(KILL)
        self.process.wait(GRACE_SECONDS)

    def _signals(self, number: int) -> bool:
        """Whether anybody hears it: the portal, and what it has started, where a system knows such groups."""
        if not hasattr(os, "killpg"):
            self.process.terminate()
            return False
        try:
            os.killpg(self.process.pid, number)
        except OSError:
            return False
        return True


def start(target: Target, log: Path) -> Running:
    """Starts the portal without waiting for it.

    Raises:
        Misuse: the target names no command, or one that cannot be run.
    """
    if not target.start:
        raise Misuse(f"expected target {target.name} to name a start command or addresses, found neither")
    command = [word.replace("{python}", sys.executable) for word in target.start]
    try:
        with log.open("a", encoding="utf-8") as errors:
            # A session of its own keeps Ctrl-C in the terminal from ending the portal before the scenarios.
            process = subprocess.Popen(  # noqa: S603 - the target file says what to start
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                errors="replace",
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
            with suppress(OSError), log.open("a", encoding="utf-8") as file:  # the disk may be full
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
