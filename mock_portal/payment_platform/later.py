"""Doing something later in one background thread, which is started when it is first needed."""

import heapq
from collections.abc import Callable
from itertools import count
from threading import Condition, Thread
from time import monotonic

Act = Callable[[], None]


class Later:
    """A queue of acts with the moments at which they are due."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Act]] = []
        self._order = count()
        self._changed = Condition()
        self._thread: Thread | None = None

    def __call__(self, seconds: float, act: Act) -> None:
        """Do ``act`` in so many seconds, unless the program ends before."""
        with self._changed:
            heapq.heappush(self._due, (monotonic() + seconds, next(self._order), act))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="platform-later", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            self._next()()

    def _next(self) -> Act:
        with self._changed:
            while not self._due or self._due[0][0] > monotonic():
                self._changed.wait(self._due[0][0] - monotonic() if self._due else None)
            return heapq.heappop(self._due)[2]
