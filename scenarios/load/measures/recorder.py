"""Notes what the candidates of one worker meet with; counted only when the worker sends its pulse."""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.pulse import Counts, Machine, Mistake, Outcome, Pulse, Tally

Note = tuple[Callable[..., None], Any, Any, Any]
MOST_CHARACTERS = 300


class Recorder:
    """Takes notes, one append each: cheap, and whole when threads share it.

    All durations are in seconds and count from an intended start, so that a late generator makes nothing look quick.
    """

    def __init__(self, since: float | None = None) -> None:
        self._notes: deque[Note] = deque()
        self._since = time.time() if since is None else since

    def planned(self, count: int) -> None:
        """So many arrivals' intended time has come."""
        self._notes.append((_planned, count, None, None))

    def started(self, late: float) -> None:
        """An arrival was begun, so many seconds after its intended time."""
        self._notes.append((_started, late, None, None))

    def ended(self, journey: str, seconds: float, outcome: Outcome) -> None:
        """A journey is over; an expected refusal is a success of the rehearsal."""
        self._notes.append((_ended, journey, seconds, outcome))

    def step(self, name: str, seconds: float, *, ok: bool = True) -> None:
        """A step of a journey is over."""
        self._notes.append((_step, name, seconds, ok))

    def failed(self, kind: str, example: str) -> None:
        """Something went wrong; kinds are short and few, such as ``502`` or ``no answer``."""
        self._notes.append((_failed, kind, example, None))

    def sees_queue(self, desk: str, waiting: int) -> None:
        """A desk has seen so many waiting."""
        self._notes.append((_sees_queue, desk, waiting, None))

    def vital(self, page: str, name: str, value: float) -> None:
        """A browser measured LCP, INP or TTFB in ms, or CLS."""
        self._notes.append((_vital, page, name, value))

    def pulse(self, worker: str, now: float, machine: Machine) -> Pulse:
        """All that was noted since the last pulse; what is noted meanwhile goes into this one or the next."""
        counts = Counts()
        notes = self._notes
        for _ in range(len(notes)):
            count, first, second, third = notes.popleft()
            count(counts, first, second, third)
        since, self._since = self._since, now
        return Pulse(worker, since, now, machine, counts)


def _planned(counts: Counts, count: int, *_: None) -> None:
    counts.planned += count


def _started(counts: Counts, late: float, *_: None) -> None:
    counts.started += 1
    counts.late.record(late)


def _ended(counts: Counts, journey: str, seconds: float, outcome: Outcome) -> None:
    tally = counts.journeys.get(journey) or counts.journeys.setdefault(journey, Tally())
    tally.seconds.record(seconds)
    tally.refused += outcome == "refused"
    tally.failed += outcome == "failed"


def _step(counts: Counts, name: str, seconds: float, ok: bool) -> None:  # noqa: FBT001 - played from a note, by place
    tally = counts.steps.get(name) or counts.steps.setdefault(name, Tally())
    tally.seconds.record(seconds)
    tally.failed += not ok


def _failed(counts: Counts, kind: str, example: str, _: None) -> None:
    counts.erred(kind, Mistake(1, example[:MOST_CHARACTERS]))


def _sees_queue(counts: Counts, desk: str, waiting: int, _: None) -> None:
    counts.queued(desk, waiting)


def _vital(counts: Counts, page: str, name: str, value: float) -> None:
    values = counts.vitals.get((page, name)) or counts.vitals.setdefault((page, name), Histogram())
    values.record(value)
