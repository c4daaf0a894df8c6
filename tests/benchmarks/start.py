"""Section start: one trivial scenario, from key press to exit, the start of portal and browser included."""

from collections.abc import Callable

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.runs import rehearsal

ROUNDS = 5
GOAL_SECONDS = 3.0
TRIVIAL = "tests/benchmarks/trivial.py"


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """In a browser and over HTTP."""
    costs = in_turns(
        rounds,
        {
            "browser": lambda: rehearsal("--driver", "browser", TRIVIAL).seconds,
            "http": lambda: rehearsal("--driver", "http", TRIVIAL).seconds,
        },
        lambda words: told(f"start, seconds per run, {words}"),
    )
    places = {"browser": "in a browser", "http": "over HTTP"}
    return [
        Figure(
            "start",
            f"`rehearsal run` with one trivial scenario {place}, against {GOAL_SECONDS:g} s",
            tuple(seconds / GOAL_SECONDS for seconds in costs[name]),
            1.0,
            note=f"{sorted(costs[name])[rounds // 2]:.2f} s",
        )
        for name, place in places.items()
    ]
