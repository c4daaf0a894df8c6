"""When candidates arrive: for each of them computed from (seed, number) alone, whoever plays them.

All arrivals together are a Poisson process whose rate follows the plan's curve, given how many come in all; so are those of
any range of numbers. A range is therefore a fair stripe of the whole, and no worker needs to know of the others.
"""

from __future__ import annotations  # an array says what it holds only from Python 3.12 on

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from fixtures.people.chance import digest_of
from scenarios.load.plan import Plan

WIDTH = 53  # bits of a digest that a float between 0 and 1 can hold


def chance_of(seed: int, number: int, what: str) -> float:
    """A number from 0 to below 1 that only depends on these."""
    return (digest_of(what, seed, number, size=8) >> (64 - WIDTH)) / (1 << WIDTH)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Candidates in the order in which they come; moments in seconds after the epoch."""

    moments: array[float]
    numbers: array[int]

    def due(self, elapsed: float) -> int:
        """How many should have come by now."""
        return bisect_right(self.moments, elapsed)


def arrivals_of(plan: Plan, seed: int, first: int, last: int) -> Arrivals:
    """The arrivals of candidates ``first`` to ``last``, both included."""
    curve, lasts = plan.arrivals.curve, plan.arrivals.lasts_s
    moment = array("d", (curve.moment(chance_of(seed, n, "arrival")) * lasts for n in range(first, last + 1)))
    order = sorted(range(len(moment)), key=moment.__getitem__)
    return Arrivals(array("d", (moment[n] for n in order)), array("l", (first + n for n in order)))
