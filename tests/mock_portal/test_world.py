"""The tests' own world stands: both stores open, people and enrollments can be made and read back."""

from collections.abc import Callable

from mock_portal.domain.case import Person
from mock_portal.domain.terms import State
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account, an_online_area, resident_id


def test_a_filled_enrollment_comes_back_as_a_case_from_both_stores(any_portal: Portal) -> None:
    person = an_account(any_portal)
    project = a_project(any_portal, admitted=[person])
    case = a_filled_enrollment(any_portal, project, person, area=an_online_area()).case(any_portal)
    assert case.state is State.DRAFT
    assert case.person == person
    assert case.enrollment.institution == "和平区卫生健康委"
    assert case.now == any_portal.now()


def test_people_differ_in_their_id_numbers() -> None:
    assert len({resident_id(number) for number in range(2000)}) == 2000


def test_a_browser_without_a_person_is_sent_to_sign_in(browser_of: Callable[..., Browser]) -> None:
    browser = browser_of(None)
    assert browser.client.get("/enrollment/").status_code in {303, 404}


def test_a_signed_in_browser_shows_its_owner(portal: Portal, browser_of: Callable[[Person], Browser]) -> None:
    person = an_account(portal, name="欧阳明")
    assert "欧阳明" in browser_of(person).open("/no-such-page").html
