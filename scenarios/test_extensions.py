"""After an outage an area gives more time: to everybody there, to nobody elsewhere, and until nobody takes it back unseen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from scenarios.actors import Candidate, ExamArea, Institution, Outcome
from scenarios.actors.desks import Sets
from scenarios.actors.hours import tells_when_it_ends
from scenarios.areas import AREAS, AreaType
from scenarios.calendar import BEIJING
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = [over_http, needs("clock")]
MINUTE = timedelta(minutes=1)
REGISTRATION_EXTENDED = {"网上报名截至时间": "2023-01-14 24:00"}


@on_areas(AreaType.ON_SITE_PAY)
@verifies("Q1", "D2")
def test_an_area_can_extend_its_own_deadline_and_nobody_elses(
    people: People, exam_area: ExamArea, stage: Stage
) -> None:
    here, elsewhere = people.candidate(), people.candidate(AREAS[AreaType.ON_SITE_FREE])
    for person in (here, elsewhere):
        person.beforehand.fills_in_everything()
    assert exam_area.sets(REGISTRATION_EXTENDED).accepted
    stage.travels_to(stage.calendar.registration.closes)
    assert here.submits_again().accepted
    assert elsewhere.insists_on_submission().refused


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_FREE)
@verifies("Q1", "D2", "R4.1a")
def test_who_waits_for_confirmation_is_confirmed_in_the_time_that_was_added(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    assert exam_area.sets({"报名确认截至时间": "2023-01-19 24:00"}).accepted
    stage.travels_to(stage.calendar.confirmation.closes + MINUTE)
    assert candidate.sees_flow().shows("submitted")
    assert candidate.withdraws().accepted
    assert candidate.submits_again().accepted
    assert confirms(candidate).accepted
    assert candidate.sees_flow().shows("confirmed")


@on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
@verifies("Q1", "D2", "R4.3b", "R4.3c")
def test_who_was_rejected_repairs_in_the_time_that_was_added(
    candidate: Candidate, institution: Institution, exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    assert exam_area.sets({"重新上传材料截至时间": "2023-01-17 24:00"}).accepted
    stage.travels_to(stage.calendar.resubmission.closes + MINUTE)
    assert candidate.sees_flow().shows("confirm-rejected")
    assert candidate.replaces_material("身份证件").accepted
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("Q1", "D2", "R6.1b", "R6.1c")
@needs("payment-simulator")
def test_who_is_late_pays_in_the_time_that_was_added(approved: Candidate, exam_area: ExamArea, stage: Stage) -> None:
    assert exam_area.sets({"网上缴费截至时间": "2023-03-02 24:00"}).accepted
    stage.travels_to(stage.calendar.payment.closes + MINUTE)
    assert approved.sees_flow().shows("approved")
    assert approved.pays().accepted
    assert approved.sees_flow().shows("paid")


@verifies("Q1", "Q2", "R6.1b")
def test_a_deadline_in_the_middle_of_a_day_is_told_as_such(approved: Candidate, exam_area: ExamArea) -> None:
    closes = datetime(2023, 2, 28, 12, 30, tzinfo=BEIJING)
    assert exam_area.sets({"网上缴费截至时间": f"{closes:%Y-%m-%d %H:%M}"}).accepted
    assert tells_when_it_ends(approved.opens_payment().text, closes)


@on_areas(AreaType.ON_SITE_PAY)
@pytest.mark.parametrize(
    ("of", "other"),
    [(Staff.center, {"考试日期（首日）": "2023-04-16"}), (Staff.exam_area, {"缴费平台": "另一个缴费平台"})],
    ids=["the project", "an area"],
)
@verifies("D2", "D35", "Q48")
def test_an_extension_is_not_taken_back_by_a_form_that_was_opened_before_it(
    candidate: Candidate, staff: Staff, stage: Stage, of: Callable[[Staff], Sets], other: dict[str, str]
) -> None:
    candidate.beforehand.fills_in_everything()
    first, second = of(staff), of(staff)
    second.comes_to(second.settings)
    assert first.sets(REGISTRATION_EXTENDED).accepted
    assert second.saves(other).refused_because("settings-changed")
    stage.travels_to(stage.calendar.registration.closes)
    assert candidate.submits_again().accepted
    assert second.sets(other).accepted
