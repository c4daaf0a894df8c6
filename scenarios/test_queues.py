"""More wait at a desk than a page of its queue shows, and all of them have one name."""

from datetime import timedelta

import pytest

from fixtures.printed_form import PrintedForm
from scenarios.actors import Candidate
from scenarios.areas import AREAS, AreaType
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import verifies

# A portal that shows all on one page is none the worse.
SHORT, SHORT_ONLINE = (AREAS[t].with_(also={"queue_page": 2}) for t in (AreaType.ON_SITE_FREE, AreaType.ONLINE_FREE))
NAME, HOW_MANY = "王芳", 5
PASSED = "待考区终审"


@pytest.fixture
def watcher() -> None:
    """Nobody looks at everybody after every step: that is looked at here at the end."""


@pytest.fixture
def crowd(people: People) -> list[Candidate]:
    """Five people of one name."""
    return [people.candidate(name=NAME) for _ in range(HOW_MANY)]


@pytest.mark.parametrize("area", [SHORT], ids=["two-to-a-page"])
@verifies("R4.1b", "R5.1a", "R5.2", "D3", "D12", "D26")
def test_whoever_waits_is_found_by_turning_pages_and_decided_upon_there(
    crowd: list[Candidate], staff: Staff, stage: Stage
) -> None:
    point, site = staff.point(), staff.site()
    forms = submitted_out_of_turn(crowd, stage)
    everybody = sorted(one.profile.id_number for one in crowd)
    point.comes_to("confirmation")
    assert point.counts() <= {str(HOW_MANY)}
    assert sorted(point.turns_pages()) == everybody
    assert [point.beforehand.confirms(form).accepted for form in forms] == [True] * HOW_MANY
    passed = sorted(site.passes_last() for _ in range(HOW_MANY - 2))
    site.comes_to(site.queue)
    waiting = site.turns_pages()
    assert sorted([*passed, *waiting]) == everybody
    assert site.counts() <= {str(len(waiting))}
    assert not site.lists(PASSED) or sorted(site.turns_pages()) == passed
    assert site.searches(waiting[-1]).accepted
    assert site.sees_button("通过")
    assert sorted(one.profile.id_number for one in crowd if one.sees_flow().shows("site-passed")) == passed


@pytest.mark.parametrize("area", [SHORT_ONLINE], ids=["two-to-a-page"])
@verifies("R4.1b", "R4.4b", "R5.1b", "R5.2", "D3", "D12", "D26")
def test_whoever_waits_for_institution_and_area_is_found_by_turning_pages(crowd: list[Candidate], staff: Staff) -> None:
    institution, site, exam_area = staff.institution(), staff.site(), staff.exam_area()
    for one in crowd:
        one.beforehand.submits()
    everybody = sorted(one.profile.id_number for one in crowd)
    for desk in (institution, site, exam_area):
        desk.comes_to(desk.queue)
        assert desk.counts() <= {str(HOW_MANY)}
        assert sorted(desk.turns_pages()) == everybody
        assert sorted(desk.passes_last() for _ in crowd) == everybody
        assert desk.sees_how_many_wait() == 0
    assert [one.sees_flow().shows("approved") for one in crowd] == [True] * HOW_MANY


def submitted_out_of_turn(crowd: list[Candidate], stage: Stage) -> list[PrintedForm]:
    """Who began first submits last, all the others at the very same moment; the printed form of everybody."""
    first, *others = (one.beforehand for one in crowd)
    first.fills_in_everything()
    stage.stands_at(stage.calendar.begin)
    forms = [other.submits_and_prints() for other in others]
    stage.travels_to(stage.calendar.begin + timedelta(minutes=1))
    return [*forms, first.submits_and_prints()]
