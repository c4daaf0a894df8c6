"""Arrivals are computed from (seed, number), whoever plays them, and follow the curve of the plan."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.load.account import Kind
from scenarios.load.crowd.arrivals import Arrivals, arrivals_of, chance_of
from scenarios.load.crowd.cast import leases
from tests.scenarios.load.crowd.scene import a_plan

MANY = 20_000


def moments_by_number(*parts: Arrivals) -> dict[int, float]:
    return {n: m for part in parts for n, m in zip(part.numbers, part.moments, strict=True)}


@given(st.integers(0, 10**9), st.integers(1, 200), st.integers(1, 7))
def test_however_many_workers_there_are_everybody_comes_once_and_at_the_same_moment(
    seed: int, candidates: int, workers: int
) -> None:
    plan = a_plan(candidates)
    alone = arrivals_of(plan, seed, 0, candidates - 1)
    stripes = leases(plan, workers, browsers=0)[Kind.PROTOCOL]
    together = [arrivals_of(plan, seed, each.first, each.last) for each in stripes]
    assert sum(len(each.numbers) for each in together) == candidates
    assert moments_by_number(*together) == moments_by_number(alone)


@given(st.integers(0, 10**9), st.integers(0, 300))
def test_arrivals_come_in_order_and_within_the_time_of_the_plan(seed: int, candidates: int) -> None:
    moments = arrivals_of(a_plan(max(candidates, 1)), seed, 0, candidates - 1).moments
    assert all(earlier <= later for earlier, later in pairwise(moments))
    assert all(0 <= moment <= 60 for moment in moments)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_arrivals_follow_the_curve(seed: int) -> None:
    plan = a_plan(MANY)
    arrivals = arrivals_of(plan, seed, 0, MANY - 1)
    farthest = max(
        abs((place + 1) / MANY - plan.arrivals.curve.share_come(moment / 60))
        for place, moment in enumerate(arrivals.moments)
    )
    assert farthest < 1.95 / MANY**0.5  # what Kolmogorov and Smirnov allow once in a thousand seeds


def test_arrivals_are_as_irregular_as_those_of_people_who_do_not_know_each_other() -> None:
    plan = a_plan(MANY)
    curve = plan.arrivals.curve
    shares = [curve.share_come(moment / 60) for moment in arrivals_of(plan, 1, 0, MANY - 1).moments]
    gaps = [(later - earlier) * MANY for earlier, later in pairwise(shares)]
    # Of exponentially distributed gaps the share e^-x is longer than x.
    for longer in (0.1, 0.5, 1.0, 2.0, 4.0):
        share = sum(gap > longer for gap in gaps) / len(gaps)
        assert -log(share) == pytest.approx(longer, rel=0.06)


def test_what_is_due_is_counted_by_the_clock_alone() -> None:
    arrivals = arrivals_of(a_plan(100), 1, 0, 99)
    assert arrivals.due(-1) == 0
    assert arrivals.due(arrivals.moments[9]) == 10
    assert arrivals.due(60) == 100


def test_chances_of_different_questions_do_not_go_together() -> None:
    both = sum(chance_of(1, n, "journey") < 0.5 and chance_of(1, n, "area") < 0.5 for n in range(MANY)) / MANY
    assert both == pytest.approx(0.25, abs=0.015)
