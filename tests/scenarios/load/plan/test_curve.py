"""Curves of arrivals can be turned around, whatever their points."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.load.plan.curve import CURVES, DEADLINE, Curve, why_not

steps = st.floats(0.01, 100)
rates = st.one_of(st.just(0.0), st.floats(0.01, 1000))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    moments = accumulate(draw(st.lists(steps, min_size=2, max_size=12)))
    points = [(moment, draw(rates)) for moment in moments]
    return Curve(points if any(rate for _, rate in points) else [*points[:-1], (points[-1][0], 1.0)])


@given(curves(), st.floats(0, 1, exclude_max=True))
def test_by_the_moment_of_a_share_that_share_has_come(curve: Curve, share: float) -> None:
    moment = curve.moment(share)
    assert 0 <= moment <= 1
    assert curve.share_come(moment) == pytest.approx(share, abs=1e-6)


@given(curves(), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_who_comes_later_in_the_order_comes_no_earlier(curve: Curve, one: float, other: float) -> None:
    assert curve.moment(min(one, other)) <= curve.moment(max(one, other))


@given(curves(), st.floats(0.1, 50), st.floats(0.1, 50))
def test_only_the_shape_of_a_curve_counts(curve: Curve, longer: float, higher: float) -> None:
    stretched = Curve([(longer * moment, higher * rate) for moment, rate in curve.points])
    assert stretched.moment(0.3) == pytest.approx(curve.moment(0.3))


@pytest.mark.parametrize("name", CURVES)
def test_a_shipped_curve_averages_to_one(name: str) -> None:
    curve = CURVES[name]()
    assert sum(curve.rate((n + 0.5) / 10_000) for n in range(10_000)) / 10_000 == pytest.approx(1, abs=1e-3)
    assert curve.share_come(1) == pytest.approx(1)


def test_most_of_a_surge_comes_before_the_deadline_and_some_after_it() -> None:
    assert 0.85 < CURVES["deadline-surge"]().share_come(DEADLINE) < 0.95


def test_an_opening_rush_has_most_at_its_beginning() -> None:
    assert CURVES["opening-rush"]().share_come(0.2) > 0.4


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        ([(0, 1)], "expected two points or more, found 1"),
        ([(0, 1), (0, 2)], "expected moments that rise from point to point, found 0, 0"),
        ([(0, 1), (1, -2)], "expected rates of 0 or more, found 1, -2"),
        ([(0, 0), (1, 0)], "expected a rate above 0 somewhere, found none"),
    ],
)
def test_points_that_make_no_curve_are_told_why(points: list[tuple[float, float]], complaint: str) -> None:
    assert why_not(points) == complaint
