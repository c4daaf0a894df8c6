"""Parts are drawn from (seed, number), as mixed as the plan has it, and everybody lives where their worker mans the desks."""

from collections import Counter
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scenarios.areas import AreaType
from scenarios.load.account import Kind
from scenarios.load.crowd.cast import leases
from scenarios.load.crowd.parts import Parts
from scenarios.load.crowd.staff import staff_of
from tests.scenarios.load.crowd.scene import a_cast, a_plan, a_stripe

MIX = {"enrolls": 6, "corrects": 2, "looks": 2}


def test_journeys_are_as_mixed_as_planned() -> None:
    parts = Parts(a_cast(a_plan(journeys=MIX)), a_stripe())
    drawn = Counter(parts[number].journey for number in range(5000))
    assert {str(journey): count / 500 for journey, count in drawn.items()} == pytest.approx(MIX, abs=0.4)


def test_the_same_number_has_the_same_part_whichever_worker_plays_it() -> None:
    told = a_cast(a_plan(journeys=MIX))
    one, other = Parts(told, a_stripe(0)), Parts(told, a_stripe(1))
    for number in range(200):
        assert (one[number].journey, one[number].area.name) == (other[number].journey, other[number].area.name)
        assert one[number].city != other[number].city


def test_who_corrects_is_confirmed_on_site_where_nobody_confirms_before_the_form_is_brought() -> None:
    parts = Parts(a_cast(a_plan(journeys={"corrects": 1})), a_stripe())
    types = {parts[number].area.type for number in range(500)}
    assert types == {AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE}


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
def test_every_desk_is_manned_by_one_worker(workers: int) -> None:
    told = a_cast(workers=workers)
    stripes = leases(told.plan, workers, browsers=0)[Kind.PROTOCOL]
    manned = Counter(
        post
        for each in stripes
        for post in staff_of(told, each, cast("Any", SimpleNamespace(recorder=None, sleep=None, now=None))).posts
    )
    desks = sum(2 * len(area.cities) + 1 for area in told.areas)
    assert set(manned.values()) == {1}
    assert len(manned) == desks


def test_browsers_play_candidates_that_nobody_else_has() -> None:
    plan = a_plan(10)
    of_kind = leases(plan, 2, browsers=2)
    numbers = [n for stripes in of_kind.values() for each in stripes for n in range(each.first, each.last + 1)]
    assert len(numbers) == len(set(numbers)) == 10 + 2 * 12
    assert {each.number for stripes in of_kind.values() for each in stripes} == {0, 1, 2, 3}
