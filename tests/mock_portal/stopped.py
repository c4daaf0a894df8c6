"""Watches over one process each, told to stop at each line that is run while they wait, one line after the other.

A process of its own: a watch waits for whatever child there is, and has signals to itself.
"""

import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from mock_portal import server

MOMENTS = 40


class Idle(server.Service):
    """Does nothing until it is ended."""

    def start(self) -> int:
        return subprocess.Popen(["sleep", "60"]).pid  # noqa: S607  wherever it is


def stops_at(moment: int) -> Callable[[FrameType, str, object], Any]:
    """Sends the signal when so many lines have been run."""
    left = moment

    def look(_frame: FrameType, event: str, _what: object) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                sys.settrace(None)
                signal.raise_signal(signal.SIGTERM)
        return look

    return look


def main() -> int:
    """The worst exit status of all watches."""
    server.TICK_SECONDS = 0.001  # so that every line of a turn comes soon
    return max(status_of(stops_at(moment)) for moment in range(MOMENTS))


def status_of(stopper: Callable[[FrameType, str, object], Any]) -> int:
    """How a watch ends whom this tells to stop."""
    watch = server.Watch([Idle("idle", (), lambda: None)], every_tick=lambda: None)
    return watch.run(lambda: sys.settrace(stopper))


if __name__ == "__main__":
    sys.exit(main())
