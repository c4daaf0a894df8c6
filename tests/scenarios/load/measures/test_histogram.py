"""Histograms: exact enough, merged without loss, small on the wire."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.load.measures.histogram import ACCURACY, Histogram

durations = st.lists(st.floats(1e-5, 3600), min_size=1, max_size=200)


def of(values: list[float]) -> Histogram:
    histogram = Histogram()
    for value in values:
        histogram.record(value)
    return histogram


@given(values=durations, share=st.floats(0, 1))
def test_every_quantile_is_within_half_a_percent(values: list[float], share: float) -> None:
    exact = sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]

    assert of(values).quantile(share) == pytest.approx(exact, rel=ACCURACY * 1.0001)


@given(first=durations, second=durations)
def test_merging_is_the_same_as_having_recorded_everything_in_one(first: list[float], second: list[float]) -> None:
    merged = of(first)
    merged.add(of(second))
    whole = of(first + second)

    assert list(merged.bins()) == list(whole.bins())
    assert merged.total == pytest.approx(whole.total)
    assert merged.largest == whole.largest


@given(values=durations)
def test_what_travels_as_json_arrives_as_it_was(values: list[float]) -> None:
    sent = of(values)
    arrived = Histogram.from_json(json.loads(json.dumps(sent.as_json())))

    assert list(arrived.bins()) == list(sent.bins())
    assert arrived.as_json() == sent.as_json()


def test_a_second_of_a_step_is_smaller_than_a_kilobyte_on_the_wire() -> None:
    chance = random.Random(1)  # noqa: S311 - made-up latencies
    sent = json.dumps(of([chance.lognormvariate(-4, 0.7) for _ in range(100)]).as_json(), separators=(",", ":"))

    assert len(sent) < 1000


def test_nothing_recorded_is_zero_everywhere() -> None:
    empty = Histogram()
    empty.add(Histogram())

    assert (empty.count, empty.mean, empty.largest, empty.quantile(0.99), empty.at(7)) == (0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("value", [0.0, -0.25], ids=["at once", "before it was due"])
def test_what_took_no_time_is_counted_as_next_to_nothing(value: float) -> None:
    assert of([value]).quantile(0.5) == pytest.approx(1e-6)


def test_the_largest_value_is_exact_and_never_exceeded_by_a_quantile() -> None:
    histogram = of([1.0, 1.0, 1.23456])

    assert histogram.largest == 1.23456
    assert histogram.quantile(1.0) <= 1.23456
