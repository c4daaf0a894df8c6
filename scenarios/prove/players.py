"""Players: processes of their own that keep everything imported and play one job after the other."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Protocol, Self

from scenarios.errors import Misuse
from scenarios.prove.trial import Job, Played

GRACE_SECONDS = 10.0


class Agenda(Protocol):
    """Knows what is to be played next."""

    def next(self) -> Job | None:
        """A job; none if there is nothing to do, or nothing before something else has been heard of."""

    def hear(self, played: Played) -> None:
        """Learns what became of a job."""


class Players:
    """So many processes that play; they are forks of this one, so that whatever was collected need not be again."""

    def __init__(self, count: int, play: Callable[[Job], Played], prepare: Callable[[], None]) -> None:
        try:
            context = multiprocessing.get_context("fork")
        except ValueError:
            raise Misuse("expected a system that can fork processes, found none; prove on Linux or macOS") from None
        self._context, self._play, self._prepare = context, play, prepare
        self._processes: dict[Connection, ForkProcess] = {}
        for _ in range(count):
            self._fork()

    def _fork(self) -> Connection:
        """One more player."""
        ours, theirs = self._context.Pipe()
        inherited = [*self._processes, ours]
        process = self._context.Process(target=answer, args=(theirs, inherited, self._play, self._prepare), daemon=True)
        process.start()
        theirs.close()
        self._processes[ours] = process
        return ours

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._processes:
            connection.close()
        for process in self._processes.values():
            process.join(GRACE_SECONDS)
            if process.is_alive():
                process.terminate()

    def play(self, agenda: Agenda, seconds: float | None = None) -> Iterator[Played]:
        """Plays until the agenda has nothing more; each job that ended is told to the agenda first, then to the caller.

        A player that ends has another one take its place; a job in the middle of which it ends has come to nothing.

        Raises:
            TimeoutError: nothing was heard for so many seconds.
            Misuse: a player found that nothing more can be played.
        """
        idle, busy = list(self._processes), dict[Connection, Job]()
        while True:
            while idle and (job := agenda.next()):
                busy[self._handed_over(idle.pop(), job)] = job
            if not busy:
                return
            heard_of = [connection for connection in wait(busy, seconds) if isinstance(connection, Connection)]
            if not heard_of:
                raise TimeoutError(f"expected to hear from a player within {seconds:g} s, found silence")
            for ready in heard_of:
                told = self._heard(ready, busy.pop(ready))
                if told.outcome == "over":
                    raise Misuse(told.headline)
                idle.append(ready if ready in self._processes else self._fork())
                agenda.hear(told)
                yield told

    def _handed_over(self, connection: Connection, job: Job) -> Connection:
        """Who has the job then: another player, if this one ended while it had nothing to do."""
        try:
            connection.send(job)
        except OSError:
            self._ended(connection)
            connection = self._fork()
            connection.send(job)
        return connection

    def _heard(self, connection: Connection, job: Job) -> Played:
        try:
            told: Played = connection.recv()
        except (EOFError, OSError):
            code = self._ended(connection)
            words = f"expected a player to play it to its end, found that the player ended with {code}"
            return Played(job, "misuse", words, 0.0)
        return told

    def _ended(self, connection: Connection) -> int | None:
        """Forgets a player that has ended; its exit code."""
        process = self._processes.pop(connection)
        connection.close()
        process.join(GRACE_SECONDS)
        return process.exitcode


def played(job: Job, play: Callable[[Job], Played]) -> Played:
    """What became of a job; if nobody could tell, as when a scenario is being rewritten meanwhile, it says nothing."""
    try:
        return play(job)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the next job is to be played all the same
        return Played(job, "misuse", f"{type(problem).__name__}: {problem}", 0.0)


def answer(
    connection: Connection, inherited: list[Connection], play: Callable[[Job], Played], prepare: Callable[[], None]
) -> None:
    """What a player does: plays what it is told until nobody tells it any more."""
    # A fork holds the director's ends too, and would not see them closed as long as it keeps them.
    for one in inherited:
        one.close()
    # Ctrl-C is the director's business, who closes the connections.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the director's last word, which needs no answer
    prepare()
    while True:
        # Whoever directs may have been ended without a word.
        try:
            job: Job = connection.recv()
            connection.send(played(job, play))
        except (EOFError, OSError):
            return
