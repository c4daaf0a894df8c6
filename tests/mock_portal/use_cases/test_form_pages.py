"""Saving form pages on both stores: nothing is lost, nothing overwritten, whoever comes at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from mock_portal.domain.case import SavedPage
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page
from mock_portal.portal import Portal
from mock_portal.store.credentials import list_credentials
from mock_portal.use_cases.form_pages import OpenPage, Saved, Sent, facts_of_page, save_page
from tests.mock_portal.world import Filled, a_filled_enrollment, a_project, an_account, an_online_area, crowded

ROUNDS = 20


@pytest.fixture
def filled(any_portal: Portal) -> Filled:
    person = an_account(any_portal)
    project = a_project(any_portal, areas=[an_online_area()], admitted=[person])
    return a_filled_enrollment(any_portal, project, person, area=an_online_area())


def contact(address: str, revision: int) -> Sent:
    return Sent({"address": address, "postcode": "", "mobile": ""}, revision)


def test_a_saved_page_comes_back_with_its_next_revision(any_portal: Portal, filled: Filled) -> None:
    saved = save_page(any_portal, filled.person, filled.project_id, Page.CONTACT, contact("和平路1号", 1))
    assert saved == Saved(Page.SPECIALTY)
    kept = filled.case(any_portal).enrollment.pages[Page.CONTACT]
    assert (dict(kept.values), kept.revision, kept.done) == ({"address": "和平路1号"}, 2, True)


def test_a_page_that_was_sent_in_time_is_kept_however_long_it_has_to_wait(portal: Portal) -> None:
    person = an_account(portal)
    filled = a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)
    kept = save_page(crowded(portal), person, filled.project_id, Page.CONTACT, contact("和平路1号", 1))
    assert kept == Saved(Page.SPECIALTY)


def revision_of(portal: Portal, filled: Filled, page: Page) -> int:
    return filled.case(portal).enrollment.pages[page].revision


def test_of_two_tabs_that_save_at_once_exactly_one_wins(any_portal: Portal, filled: Filled) -> None:
    barrier = Barrier(2)

    def save(address: str, revision: int) -> object:
        barrier.wait()
        return save_page(any_portal, filled.person, filled.project_id, Page.CONTACT, contact(address, revision))

    with ThreadPoolExecutor(2) as tabs:
        for number in range(ROUNDS):
            shown = revision_of(any_portal, filled, Page.CONTACT)
            results = list(tabs.map(save, [f"甲{number}", f"乙{number}"], [shown] * 2))
            winner = [isinstance(result, Saved) for result in results]
            assert sorted(winner) == [False, True]
            loser = results[winner.index(False)]
            assert isinstance(loser, OpenPage)
            assert loser.refusal is not None
            kept = filled.case(any_portal).enrollment.values(Page.CONTACT)["address"]
            assert kept == ("甲", "乙")[winner.index(True)] + str(number)


def test_two_pages_saved_at_once_are_both_kept(any_portal: Portal, filled: Filled) -> None:
    barrier = Barrier(2)
    city = {"city": "河西区", "institution": "河西区卫生健康委"}
    both = [Page.CITY, Page.CONTACT]

    def save(page: Page, revision: int) -> Saved | object:
        barrier.wait()
        values = city if page is Page.CITY else {"address": f"路{revision}"}
        return save_page(any_portal, filled.person, filled.project_id, page, Sent(values, revision))

    with ThreadPoolExecutor(2) as tabs:
        for _ in range(ROUNDS):
            results = list(tabs.map(save, both, [revision_of(any_portal, filled, page) for page in both]))
            assert all(isinstance(result, Saved) for result in results)
    last = sorted(revision_of(any_portal, filled, page) for page in both)
    assert last == [2 * ROUNDS, 2 * ROUNDS + 1]
    assert filled.case(any_portal).enrollment.city == "河西区"


def test_credentials_are_listed_for_their_owner_alone(any_portal: Portal, filled: Filled) -> None:
    stranger = an_account(any_portal, 2, credentials=False)
    with any_portal.reading() as tx:
        assert [c.school for c in list_credentials(tx, filled.person.id)] == ["中南大学"]
        assert list_credentials(tx, stranger.id) == []


def test_the_whole_form_is_checked_with_fresh_facts(any_portal: Portal, filled: Filled) -> None:
    case, rules = filled.case(any_portal), Rules()
    with any_portal.reading() as tx:
        facts = facts_of_page(tx, rules, case, None)
    assert rules.first_invalid_page(case, facts) is None
    assert rules.first_invalid_page(case, replace(facts, credentials=())) is Page.EDUCATION
    broken = {**case.enrollment.pages, Page.CONTACT: SavedPage({"postcode": "1"}, 1, done=True)}
    assert (
        rules.first_invalid_page(replace(case, enrollment=replace(case.enrollment, pages=broken)), facts)
        is Page.CONTACT
    )


def test_whoever_has_no_enrollment_has_no_form(any_portal: Portal, filled: Filled) -> None:
    stranger = an_account(any_portal, 2)
    assert isinstance(save_page(any_portal, stranger, filled.project_id, Page.CONTACT, contact("甲", 0)), Refusal)
