"""What is to be played against one mutant: scenario after scenario until one notices, or patience is at its end."""

import time
from collections import deque
from collections.abc import Iterable

from scenarios.prove.trial import Job, Played


class UntilNoticed:
    """Scenarios in this order, for so many seconds."""

    def __init__(self, numbers: Iterable[int], patience: float) -> None:
        self._ahead = deque(numbers)
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
        if played.outcome == "failed":
            self.noticed = self.noticed or played
        else:
            self.silent += 1
