"""“修改考区”: available before submission, clears the enrollment, leaves registration and basic information alone."""

from datetime import date, timedelta

from scenarios.actors import Candidate, Intruder, RegistrationPoint
from scenarios.actors.answers import FormPage
from scenarios.areas import AREAS, Area, AreaType
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import on_areas, verifies


def elsewhere(area: Area) -> Area:
    """An area that confirms and pays in another way."""
    return next(other for other in AREAS.values() if other.type.online is not area.type.online)


@on_areas(*AreaType)
@verifies("R2.2.n1a", "R2.2.n2a", "R2.2.n2b", "R2.2.n2c", "D31")
def test_changing_the_area_clears_the_enrollment_and_nothing_else(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    before, credentials = candidate.sees_basics(), candidate.sees_credentials()
    assert candidate.changes_area(elsewhere(candidate.area)).accepted
    candidate.accepts_notice()
    assert candidate.sees_form_is_empty()
    assert (candidate.sees_basics(), candidate.sees_credentials()) == (before, credentials)
    assert candidate.starts_over().accepted
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R2.2.n2a", "R2.3a", "R2.3b")
def test_the_new_area_wants_its_own_consents(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.IDENTITY)
    candidate.changes_area(elsewhere(candidate.area))
    candidate.goes_to_page(FormPage.CITY)
    assert not candidate.stands_at(FormPage.CITY)


@verifies("R2.2.n2a", "R2.3b", "Q48")
def test_agreeing_to_the_old_areas_notice_does_not_count_in_the_new_area(candidate: Candidate) -> None:
    candidate.beforehand.enters_enrollment()
    candidate.beforehand.chooses_area()
    tab = candidate.in_another_tab
    candidate.accepts_notice()
    candidate.changes_area(elsewhere(candidate.area))
    assert tab.accepts_notice().refused
    tab.goes_to_page(FormPage.CITY)
    assert not tab.stands_at(FormPage.CITY)
    assert candidate.accepts_notice().accepted


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("R2.2.n2a", "R2.4a", "D31")
def test_in_the_new_area_one_begins_with_the_first_page(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.SPECIALTY)
    candidate.changes_area(elsewhere(candidate.area))
    candidate.accepts_notice()
    candidate.goes_to_page(FormPage.IDENTITY)
    assert candidate.stands_at(FormPage.CITY)


@on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.2.n1a", "R2.2.n2a", "Q17", "D31")
def test_after_withdrawal_photo_and_materials_are_cleared_with_the_rest(candidate: Candidate, people: People) -> None:
    neighbour = people.candidate()
    neighbour.beforehand.fills_in_everything()
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    other = next(area for area in AREAS.values() if area.type.online and area.name != candidate.area.name)
    assert candidate.changes_area(other).accepted
    candidate.accepts_notice()
    candidate.fills_in_all_pages()
    assert candidate.insists_on_submission().refused_because("photo-unconfirmed")
    candidate.follows_node("确认照片")
    candidate.confirms_photo()
    assert candidate.insists_on_submission().refused_because("materials-missing")
    assert neighbour.submits_again().accepted


@verifies("R3.n1", "Q16", "Q17", "D33")
def test_sex_and_birth_date_chosen_by_hand_stay_frozen_in_the_new_area(people: People) -> None:
    soldier = people.candidate(trait="military")
    who = soldier.profile
    soldier.beforehand.submits()
    soldier.beforehand.withdraws()
    soldier.changes_area(elsewhere(soldier.area))
    soldier.accepts_notice()
    soldier.becomes(sex="女" if who.sex == "男" else "男", birth_date=date(1970, 1, 1))
    assert soldier.starts_over().accepted
    assert soldier.sees_submitted("性别") == who.sex
    assert soldier.sees_submitted("出生日期") == who.birth_date.isoformat()


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R2.2.n2a", "Q48", "D11", "D31")
def test_a_page_left_open_in_the_old_area_does_not_overwrite_that_of_the_new(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.has_filled_in(FormPage.CONTACT)
    left_open = candidate.goes_to_page(FormPage.CONTACT)
    candidate.changes_area(elsewhere(candidate.area))
    candidate.accepts_notice()
    candidate.becomes(address="新考区路1号")
    candidate.fills_in_all_pages()
    assert intruder.presses("提交", left_open, candidate, 地址="原考区路2号").refused_because("stale-page")
    assert candidate.goes_to_page(FormPage.CONTACT).field("地址").value == "新考区路1号"


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R2.2.n1a", "R2.2.n1b", "Q17", "Q8")
def test_a_form_printed_in_the_old_area_is_dead(candidate: Candidate, registration_point: RegistrationPoint) -> None:
    form = candidate.beforehand.submits_and_prints()
    candidate.beforehand.withdraws()
    assert candidate.changes_area(elsewhere(candidate.area)).accepted
    assert registration_point.confirms(form).refused


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.2.n1a", "Q3", "Q17")
def test_who_has_withdrawn_can_move_after_registration_has_ended(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    stage.travels_to(stage.calendar.registration.closes + timedelta(hours=1))
    assert candidate.changes_area(elsewhere(candidate.area)).accepted
    candidate.accepts_notice()
    assert candidate.starts_over().accepted
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY)
@verifies("Q1", "Q3", "D34")
def test_an_area_whose_registration_has_ended_takes_nobody_who_has_never_submitted(
    candidate: Candidate, staff: Staff, stage: Stage
) -> None:
    here, there = candidate.area, elsewhere(candidate.area)
    candidate.beforehand.has_filled_in(FormPage.CONTACT)
    staff.exam_area(there).beforehand.sets({"网上报名截至时间": "2023-01-10 24:00"})
    stage.travels_to(stage.calendar.registration.closes - timedelta(days=1))
    assert candidate.changes_area(there).refused_because("registration-closed")
    candidate.lives_in(here)
    assert candidate.goes_to_page(FormPage.CITY).field("报名地市").chosen == (candidate.city,)


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R2.2.n1a", "Q3", "Q4", "Q17")
def test_an_area_whose_confirmation_has_ended_takes_nobody_who_has_withdrawn(
    candidate: Candidate, staff: Staff, stage: Stage
) -> None:
    here, there = candidate.area, elsewhere(candidate.area)
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    over = {"报名确认截至时间": "2023-01-13 24:00", "重新上传材料截至时间": "2023-01-13 24:00"}
    staff.exam_area(there).beforehand.sets(over)
    stage.travels_to(stage.calendar.registration.closes + timedelta(days=1))
    assert candidate.changes_area(there).refused
    candidate.lives_in(here)
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@verifies("R2.2.n1b", "D13")
def test_after_submission_the_area_can_no_longer_be_changed(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    assert "修改考区" not in candidate.sees_actions()
    assert candidate.insists_on_area_change().refused_because("area-fixed")
    assert candidate.sees_flow().shows("submitted")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_FREE)
@verifies("R2.2.n1b", "D13")
def test_a_page_of_changing_the_area_left_open_clears_nothing_after_submission(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.fills_in_everything()
    left_open = candidate.opens_area_change()
    assert candidate.submits_again().accepted
    there = elsewhere(candidate.area).name
    assert intruder.presses("确认修改", left_open, candidate, 所在省份=there).refused_because("area-fixed")
    assert candidate.sees_flow().shows("submitted")


@verifies("Q18", "Q48", "R2.2.n2a", "D13")
def test_a_page_of_changing_the_area_left_open_clears_nothing_that_was_entered_since(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.fills_in_everything()
    left_open = candidate.opens_area_change()
    candidate.corrects(address="柳湖路8号")
    there = elsewhere(candidate.area).name
    assert intruder.presses("确认修改", left_open, candidate, 所在省份=there).refused_because("changed-meanwhile")
    assert candidate.submits_again().accepted
    assert candidate.sees_submitted("地址") == "柳湖路8号"


@verifies("Q18", "R2.2.n2a", "D13")
def test_a_warning_comes_first_and_who_cancels_loses_nothing(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.CONTACT)
    assert candidate.opens_area_change().says("清空")
    candidate.cancels_area_change()
    assert candidate.goes_to_page(FormPage.CITY).field("报名地市").chosen == (candidate.city,)
    assert candidate.goes_to_page(FormPage.SPECIALTY).heading == "报考信息"


@verifies("Q18")
def test_the_same_province_again_ends_in_the_same_province(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.CONTACT)
    assert candidate.changes_area(candidate.area).accepted
    candidate.opens_flow()
    assert candidate.page.says(candidate.area.name)
