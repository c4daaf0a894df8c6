"""Section start: one trivial scenario, from key press to exit, the start of portal and browser included."""

from collections.abc import Callable
from statistics import median

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.runs import Run, rehearsal

ROUNDS = 5
GOAL_SECONDS = 3.0
TRIVIAL = "tests/benchmarks/trivial.py"
PLACES = {"browser": "in a browser", "http": "over HTTP"}


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """In a browser and over HTTP; the CPU seconds tell how much of the time a busy machine has added."""
    played: dict[str, list[Run]] = {name: [] for name in PLACES}

    def plays(name: str) -> float:
        played[name].append(rehearsal("--driver", name, TRIVIAL))
        return played[name][-1].seconds

    ways = {name: (lambda name=name: plays(name)) for name in PLACES}
    in_turns(rounds, ways, lambda words: told(f"start, seconds per run, {words}"))
    return [_figure(place, played[name]) for name, place in PLACES.items()]


def _figure(place: str, runs: list[Run]) -> Figure:
    return Figure(
        "start",
        f"`rehearsal run` with one trivial scenario {place}, against {GOAL_SECONDS:g} s",
        tuple(run.seconds / GOAL_SECONDS for run in runs),
        1.0,
        note=f"{median(run.seconds for run in runs):.2f} s, with {median(run.cpu_seconds for run in runs):.2f} s of CPU",
    )
