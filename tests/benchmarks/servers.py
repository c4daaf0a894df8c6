"""Applications behind the server that the portal is served by, one process each, whose CPU and memory are watched."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from typing import Any

from mock_portal.server import Service, listening_socket

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
ON_CPU, RESIDENT = 0, 1  # places in schedstat and statm
TIMES = slice(11, 15)  # in stat, after the name: user and system, own and of children that have ended
START_SECONDS = 30.0


class Worker:
    """The one worker process of an application, and the port on which it answers."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self.port = port

    def cpu_seconds(self) -> float:
        """CPU used so far by all its threads; the scheduler counts in nanoseconds, the process table only in ticks."""
        times = (thread.read_text("ascii") for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"))
        return sum(int(text.split()[ON_CPU]) for text in times) / 1e9

    def resident_bytes(self) -> int:
        """Memory that it holds now."""
        return int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[RESIDENT]) * PAGE_BYTES


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for thread in threads for child in thread.read_text("ascii").split()]
    yield from chain.from_iterable(map(family, children))


def cpu_of_family(pid: int) -> float:
    """CPU seconds of a process, of all that descend from it, and of those of them that have ended and were waited for."""
    return sum(_ticks(each) for each in family(pid)) / TICKS


def _ticks(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0  # It has ended since it was listed.
    return sum(map(int, words[TIMES]))


@contextmanager
def serving(make_app: Callable[[], Any], threads: int = 8) -> Iterator[Worker]:
    """An application in one worker process, as the portal is served; it is stopped afterwards."""
    listener = listening_socket("127.0.0.1", 0)
    port = listener.getsockname()[1]
    arbiter = Service("bench", (listener,), make_app, processes=1, threads=threads).start()
    listener.close()
    try:
        _wait_until_answering(port)
        yield Worker(_child_of(arbiter), port)
    finally:
        os.kill(arbiter, signal.SIGTERM)
        os.waitpid(arbiter, 0)


def _wait_until_answering(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        client = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        try:
            client.request("GET", "/health")
            client.getresponse().read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
        finally:
            client.close()


def _child_of(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    assert len(children) == 1, f"expected one worker of {pid}, found {children}"
    return int(children[0])
