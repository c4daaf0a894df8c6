"""The test against noise: exact where it can be, the same for the same seed, and not fooled by a busy machine."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.compare.permutation import MOST_LABELLINGS, Chance, chances, labellings, least_chance

positive = st.floats(0.01, 100)


def test_the_chance_is_the_share_of_labellings_that_look_as_bad() -> None:
    # Of the twenty ways to call three of six runs base, only the true one puts all slow runs on the other side.
    (chance,) = chances([[1.0, 1.01, 0.99, 2.0, 2.02, 1.98]], 3)

    assert chance.slower == pytest.approx(1 / 20)
    assert chance.faster == 1.0


@given(st.integers(1, 6), st.lists(positive, min_size=2, max_size=8))
@settings(max_examples=100)
def test_chances_lie_between_the_least_possible_and_one(base_runs: int, item: list[float]) -> None:
    base_runs = min(base_runs, len(item) - 1)
    (chance,) = chances([item], base_runs)

    assert least_chance(base_runs, len(item) - base_runs) * 0.999 <= min(chance.slower, chance.faster)
    assert max(chance.slower, chance.faster) <= 1


@given(item=st.lists(positive, min_size=6, max_size=6), unit=st.floats(0.1, 1000))
@settings(max_examples=50)
def test_the_unit_of_time_does_not_matter(item: list[float], unit: float) -> None:
    assert chances([item], 3) == chances([[value * unit for value in item]], 3)


def test_equal_runs_differ_by_chance_only() -> None:
    assert chances([[1.0] * 6, [2.0] * 6], 3) == [Chance(1.0, 1.0)] * 2


def test_nothing_to_compare_gives_nothing() -> None:
    assert chances([], 3) == []


def test_of_many_labellings_a_sample_is_drawn_that_begins_with_the_true_one() -> None:
    drawn = list(labellings(20, 10, seed=3))

    assert len(drawn) == MOST_LABELLINGS
    assert drawn[0] == tuple(range(10))
    assert drawn == list(labellings(20, 10, seed=3))
    assert drawn != list(labellings(20, 10, seed=4))


def test_any_of_many_items_is_named_by_mistake_no_more_often_than_asked_for() -> None:
    named = 0
    for seed in range(100):
        chance = random.Random(seed)  # noqa: S311 - noise
        machines = [chance.lognormvariate(0, 0.3) for _ in range(6)]
        items = [[machine * chance.lognormvariate(0, 0.1) for machine in machines] for _ in range(20)]
        named += min(each.slower for each in chances(items, 3)) <= 0.05 + 1e-9
    assert named <= 12  # of 100 with a chance of 0.05 each, more come about once in 700 times
