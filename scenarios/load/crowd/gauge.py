"""How many are at something."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from scenarios.load.crowd.injector import Spawn


@dataclass(slots=True)
class Gauge:
    """How many are under way; counted from several strands."""

    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def spawns(self, spawn: Spawn, does: Callable[..., object], *args: object) -> None:
        """Counts somebody from now on, not only once their strand has come to run, until they are done."""
        with self.lock:
            self.count += 1
        spawn(self._does, does, *args)

    def _does(self, does: Callable[..., object], *args: object) -> None:
        try:
            does(*args)
        finally:
            with self.lock:
                self.count -= 1
