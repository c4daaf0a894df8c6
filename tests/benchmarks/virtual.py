"""Section virtual: what a virtual candidate costs its worker, next to a hand-written Locust script that sends the same requests."""

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fixtures.people import Candidate as Profile
from scenarios.target import Target
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.generator import Exchange, recorded

ROUNDS = 5
GOAL = 0.6


@dataclass(frozen=True, slots=True)
class Who:
    """Whose journey it was."""

    profile: Profile
    target: Target
    project: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A recorded journey, as it is handed to other processes."""

    candidate: Who
    exchanges: list[Exchange]


@contextmanager
def answered(path: Path, *options: str) -> Iterator[None]:
    """A stub answers meanwhile."""
    words = [sys.executable, "-m", "tests.benchmarks.answering", str(path), *options]
    stub = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert stub.stdin
    assert stub.stdout
    stub.stdout.readline()
    try:
        yield
    finally:
        stub.stdin.close()
        stub.wait()
        stub.stdout.close()


def played(path: Path, way: str) -> float:
    """Milliseconds of CPU per request of a process that plays one way."""
    words = [sys.executable, "-m", "tests.benchmarks.crowding", str(path), way]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ours


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """CPU per request, everything in it that a worker does."""
    journey = recorded()
    who = Who(journey.candidate.profile, plain(journey.candidate.target), journey.candidate.project)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "journey.pickle"
        path.write_bytes(pickle.dumps(Kept(who, journey.exchanges)))
        with answered(path):
            ways = {"member": lambda: played(path, "member"), "hand": lambda: played(path, "hand")}
            costs = in_turns(rounds, ways, lambda words: told(f"virtual, milliseconds of CPU per request, {words}"))
    what = (
        f"a virtual candidate's {len(journey.exchanges)} requests against a hand-written FastHttpUser: CPU per request"
    )
    return [Figure("virtual", what, shares(costs["member"], costs["hand"]), GOAL)]


def plain(target: Target) -> Target:
    """The target in a form that can be pickled."""
    return replace(
        target,
        addresses=dict(target.addresses),
        paths=dict(target.paths),
        words=dict(target.words),
        refusals=dict(target.refusals),
        ledger=dict(target.ledger),
        disturbances=dict(target.disturbances),
    )
