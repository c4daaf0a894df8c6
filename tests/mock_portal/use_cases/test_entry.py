"""Entering a project and changing its area, as stored (R2.1-R2.3, R2.2.n1-n2, Q17, Q18, D18, D31)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.terms import State
from mock_portal.material_checks import Upload
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.use_cases.area_change import change_area
from mock_portal.use_cases.entry import choose_area, enter, look_around, read_notice
from mock_portal.use_cases.materials import upload
from mock_portal.use_cases.own_case import own_case
from mock_portal.use_cases.submission import submit, withdraw
from tests.mock_portal.world import (
    REGISTRATION,
    Filled,
    a_clock,
    a_filled_enrollment,
    a_photo,
    a_project,
    an_account,
    an_online_area,
    crowded,
)

BOTH = {"重要声明", "考生诚信考试承诺书"}


def reason_of(answer: object) -> Reason | None:
    return answer.reason if isinstance(answer, Refusal) else None


def test_a_project_is_shown_only_to_those_whom_it_admits(portal: Portal) -> None:
    admitted, other = an_account(portal, 1), an_account(portal, 2)
    project = a_project(portal, admitted=[admitted])
    assert [offer.project.id for offer in look_around(portal, admitted).offers] == [project]
    assert look_around(portal, other).offers == ()
    assert reason_of(choose_area(portal, other, project)) is Reason.NOT_ADMITTED
    assert reason_of(enter(portal, other, project, "湖南省", BOTH)) is Reason.NOT_ADMITTED


def test_an_open_project_admits_everybody(portal: Portal) -> None:
    project = a_project(portal, open_to_all=True)
    assert enter(portal, an_account(portal), project, "湖南省", BOTH) is None


def test_after_registration_the_door_is_closed_but_whoever_is_inside_stays(portal: Portal) -> None:
    early, late = an_account(portal, 1), an_account(portal, 2)
    project = a_project(portal, admitted=[early, late])
    assert enter(portal, early, project, "湖南省", BOTH) is None
    a_clock(portal).now = REGISTRATION.closes
    assert reason_of(enter(portal, late, project, "湖南省", BOTH)) is Reason.REGISTRATION_CLOSED
    assert [offer.refusal for offer in look_around(portal, early).offers] == [None]
    assert [reason_of(offer.refusal) for offer in look_around(portal, late).offers] == [Reason.REGISTRATION_CLOSED]


def test_whoever_has_agreed_in_time_is_inside_however_long_that_has_to_wait(portal: Portal) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    assert enter(crowded(portal), person, project, "湖南省", BOTH) is None


def test_the_clock_of_the_project_counts_not_the_real_one(portal: Portal) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person], clock_offset=timedelta(days=30))
    assert reason_of(enter(portal, person, project, "湖南省", BOTH)) is Reason.REGISTRATION_CLOSED


@pytest.mark.parametrize(
    ("area", "agreed", "reason"),
    [("月球", BOTH, Reason.UNKNOWN_AREA), ("湖南省", {"重要声明"}, Reason.NOT_AGREED), ("湖南省", BOTH, None)],
    ids=["unknown area", "one document", "all right"],
)
def test_entering_wants_an_area_and_both_documents(
    portal: Portal, area: str, agreed: set[str], reason: Reason | None
) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    assert reason_of(enter(portal, person, project, area, agreed)) is reason
    with portal.reading() as tx:
        assert (tx.execute(select(s.enrollment)).one_or_none() is None) is (reason is not None)


def test_a_notice_belongs_to_an_area_of_the_project(portal: Portal) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    assert reason_of(read_notice(portal, person, project, "月球")) is Reason.UNKNOWN_AREA


def test_consents_count_for_the_area_whose_notice_was_read(portal: Portal) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    assert enter(portal, person, project, "湖南省", BOTH) is None
    assert enter(portal, person, project, "湖南省", BOTH) is None
    assert reason_of(enter(portal, person, project, "天津市", BOTH)) is Reason.OTHER_AREA
    assert moves(portal, person, project, "天津市") is True
    assert reason_of(enter(portal, person, project, "湖南省", BOTH)) is Reason.OTHER_AREA
    assert enter(portal, person, project, "天津市", BOTH) is None


def moves(portal: Portal, person: Person, project_id: int, area: str) -> bool | Refusal:
    """“修改考区” by somebody who has just read the warning."""
    case = own_case(portal, person, project_id)
    assert isinstance(case, Case)
    return change_area(portal, person, project_id, area, case.enrollment.revision)


@pytest.fixture
def moved(portal: Portal) -> Filled:
    """An online draft with a material, then moved to another area."""
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person, area=an_online_area())
    assert upload(portal, person, project, "毕业证书", [Upload("a.jpg", a_photo())]) is None
    assert moves(portal, person, project, "湖南省") is True
    return filled


def test_changing_the_area_takes_away_everything_entered_in_this_project(portal: Portal, moved: Filled) -> None:
    enrollment = moved.case(portal).enrollment
    assert (enrollment.area, enrollment.city, enrollment.institution) == ("湖南省", "", "")
    assert (dict(enrollment.pages), enrollment.photo_file, enrollment.agreed) == ({}, None, False)
    with portal.reading() as tx:
        assert tx.execute(select(s.material)).all() == []


def test_changing_the_area_leaves_registration_and_basic_information_alone(portal: Portal, moved: Filled) -> None:
    assert moved.case(portal).person == moved.person
    with portal.reading() as tx:
        assert len(tx.execute(select(s.credential)).all()) == 1


def test_the_same_area_changes_nothing(portal: Portal) -> None:
    person = an_account(portal)
    filled = a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)
    before = filled.case(portal)
    assert moves(portal, person, filled.project_id, "湖南省") is False
    assert filled.case(portal) == before


def test_the_area_is_fixed_while_submitted_and_free_again_after_withdrawal(portal: Portal) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person)
    submit(portal, person, project, filled.case(portal).enrollment.revision)
    assert reason_of(moves(portal, person, project, "天津市")) is Reason.AREA_FIXED
    withdraw(portal, person, project, filled.case(portal).enrollment.revision)
    assert moves(portal, person, project, "天津市") is True
    assert (filled.case(portal).state, filled.case(portal).enrollment.code) == (State.DRAFT, None)


def test_what_was_entered_since_the_warning_was_shown_is_not_cleared(portal: Portal) -> None:
    person = an_account(portal)
    filled = a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)
    warned_at = filled.case(portal).enrollment.revision - 1
    refused = change_area(portal, person, filled.project_id, "天津市", warned_at)
    assert reason_of(refused) is Reason.CHANGED_MEANWHILE
    assert filled.case(portal).enrollment.pages


def test_the_new_area_must_be_one_of_the_project(portal: Portal) -> None:
    person = an_account(portal)
    filled = a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)
    assert reason_of(moves(portal, person, filled.project_id, "月球")) is Reason.UNKNOWN_AREA
