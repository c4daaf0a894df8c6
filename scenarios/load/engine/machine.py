"""What the process of a worker takes of the machine."""

import time
from pathlib import Path

from scenarios.load.measures.pulse import Machine

DESCRIPTORS = Path("/proc/self/fd")


class Meter:
    """Reads CPU time since it was read last, and open descriptors."""

    def __init__(self) -> None:
        self._cpu, self._at = time.process_time(), time.monotonic()

    def reading(self) -> Machine:
        """The share of one core since the last reading."""
        cpu, now = time.process_time(), time.monotonic()
        share = (cpu - self._cpu) / max(now - self._at, 1e-9)
        self._cpu, self._at = cpu, now
        return Machine(share, open_descriptors())


def open_descriptors() -> int:
    """How many files and sockets are open; 0 where nobody says."""
    return sum(1 for _ in DESCRIPTORS.iterdir()) if DESCRIPTORS.is_dir() else 0
