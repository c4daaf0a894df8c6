"""Section injector: how late a busy worker lets candidates in, and what each of a hundred thousand costs it against each of a thousand."""

import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

from scenarios.actors import Candidate
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.kept import KeptConnections
from scenarios.story import Story
from tests.benchmarks.figures import Figure
from tests.benchmarks.generator import Recorded, Recorder
from tests.benchmarks.journey import AREA, OneKind, a_newcomer, a_portal_of_its_own
from tests.benchmarks.virtual import Kept, Who, answered, plain

FEW, MANY = 1_000, 100_000
PILOTS_PER_S = 80.0  # slow enough for any machine
ROUNDS, CROWD = 5, 3_000
BUSY = 0.7
LATE_S = 0.02
AT_MOST, FLAT = 1.1, 1.05
MEBIBYTE = 2**20


def recorded() -> Recorded:
    """Somebody who has submitted comes again to look, on a portal that is stopped afterwards."""
    with a_portal_of_its_own(processes=1) as (target, _):
        wire = KeptConnections()
        candidate = a_newcomer(target, "http", lambda: HttpDriver(wire))
        candidate.gets_ready()
        candidate.submits()
        recorder, story = Recorder(wire), Story()
        again = Candidate(candidate.profile, target, story, OneKind("http", lambda: HttpDriver(recorder), story))
        again.lives_in(AREA)
        again.project = candidate.project
        again.signs_in()  # what follows is the crowd's journey of those who look
        again.sees_flow()
        again.sees_flow()
        wire.close()
    return Recorded(again, recorder.kept)


def played(path: Path, candidates: int, per_s: float) -> dict[str, float]:
    """What so many cost a worker at such a rate."""
    words = [sys.executable, "-m", "tests.benchmarks.stripe", str(path), str(candidates), str(per_s)]
    found: dict[str, float] = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603 - ours
    return found


def figures(told: Callable[[str], None], *, many: int = MANY) -> list[Figure]:
    """Rounds of a busy worker, then a hundred thousand between twice a thousand."""
    journey = recorded()
    who = Who(journey.candidate.profile, plain(journey.candidate.target), journey.candidate.project)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "journey.pickle"
        path.write_bytes(pickle.dumps(Kept(who, journey.exchanges)))
        with answered(path, "--to-each"):
            per_s = BUSY * 1000 / played(path, FEW, PILOTS_PER_S)["ms"]
            what = f"of {len(journey.exchanges)} requests at {per_s:.0f} a second"
            return [lateness(path, per_s, told), *growth(path, per_s, many, what, told)]


def lateness(path: Path, per_s: float, told: Callable[[str], None]) -> Figure:
    """How late candidates begin at a rate that keeps the worker busy."""
    rounds = [heard(path, CROWD, per_s, told) for _ in range(ROUNDS)]
    return Figure(
        "injector",
        f"how late at p99 candidates begin, worker {median(run['busy'] for run in rounds):.0%} busy, against {LATE_S * 1000:.0f} ms",
        tuple(run["late_s"] / LATE_S for run in rounds),
        1.0,
        note=f"{median(run['late_s'] for run in rounds) * 1000:.1f} ms",
    )


def growth(path: Path, per_s: float, many: int, what: str, told: Callable[[str], None]) -> list[Figure]:
    """What a hundred thousand cost, and what is left of them in memory."""
    before, crowd, after = (heard(path, candidates, per_s, told) for candidates in (FEW, many, FEW))
    return [
        Figure(
            "injector",
            f"{many} journeys {what}, against {FEW}: CPU per candidate",
            (crowd["ms"] / before["ms"], crowd["ms"] / after["ms"]),
            AT_MOST,
            note=f"{crowd['ms']:.2f} ms against {mean((before['ms'], after['ms'])):.2f}",
        ),
        Figure(
            "injector",
            f"memory that the worker needs after {many} journeys, against after {FEW} of them",
            (crowd["late_bytes"] / crowd["early_bytes"],),
            FLAT,
            note=f"{crowd['late_bytes'] / MEBIBYTE:.0f} MiB against {crowd['early_bytes'] / MEBIBYTE:.0f} MiB",
        ),
    ]


def heard(path: Path, candidates: int, per_s: float, told: Callable[[str], None]) -> dict[str, float]:
    """One run, and what is told of it."""
    run = played(path, candidates, per_s)
    told(
        f"injector, {candidates} candidates at {per_s:.0f} a second: {run['ms']:.2f} ms of CPU each, "
        f"{run['busy']:.0%} busy, {run['late_s'] * 1000:.1f} ms late at p99"
    )
    return run
