"""报名地市 and, where the area confirms online, the institution."""

import pytest

from scenarios.actors import Candidate, ExamArea, Intruder
from scenarios.actors.answers import FormPage
from scenarios.areas import AREAS, Area, AreaType, City, institutions
from scenarios.verifies import in_browsers, on_areas, verifies

ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
ON_SITE = on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)


@ON_SITE
@verifies("R2.4.1a", "R2.4.1b", "R2.4.1e")
def test_on_site_areas_ask_for_the_city_only(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.goes_to_page(FormPage.CITY)
    assert {city.name for city in candidate.area.cities} <= set(candidate.page.field("报名地市").options)
    assert not candidate.page.has_field("网上确认机构")
    assert candidate.sends({"报名地市": candidate.city}).accepted
    assert candidate.stands_at(FormPage.IDENTITY)


@ONLINE
@verifies("R2.4.1c", "R2.4.1d", "R2.4.1e", "Q26")
def test_online_areas_ask_for_an_institution_and_list_the_active_ones_of_the_city(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.goes_to_page(FormPage.CITY)
    assert candidate.page.field("网上确认机构").required
    listed, city = set(candidate.sees_institutions()), candidate.area.city
    assert set(city.institutions) <= listed
    assert not {*city.closed_institutions, *candidate.area.cities[1].institutions} & listed


@ONLINE
@verifies("R2.4.1d")
def test_without_an_institution_the_page_does_not_go_on(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.goes_to_page(FormPage.CITY)
    assert candidate.chooses_city(candidate.area.city).refused
    assert candidate.sees_complaint_at("网上确认机构")


@ONLINE
@verifies("Q27", "R2.4.1d")
def test_another_city_does_not_keep_the_institution(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.CITY)
    candidate.goes_to_page(FormPage.CITY)
    candidate.chooses_city(candidate.area.cities[1])
    assert candidate.stands_at(FormPage.CITY)
    assert candidate.sees_complaint_at("网上确认机构")


@in_browsers
@on_areas(AreaType.ONLINE_PAY)
@verifies("Q26", "Q27", "R2.4.1d")
def test_who_thinks_again_about_the_city_is_offered_its_institutions(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.goes_to_page(FormPage.CITY)
    here, there = candidate.area.cities
    at_first, then = (candidate.sees_institutions_offered(city) for city in (here, there))
    assert not then & {*here.institutions, *there.closed_institutions} or then == at_first, "one list for all will do"
    assert not then or set(there.institutions) <= then
    assert candidate.sends({"网上确认机构": there.institutions[0]}).accepted


@ONLINE
@verifies("Q26", "R2.4.1d", "D31")
def test_institutions_that_are_closed_or_elsewhere_are_refused_when_crafted(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.has_filled_in(FormPage.CITY)
    city, other = candidate.area.cities
    for_crafting = (*city.closed_institutions, *other.institutions, "某某医院")
    answers = [candidate.sends_crafted(intruder, {"网上确认机构": name}) for name in for_crafting]
    assert [answer for answer in answers if not answer.page.field("网上确认机构").error] == []


@on_areas(*AreaType)
@verifies("R2.4.1a", "D31")
def test_a_city_of_another_area_is_refused_when_crafted(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.has_filled_in(FormPage.CITY)
    other = next(area for area in AREAS.values() if area.type.online is not candidate.area.type.online)
    answer = candidate.sends_crafted(intruder, {"报名地市": other.city.name})
    assert answer.page.field("报名地市").error
    assert candidate.goes_to_page(FormPage.CITY).field("报名地市").chosen == (candidate.city,)


@ONLINE
@verifies("Q26", "R2.4.1d")
def test_an_institution_that_has_closed_since_it_was_chosen_is_not_submitted_to(
    candidate: Candidate, exam_area: ExamArea
) -> None:
    candidate.beforehand.fills_in_everything()
    closed, open_still = candidate.area.city.institutions
    assert exam_area.sets({f"{candidate.city}：{closed}受理网上确认": False}).accepted
    assert candidate.insists_on_submission().refused
    candidate.lives_in(candidate.area, institution=open_still)
    candidate.opens_form_page(FormPage.CITY)
    candidate.fills_in(FormPage.CITY)
    assert candidate.submits_again().accepted
    assert candidate.sees_submitted("网上确认机构") == open_still


class TestACityWhoseInstitutionsHaveClosed:
    """Whom to ask is said there, and nothing is taken."""

    @pytest.fixture
    def area(self) -> Area:
        """An area with one city that has closed."""
        closed = City("河西区", closed_institutions=("河西区旧确认点",))
        return AREAS[AreaType.ONLINE_PAY].with_(cities=(institutions("和平区"), closed))

    @verifies("Q26")
    def test_it_cannot_be_enrolled_in_and_the_page_says_whom_to_ask(self, candidate: Candidate) -> None:
        candidate.beforehand.begins()
        candidate.goes_to_page(FormPage.CITY)
        assert candidate.chooses_city(candidate.area.cities[1]).refused_because("no-institution")
        assert candidate.page.says("考试管理机构")
        candidate.goes_to_page(FormPage.IDENTITY)
        assert candidate.stands_at(FormPage.CITY)
