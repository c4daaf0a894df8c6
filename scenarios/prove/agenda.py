"""What is to be played next: everything once while nothing is broken, then every fault until it is noticed."""

from collections import deque
from collections.abc import Callable, Iterable

from scenarios.prove.trial import Job, Played, Trial


class Once:
    """Every scenario once, with nothing broken."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._ahead = deque(numbers)

    def next(self) -> Job | None:
        """The next scenario."""
        return Job(self._ahead.popleft()) if self._ahead else None

    def hear(self, played: Played) -> None:
        """Nothing depends on it."""


class Trials:
    """Every fault against its scenarios: a fault that somebody is busy with waits until nobody else has anything to do."""

    def __init__(self, trials: Iterable[Trial], ended: Callable[[Trial], object] | None = None) -> None:
        self._open = {trial.fault.name: trial for trial in trials}
        self._ended = ended
        for trial in list(self._open.values()):
            self._close_if_over(trial)

    def next(self) -> Job | None:
        """The next scenario of the fault with the fewest players."""
        for trial in sorted(self._open.values(), key=lambda trial: trial.in_play):
            if job := trial.next():
                return job
        return None

    def hear(self, played: Played) -> None:
        """Tells the trial that the job belongs to."""
        trial = self._open[played.job.faults[0]]
        trial.hear(played)
        self._close_if_over(trial)

    def _close_if_over(self, trial: Trial) -> None:
        if trial.over:
            del self._open[trial.fault.name]
            if self._ended:
                self._ended(trial)
