"""What is to be played against one mutant: scenario after scenario until one notices, or patience is at its end."""

import time
from collections import deque
from collections.abc import Callable, Iterable

from scenarios.prove.trial import Job, Played


class UntilNoticed:
    """Scenarios in this order, for so many seconds; a complaint that is an alarm, raised without a mutant too, is none."""

    def __init__(self, numbers: Iterable[int], patience: float, is_alarm: Callable[[Played], bool]) -> None:
        self._ahead = deque(numbers)
        self._is_alarm = is_alarm
        self._until = time.monotonic() + patience
        self.noticed: Played | None = None
        self.silent = 0

    def next(self) -> Job | None:
        """The next scenario."""
        if self.noticed or not self._ahead or time.monotonic() > self._until:
            return None
        return Job(self._ahead.popleft())

    def hear(self, played: Played) -> None:
        """Takes note of what became of a scenario; one that could not be played at all has not noticed anything."""
        if self.noticed:
            return
        if played.outcome == "failed" and not self._is_alarm(played):
            self.noticed = played
        else:
            self.silent += 1
