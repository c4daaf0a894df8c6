"""Arranges the past of everybody who needs one, several at once, before anybody arrives."""

import threading
from collections.abc import Callable, Iterable, Iterator

from scenarios.load.crowd.injector import Spawn
from scenarios.load.crowd.parts import Part

AT_ONCE = 6


class Arranging:
    """Strands that take one part after the other until none is left, or one cannot be arranged."""

    def __init__(self, parts: Iterable[Part], arrange: Callable[[Part], None]) -> None:
        self._parts: Iterator[Part] = iter(parts)
        self._arrange = arrange
        self._lock = threading.Lock()
        self._at_work = AT_ONCE
        self.done = 0
        self.problem: Exception | None = None

    @property
    def over(self) -> bool:
        """Whether everything is arranged, or will not be: see ``problem``."""
        return not self._at_work

    def begins(self, spawn: Spawn) -> None:
        """Sets the strands going."""
        for _ in range(AT_ONCE):
            spawn(self._works)

    def _works(self) -> None:
        try:
            while part := self._next():
                self._arrange(part)
                self.done += 1
        except Exception as problem:  # noqa: BLE001  it is told where somebody waits for it
            self.problem = self.problem or problem
        with self._lock:
            self._at_work -= 1

    def _next(self) -> Part | None:
        with self._lock:
            return None if self.problem else next(self._parts, None)
