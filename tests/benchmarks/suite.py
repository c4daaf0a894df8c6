"""Section suite: scenarios as they are played every day, against all of them one after the other the default way.

The default way takes some ten seconds a scenario, so a sample is played: every n-th scenario, the same ones in each way. A run's
figure is the time of its scenarios, added up and shared among its players: for the whole suite the start does not count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scenarios.commands.collecting import collect
from scenarios.verifies import PATHS
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.runs import Run, rehearsal

ROUNDS, SAMPLE = 1, 30
PATHS_FILES = tuple(f"scenarios/test_{path.replace('-', '_')}.py" for path in PATHS)
PLAYERS = {"default": 1, "harness": 2, "http": 4}
WAYS = {
    "default": ["--arrange", "browser", "-n", "0"],
    "harness": ["-n", str(PLAYERS["harness"])],
    "http": ["--driver", "http", "-n", str(PLAYERS["http"])],
}
BEHIND = {"default": ["--", "-p", "tests.benchmarks.default_way"]}


@dataclass(frozen=True, slots=True)
class Crowd:
    """Scenarios that are weighed together, and what they may take at most, as shares of the default way."""

    name: str
    files: tuple[str, ...]
    in_browsers: float
    over_http: float


CROWDS = (
    Crowd("the five paths", PATHS_FILES, in_browsers=0.25, over_http=1 / 40),
    Crowd("the whole suite", (), in_browsers=0.20, over_http=0.02),
)


def figures(told: Callable[[str], None], *, sample: int = SAMPLE) -> list[Figure]:
    """Several runs of each crowd; the default way takes minutes."""
    return [figure for crowd in CROWDS for figure in _of(crowd, sample, told)]


def _of(crowd: Crowd, sample: int, told: Callable[[str], None]) -> list[Figure]:
    every = [item.nodeid for item in collect(crowd.files, ["--driver=http"])]
    picked = spread(every, sample)
    played: dict[str, list[Run]] = {name: [] for name in WAYS}

    def plays(name: str) -> float:
        played[name].append(rehearsal(*WAYS[name], *picked, *BEHIND.get(name, [])))
        return played[name][-1].playing_seconds / PLAYERS[name]

    ways = {name: (lambda name=name: plays(name)) for name in WAYS}
    costs = in_turns(ROUNDS, ways, lambda words: told(f"suite, {crowd.name}, seconds, {words}"))
    of_all = f"{len(picked)} of the {len(every)} scenarios of {crowd.name}"
    return [
        Figure(
            "suite",
            f"{of_all}, {manner}, by {PLAYERS[name]} players, against one after the other in default browsers",
            shares(costs[name], costs["default"]),
            at_most,
            note=f"{costs[name][0]:.1f} s against {costs['default'][0]:.0f} s",
        )
        for name, manner, at_most in (
            ("harness", "in browsers", crowd.in_browsers),
            ("http", "over HTTP", crowd.over_http),
        )
    ]


def spread(every: Sequence[str], count: int) -> list[str]:
    """So many of them, at equal distances; all if there are fewer."""
    if len(every) <= count:
        return [*every]
    return [every[index * len(every) // count] for index in range(count)]
