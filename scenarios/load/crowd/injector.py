"""Lets candidates in at their intended moments, however slow the portal has become."""

from collections.abc import Callable
from dataclasses import dataclass

from scenarios.load.crowd.arrivals import Arrivals

Spawn = Callable[..., object]
Sleep = Callable[[float], object]
Now = Callable[[], float]
LONGEST_SLEEP = 1.0  # seconds; whoever waits for a far moment hears within them that it is stopped


@dataclass(slots=True)
class Injector:
    """Walks through arrivals; each begins in a strand of its own, and nothing that happens there holds up the next one."""

    arrivals: Arrivals
    spawn: Spawn
    sleep: Sleep
    now: Now
    issued: int = 0
    stopped: bool = False

    def run(self, epoch: float, begin: Callable[[int, float], object]) -> None:
        """Calls ``begin`` with each candidate's number and intended moment, by the same clock as ``now``."""
        for moment, number in zip(self.arrivals.moments, self.arrivals.numbers, strict=True):
            intended = epoch + moment
            self.waits_until(intended)
            if self.stopped:
                return
            self.issued += 1
            self.spawn(begin, number, intended)

    def run_in_turn(self, epoch: float, end: float, play: Callable[[int, float], object]) -> None:
        """Plays one candidate after the other from the epoch to the end, each beginning when the one before is done."""
        self.waits_until(epoch)
        for number in self.arrivals.numbers:
            if self.stopped or self.now() >= end:
                return
            self.issued += 1
            play(number, self.now())

    def waits_until(self, moment: float) -> None:
        """Returns at this moment, or when it is stopped."""
        while not self.stopped and (ahead := moment - self.now()) > 0:
            self.sleep(min(ahead, LONGEST_SLEEP))
