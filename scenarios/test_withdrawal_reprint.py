"""Path withdrawal-reprint: withdraw, correct, submit again; the old form is refused, the reprinted one accepted."""

from dataclasses import replace
from datetime import date

import pytest

from scenarios.actors import Candidate, RegistrationPoint, Site
from scenarios.actors.account_help import AccountDesk
from scenarios.actors.intruder import Intruder
from scenarios.areas import AreaType
from scenarios.calendar import Calendar, Span
from scenarios.control import Stage
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("withdrawal-reprint")
ON_SITE = on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
EVERYWHERE = on_areas(*AreaType)
ANOTHER_EMPLOYER = "平凉市崆峒区柳湖镇中心卫生院新址"
ANOTHER_NAME = "王更正"
LATE_CONFIRMATION = replace(Calendar(), confirmation=Span(date(2023, 1, 8), date(2023, 1, 17)))


@ON_SITE
@verifies("R3.1a", "R3.1c", "R3.1d", "R3.1e", "R3.n2a", "R3.n2b", "R3.n2c", "Q7", "Q9", "Q12", "D12")
def test_a_form_printed_before_a_correction_is_refused_at_the_desk(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    old_form = candidate.beforehand.submits_and_prints()
    candidate.withdraws()
    candidate.corrects(employer=None, other_employer=ANOTHER_EMPLOYER)
    new_form = candidate.submits_and_prints()

    assert new_form.verification_code == new_form.qr_code != old_form.verification_code
    assert ANOTHER_EMPLOYER in new_form.text
    assert registration_point.confirms(old_form).refused_because("stale-form")
    assert registration_point.looks_up(new_form.verification_code or "").page.says(ANOTHER_EMPLOYER)
    assert registration_point.confirms(new_form).accepted


@EVERYWHERE
@verifies("R2.4.9b", "Q5", "Q8")
def test_the_address_of_the_printed_form_serves_it_only_while_the_submission_stands(
    candidate: Candidate, intruder: Intruder, stage: Stage
) -> None:
    candidate.beforehand.submits()
    candidate.opens_flow()
    address = candidate.page.link("打印报名表").address
    assert intruder.gets(address, candidate).accepted
    candidate.beforehand.withdraws()
    assert intruder.gets(address, candidate).denied
    candidate.beforehand.submits_again()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert intruder.gets(address, candidate).denied


@ON_SITE
@verifies("R3.n2c", "R2.2.n1b", "Q8", "D12")
def test_between_withdrawal_and_resubmission_no_form_is_valid(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert candidate.withdraws().accepted
    assert candidate.sees_flow().shows("draft")
    assert "打印报名表" not in candidate.sees_actions()
    assert registration_point.confirms(form).refused


@ON_SITE
@verifies("R3.1a", "R3.1c", "R3.1e", "R3.n2a", "R3.n2b", "R3.n2c", "Q7", "Q9", "Q12", "D12")
def test_each_correction_makes_another_code_and_only_the_last_form_counts(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    first = candidate.beforehand.submits_and_prints()
    candidate.beforehand.withdraws()
    candidate.beforehand.corrects(employer=None, other_employer=ANOTHER_EMPLOYER)
    second = candidate.beforehand.submits_and_prints()
    candidate.withdraws()
    candidate.corrects(address="柳湖路8号")
    third = candidate.submits_and_prints()
    assert len({form.verification_code for form in (first, second, third)}) == len((first, second, third))
    assert third.verification_code == third.qr_code
    assert "柳湖路8号" in third.text
    assert registration_point.confirms(first).refused_because("stale-form")
    assert registration_point.confirms(second).refused_because("stale-form")
    assert registration_point.confirms(third).accepted


@ON_SITE
@verifies("R3.1a", "Q14", "D32")
def test_a_confirmed_candidate_cannot_withdraw(candidate: Candidate, registration_point: RegistrationPoint) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.beforehand.confirms(form).accepted
    assert "撤回信息提交" not in candidate.sees_actions()
    assert candidate.insists_on_withdrawal().refused_because("already-confirmed")
    assert candidate.sees_flow().shows("confirmed")


@EVERYWHERE
@verifies("R3.1b")
def test_after_the_end_of_confirmation_nothing_can_be_withdrawn(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert "撤回信息提交" not in candidate.sees_actions()
    assert candidate.insists_on_withdrawal().refused_because("abandoned")
    assert candidate.sees_flow().shows("abandoned")


@EVERYWHERE
@verifies("R3.1b", "R3.1c", "R3.1e")
def test_in_the_last_minute_of_confirmation_one_can_still_withdraw_and_resubmit(
    candidate: Candidate, stage: Stage
) -> None:
    candidate.beforehand.submits()
    stage.stands_at(stage.calendar.confirmation.last_moment)
    assert candidate.withdraws().accepted
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@EVERYWHERE
@pytest.mark.parametrize("calendar", [LATE_CONFIRMATION], ids=["confirmation-opens-later"])
@verifies("R3.1a", "R3.1b", "R3.1c", "R3.1e", "D32")
def test_before_confirmation_has_opened_one_can_withdraw_and_resubmit(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    assert candidate.withdraws().accepted
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@EVERYWHERE
@verifies("R3.1b", "R4.1a")
def test_who_withdraws_and_does_not_submit_again_has_abandoned(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    candidate.withdraws()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert candidate.sees_flow().shows("abandoned")


@EVERYWHERE
@verifies("R3.n1")
def test_after_withdrawal_who_one_is_cannot_be_edited(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    page = candidate.opens_identity_page()
    frozen = ("姓名", "证件类型", "证件号码", "性别", "出生日期", "国籍")
    assert not [label for label in frozen if candidate.can_answer(label)]
    assert page.field("证件号码").value == candidate.profile.id_number


@ON_SITE
@verifies("R4.4a")
def test_the_exam_site_confirms_like_a_registration_point(candidate: Candidate, site: Site) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert site.confirms(form).accepted
    assert candidate.sees_flow().shows("confirmed")


@EVERYWHERE
@verifies("R3.1d", "R3.1e", "D13")
def test_after_a_withdrawal_everything_is_still_filled_in(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    before = candidate.sees_submitted_facts()
    candidate.withdraws()
    assert candidate.opens_submission().has_button("提交报名信息")
    assert candidate.presses_submit().accepted
    assert candidate.sees_submitted_facts() == before


@ON_SITE
@verifies("R3.1e", "Q10", "Q12")
def test_a_resubmission_without_a_change_has_a_form_that_is_confirmed(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    form = candidate.submits_and_prints()
    assert candidate.profile.name in registration_point.sees_waiting()
    assert registration_point.confirms(form).accepted


@EVERYWHERE
@verifies("R3.1d", "R3.1c", "D32")
def test_withdrawing_is_offered_exactly_while_something_is_submitted(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    assert "撤回信息提交" not in candidate.sees_actions()
    assert candidate.insists_on_withdrawal().refused_because("not-submitted")
    candidate.beforehand.submits_again()
    assert "撤回信息提交" in candidate.sees_actions()
    candidate.withdraws()
    assert candidate.follows_node("填写/修改报考信息").heading
    assert candidate.insists_on_withdrawal().refused_because("not-submitted")


@EVERYWHERE
@verifies("Q70", "D35")
def test_a_double_click_submits_once(candidate: Candidate, intruder: Intruder, stage: Stage) -> None:
    candidate.beforehand.fills_in_everything()
    checking = candidate.opens_submission()
    candidate.presses_submit()
    intruder.presses("提交报名信息", checking, candidate)
    intruder.presses("提交报名信息", checking, candidate)
    assert candidate.sees_flow().shows("submitted")
    assert [record["version"] for record in stage.records()] == [1]


@EVERYWHERE
@verifies("Q48", "D35")
def test_a_page_of_checking_submits_only_what_it_shows(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.fills_in_everything()
    checking = candidate.opens_submission()
    candidate.corrects(address="柳湖路8号")
    assert intruder.presses("提交报名信息", checking, candidate).refused_because("changed-meanwhile")
    assert candidate.sees_flow().shows("draft")
    assert candidate.submits_again().accepted


@EVERYWHERE
@verifies("Q48", "D13")
def test_a_question_that_lies_open_withdraws_only_what_it_asked_about(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    tab = candidate.in_another_tab
    tab.asks_to_withdraw()
    candidate.beforehand.withdraws()
    candidate.beforehand.submits_again()
    assert tab.says_yes().refused_because("changed-meanwhile")
    assert candidate.sees_flow().shows("submitted")
    assert tab.says_yes().accepted


@EVERYWHERE
@verifies("D13", "D30")
def test_a_page_that_is_loaded_again_does_not_say_once_more_that_all_is_submitted(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    told = candidate.submits_again().page
    candidate.in_another_tab.withdraws()
    assert not set(told.messages) & set(candidate.hands.open(told.address).messages)


@verifies("Q53", "R3.n2a", "R3.n2c", "D12")
def test_a_form_with_a_name_that_was_corrected_since_is_refused_at_the_desk(
    candidate: Candidate, account_desk: AccountDesk, registration_point: RegistrationPoint
) -> None:
    old_form, who = candidate.beforehand.submits_and_prints(), candidate.profile
    assert account_desk.corrects(who.id_number, ANOTHER_NAME, who.id_type).accepted
    new_form = candidate.prints()
    assert new_form.verification_code != old_form.verification_code
    assert ANOTHER_NAME in new_form.text
    assert registration_point.confirms(old_form).refused_because("stale-form")
    assert registration_point.confirms(new_form).accepted
