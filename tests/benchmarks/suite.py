"""Section suite: the scenarios of the five paths as they are played every day, against the default way and over HTTP."""

from collections.abc import Callable

from scenarios.verifies import PATHS
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.runs import Run, rehearsal

ROUNDS = 1
AT_MOST_OF_DEFAULT, AT_MOST_OVER_HTTP = 0.25, 1 / 40
FILES = [f"scenarios/test_{path.replace('-', '_')}.py" for path in PATHS]
WAYS = {
    "default": ["--arrange", "browser", "-n", "0", *FILES, "--", "-p", "tests.benchmarks.default_way"],
    "harness": ["-n", "2", *FILES],
    "http": ["--driver", "http", "-n", "0", *FILES],
}


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """Whole runs; the default way takes many minutes."""
    played: dict[str, list[Run]] = {name: [] for name in WAYS}

    def plays(name: str) -> float:
        played[name].append(rehearsal(*WAYS[name]))
        return played[name][-1].seconds

    ways = {name: (lambda name=name: plays(name)) for name in WAYS}
    costs = in_turns(rounds, ways, lambda words: told(f"suite, seconds per run, {words}"))
    playing = {name: [run.playing_seconds for run in runs] for name, runs in played.items()}
    count = len(played["harness"][0].results["scenarios"])
    return [
        Figure(
            "suite",
            f"{count} scenarios of the five paths, arranged fast, on two cores, against all in default browsers",
            shares(costs["harness"], costs["default"]),
            AT_MOST_OF_DEFAULT,
            note=f"{costs['harness'][0]:.0f} s against {costs['default'][0]:.0f} s",
        ),
        Figure(
            "suite",
            "the same over HTTP, against all in default browsers",
            shares(playing["http"], playing["default"]),
            AT_MOST_OVER_HTTP,
            note=f"{playing['http'][0]:.1f} s against {playing['default'][0]:.0f} s of playing",
        ),
        Figure(
            "suite",
            "the same over HTTP, against the harness's browsers",
            shares(playing["http"], playing["harness"]),
            note=f"{playing['http'][0]:.1f} s against {playing['harness'][0]:.0f} s of playing",
        ),
    ]
