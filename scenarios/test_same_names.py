"""Places of one name: two areas that have a city, desks and institutions called alike, and what belongs to whose."""

import pytest

from scenarios.actors import Candidate
from scenarios.actors.account_help import AccountDesk
from scenarios.areas import Area, AreaType
from scenarios.calendar import Calendar
from scenarios.cast import People, Staff
from scenarios.control import Stage, set_stage
from scenarios.target import Target
from scenarios.verifies import on_areas, verifies


@pytest.fixture
def twin(area: Area) -> Area:
    """Another area whose cities, desks and institutions bear the same names."""
    return area.with_(name=f"{area.name}新区")


@pytest.fixture
def stage(
    target: Target, scenario_key: str, area: Area, twin: Area, calendar: Calendar, faults: tuple[str, ...]
) -> Stage:
    """A project with both areas."""
    return set_stage(target, scenario_key, [area, twin], calendar=calendar, faults=faults)


@pytest.fixture
def namesake(people: People, candidate: Candidate, twin: Area) -> Candidate:
    """Somebody of the candidate's name, in the other area's city of the same name."""
    return people.candidate(twin, name=candidate.profile.name)


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R4.2b", "R5.1a", "Q51", "D26")
def test_a_desk_has_nothing_to_do_with_a_city_of_the_same_name_elsewhere(
    candidate: Candidate, namesake: Candidate, staff: Staff, account_desk: AccountDesk
) -> None:
    form, strange = candidate.beforehand.submits_and_prints(), namesake.beforehand.submits_and_prints()
    point, site = staff.point(), staff.site()
    point.comes_to("confirmation")
    assert point.turns_pages() == [candidate.profile.id_number]
    assert point.confirms(strange).refused_because("out-of-scope")
    assert point.looks_for(namesake.profile.id_number).refused_because("out-of-scope")
    assert account_desk.looks_up(namesake.profile.id_number).refused
    assert point.confirms(form).accepted
    assert site.passes(candidate.profile.name).accepted
    assert namesake.sees_flow().shows("submitted")


@on_areas(AreaType.ONLINE_PAY)
@verifies("R4.1b", "Q22", "D26")
def test_an_institution_has_nothing_to_do_with_one_of_the_same_name_elsewhere(
    candidate: Candidate, namesake: Candidate, staff: Staff
) -> None:
    candidate.beforehand.submits()
    namesake.beforehand.submits()
    institution = staff.institution()
    institution.comes_to(institution.queue)
    assert institution.turns_pages() == [candidate.profile.id_number]
    assert institution.finds_holder(namesake.profile.id_number).refused_because("out-of-scope")
    assert institution.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("confirmed")
    assert namesake.sees_flow().shows("submitted")
