"""How many are at something."""

import threading
from dataclasses import dataclass, field


@dataclass(slots=True)
class Gauge:
    """How many are under way; counted from several strands."""

    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> None:
        with self.lock:
            self.count += 1

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.count -= 1
