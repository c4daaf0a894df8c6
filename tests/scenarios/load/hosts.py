"""Another host for tests: a network namespace behind a cable, or a second loopback address where none may be made."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The address of this host as the other one sees it, and what to put before a command so that it runs there."""

    here: str
    prefix: tuple[str, ...]


def may(*words: str) -> bool:
    """Does something to the network; whether that was allowed."""
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - ours


@contextmanager
def another_host() -> Iterator[Elsewhere]:
    """A host with an address, a routing table and a loopback of its own, for as long as it is used."""
    ip, name = shutil.which("ip") or "", f"load{uuid4().hex[:6]}"
    here, there = f"{name}h", f"{name}t"
    if not ip or not may(ip, "netns", "add", name):
        yield Elsewhere("127.0.0.2", ())
        return
    number = int(name[4:], 16) % 250 + 1
    try:
        done = (
            may(ip, "link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
            and may(ip, "addr", "add", f"10.213.{number}.1/30", "dev", here)
            and may(ip, "link", "set", here, "up")
            and may(ip, "-n", name, "addr", "add", f"10.213.{number}.2/30", "dev", there)
            and may(ip, "-n", name, "link", "set", there, "up")
        )
        yield Elsewhere(f"10.213.{number}.1", (ip, "netns", "exec", name)) if done else Elsewhere("127.0.0.2", ())
    finally:
        may(ip, "link", "del", here)
        may(ip, "netns", "del", name)
