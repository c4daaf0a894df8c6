"""Axes end at round figures above everything drawn; gaps stay gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.load.measures import Tally
from scenarios.load.report.axes import MOST_TICKS, MOST_TIMES, clock, ticks, times
from scenarios.load.report.chart import Chart, Line
from scenarios.load.report.curves import plain, quantiles


@given(st.floats(1e-6, 1e9))
def test_ticks_are_few_begin_at_nothing_and_end_just_above_the_highest(highest: float) -> None:
    found = ticks(highest)

    assert found[0] == 0
    assert len(found) <= MOST_TICKS + 1
    assert highest * 0.99999 <= found[-1] <= highest * 2.5
    assert ticks(found[-1]) == pytest.approx(found)


@given(st.integers(-30, 100), st.integers(0, 500_000))
def test_times_are_few_and_within_the_run(first: int, lasts: int) -> None:
    found = times(first, first + lasts)

    assert len(found) <= MOST_TIMES + 1
    assert all(first <= second <= first + lasts for second in found)


@pytest.mark.parametrize(("second", "said"), {0: "0:00", 65: "1:05", 3605: "1:00:05", -5: "-0:05"}.items(), ids=str)
def test_times_are_said_as_on_a_clock(second: int, said: str) -> None:
    assert clock(second) == said


def a_chart(*values: float | None, limit: tuple[str, float] | None = None) -> Chart:
    return Chart("Latency", range(len(values)), [Line("p95", values)], plain, limit)


def test_a_curve_leads_over_where_nothing_happened_and_is_broken_where_everything_failed() -> None:
    assert a_chart(1.0, 2.0, None, 1.0, 1.0).paths.count("M") == 1

    failed, answered = Tally(failed=1), Tally()
    failed.seconds.record(0.001)
    answered.seconds.record(0.2)
    lines = quantiles([answered, Tally(), failed, failed, answered])
    chart = Chart("Latency", range(5), lines, plain)
    assert chart.paths.count("M") == 2 * len(lines)
    assert lines[0].values[1:4] == [None, None, None]


def test_a_value_alone_is_seen_too() -> None:
    assert "H" in a_chart(None, 2.0, None).paths


def test_a_chart_without_values_says_so() -> None:
    assert a_chart(None, None).summary == "Latency, over 0:01. nothing was measured."
    assert a_chart().summary == "Latency, over 0:00. nothing was measured."


def test_a_limit_far_above_everything_does_not_flatten_the_curves() -> None:
    assert a_chart(1.0, 2.0, limit=("p95", 60.0)).shown_limit is None
    assert a_chart(1.0, 2.0, limit=("p95", 3.0)).shown_limit == (0.0, "p95 3")
