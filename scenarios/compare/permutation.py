"""Whether repeated runs differ by more than chance: what the difference would be if runs had been labelled otherwise.

The labels of whole runs are exchanged, so a run on a busy machine, where everything is slow, proves nothing. Of each
labelling only the largest difference of all items counts (Westfall and Young 1993), so that however many items there are,
the chance that any of them is named by mistake stays what was asked for. Differences are of logarithms, over their spread and
a floor that keeps quiet items from shouting (Tusher, Tibshirani, Chu 2001).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, log, sqrt
from statistics import fmean, median

MOST_LABELLINGS = 1000
# Labellings that differ in the last bit only count as equal.
NEARLY = 1e-9
Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """Of seeing something so much slower, or so much faster, if nothing had changed."""

    slower: float
    faster: float


def chances(items: Sequence[Sequence[float]], base_runs: int, seed: int = 0) -> list[Chance]:
    """The chances of each item, all items considered. An item has one positive figure a run, the base runs first."""
    if not items:
        return []
    logs = [centred([log(value) for value in item]) for item in items]
    runs = len(logs[0])
    factor = sqrt(1 / base_runs + 1 / (runs - base_runs))
    floor = median(sqrt(fmean(value * value for value in item)) for item in logs) * factor
    found = [[difference(item, base, floor, factor) for item in logs] for base in labellings(runs, base_runs, seed)]
    highest = [max(each) + NEARLY for each in found]
    lowest = [min(each) - NEARLY for each in found]
    return [Chance(share_of(highest, value), share_of([-low for low in lowest], -value)) for value in found[0]]


def share_of(extremes: Sequence[float], value: float) -> float:
    """How many of the labellings look as bad as this."""
    return sum(each >= value for each in extremes) / len(extremes)


def least_chance(base_runs: int, new_runs: int) -> float:
    """The smallest chance that so few runs can show."""
    return 1 / min(comb(base_runs + new_runs, base_runs), MOST_LABELLINGS)


def labellings(runs: int, base_runs: int, seed: int) -> Iterator[Group]:
    """Ways to call so many of the runs base, the true one first; all of them, or a sample by the seed."""
    if comb(runs, base_runs) <= MOST_LABELLINGS:
        yield from combinations(range(runs), base_runs)
        return
    chance = random.Random(seed)  # noqa: S311 - no secret
    yield tuple(range(base_runs))
    for _ in range(MOST_LABELLINGS - 1):
        yield tuple(chance.sample(range(runs), base_runs))


def centred(values: Sequence[float]) -> list[float]:
    middle = fmean(values)
    return [value - middle for value in values]


def difference(item: Sequence[float], base: Group, floor: float, factor: float) -> float:
    """How much higher the new runs of a centred item are than its base runs, in units of the spread within both."""
    old, new = len(base), len(item) - len(base)
    of_base = sum(item[run] for run in base)
    # The item is centred, so what the base runs lack the new ones have.
    apart = -of_base / new - of_base / old
    within = sum(value * value for value in item) - of_base * of_base * (1 / old + 1 / new)
    scale = sqrt(max(within, 0.0) / max(len(item) - 2, 1)) * factor + floor
    return apart / scale if scale else 0.0
