"""Addresses typed by hand, pages sent twice, doors that open only when they should, and what a page costs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from mock_portal.domain.case import Person
from mock_portal.domain.terms import State
from mock_portal.portal import Portal
from mock_portal.store.sessions import begin_session
from mock_portal.store.stage import set_clock
from mock_portal.use_cases.submission import submit
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import (
    Clock,
    Filled,
    a_filled_enrollment,
    a_photo,
    a_project,
    a_timetable,
    an_account,
    an_online_area,
)

Browsers = Callable[[Person | None], Browser]


@pytest.fixture
def person(portal: Portal) -> Person:
    """A candidate with complete basic information."""
    return an_account(portal)


def a_draft(portal: Portal, person: Person, **fields: Any) -> Filled:
    return a_filled_enrollment(portal, a_project(portal, admitted=[person]), person, **fields)


def an_online_draft(portal: Portal, person: Person, **fields: Any) -> Filled:
    return a_draft(portal, person, area=an_online_area(), **fields)


def test_photo_and_submission_lead_back_to_the_first_open_page(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    draft = a_draft(portal, person, pages={})
    for place in ("photo", "submission"):
        browser = browser_of(person).open(f"/enrollment/{draft.project_id}/{place}")
        assert (browser.heading, browser.refusal) == ("报名地市", "pages-in-order")


def test_submission_and_materials_lead_back_to_the_photo(portal: Portal, browser_of: Browsers, person: Person) -> None:
    draft = an_online_draft(portal, person, photo_file=None)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/submission")
    assert (browser.heading, browser.refusal) == ("确认照片", "photo-unconfirmed")
    assert browser.open(f"/enrollment/{draft.project_id}/materials").heading == "确认照片"


def test_a_submission_sent_without_a_confirmed_photo_is_refused(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    draft = a_draft(portal, person, photo_file=None)
    place = f"/enrollment/{draft.project_id}/submission"
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/photo").post(place, revision="0")
    assert (browser.status, browser.refusal) == (409, "photo-unconfirmed")
    assert draft.case(portal).state is State.DRAFT


def test_submission_of_an_online_area_leads_to_the_materials_that_are_missing(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    draft = an_online_draft(portal, person)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/submission")
    assert (browser.heading, browser.refusal) == ("上传材料", "materials-missing")


def test_the_page_shown_to_two_tabs_is_submitted_once(portal: Portal, browser_of: Browsers, person: Person) -> None:
    draft = a_draft(portal, person)
    place = f"/enrollment/{draft.project_id}/submission"
    one, other = browser_of(person).open(place), browser_of(person).open(place)
    for browser in (one, other):
        browser.press("提交报名信息")
        assert (browser.status, browser.alert) == (200, "")
    assert draft.case(portal).enrollment.version == 1


def test_a_page_opened_before_the_deadline_and_sent_after_it_is_refused(
    portal: Portal, browser_of: Browsers, person: Person, clock: Clock
) -> None:
    draft = a_draft(portal, person)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/submission")
    ahead = a_timetable().registration.closes - clock.now
    with portal.writing() as tx:
        set_clock(tx, draft.project_id, ahead)
    browser.press("提交报名信息")
    assert (browser.status, browser.refusal) == (409, "registration-closed")
    assert "2023-01-12 24:00" in browser.alert
    assert draft.case(portal).enrollment.pages


def test_a_refused_upload_says_why_and_keeps_the_page(portal: Portal, browser_of: Browsers, person: Person) -> None:
    draft = an_online_draft(portal, person)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/materials")
    browser.press("上传", kind="毕业证书", files={"files": [(b"MZ program", "毕业证书.jpg")]})
    assert (browser.status, browser.heading, browser.refusal) == (422, "上传材料", "material-refused")
    assert "“毕业证书.jpg”的内容与扩展名不符" in browser.alert


def test_an_uploaded_file_is_shown_safely(portal: Portal, browser_of: Browsers, person: Person) -> None:
    draft = an_online_draft(portal, person)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/materials")
    browser.press("上传", kind="毕业证书", files={"files": [(a_photo(), "毕业 证书.jpg")]}).follow("毕业 证书.jpg")
    headers = browser.answer.headers
    assert browser.answer.data == a_photo()
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline")


def test_a_rejected_candidate_sees_the_reason_where_it_is_to_be_repaired(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    rejected = an_online_draft(portal, person, state=State.CONFIRM_REJECTED.value, version=1, reason="毕业证书不清晰")
    for place in ("", "materials"):
        browser = browser_of(person).open(f"/enrollment/{rejected.project_id}/{place}")
        assert "毕业证书不清晰" in browser.text
        assert "确认不通过" in browser.text
    assert "待重新上传" in browser.text


@pytest.mark.parametrize(
    ("state", "doors"),
    [
        (State.DRAFT, ["填写/修改报考信息", "修改考区"]),
        (State.SUBMITTED, ["打印报名表", "撤回信息提交"]),
        (State.CONFIRMED, ["打印报名表"]),
        (State.REVIEW_REJECTED, ["打印报名表"]),
    ],
    ids=str,
)
def test_the_flow_page_offers_what_the_state_allows(
    portal: Portal, browser_of: Browsers, person: Person, state: State, doors: list[str]
) -> None:
    draft = a_draft(portal, person, state=state.value, version=1, code="ABC01")
    assert browser_of(person).open(f"/enrollment/{draft.project_id}/").buttons == doors


def test_a_lapsed_enrollment_offers_nothing_and_says_why(
    portal: Portal, browser_of: Browsers, person: Person, clock: Clock
) -> None:
    draft = a_draft(portal, person)
    browser = browser_of(person)
    clock.now = a_timetable().registration.closes
    with portal.writing() as tx:
        begin_session(tx, "fresh", clock.now, account_id=person.id)
    browser.client.set_cookie("visit", "fresh")
    browser.open(f"/enrollment/{draft.project_id}/")
    assert browser.buttons == []
    assert "自动放弃" in browser.text
    assert "未在规定时间内提交报名信息" in browser.text


@contextmanager
def counted(portal: Portal) -> Iterator[list[str]]:
    """The statements that SQLite executes inside."""
    statements: list[str] = []
    with portal.reading() as tx:  # the one connection that all readers of one thread share
        connection = tx.connection.dbapi_connection
    assert connection is not None
    connection.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        connection.set_trace_callback(None)


@pytest.mark.parametrize(
    ("place", "most"),
    [("", 3), ("pages/", 2), ("photo", 3), ("materials", 3), ("change-area", 3), ("withdrawal", 2), ("submission", 4)],
)
def test_a_page_costs_few_statements(
    portal: Portal, browser_of: Browsers, person: Person, place: str, most: int
) -> None:
    draft = an_online_draft(portal, person)
    browser = browser_of(person).open(f"/enrollment/{draft.project_id}/")
    with counted(portal) as statements:
        browser.client.get(f"/enrollment/{draft.project_id}/{place}")
    of_faults = [s for s in statements if "admission" in s]  # asked only where the control surface is mounted
    assert len(statements) - len(of_faults) <= most, statements


def test_the_download_bears_the_version_in_its_name(portal: Portal, browser_of: Browsers, person: Person) -> None:
    draft = a_draft(portal, person)
    submit(portal, person, draft.project_id, draft.case(portal).enrollment.revision)
    answer = browser_of(person).client.get(f"/enrollment/{draft.project_id}/form.pdf")
    assert answer.mimetype == "application/pdf"
    assert "%E6%8A%A5%E5%90%8D%E8%A1%A8-1.pdf" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF-")
