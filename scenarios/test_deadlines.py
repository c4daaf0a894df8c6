"""Windows at their edges, to the instant: the last moment inside and the first one outside, for candidates and desks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scenarios.actors import Candidate, ExamArea, Institution, Outcome, RegistrationPoint, Site
from scenarios.actors.enrollee import PROJECT
from scenarios.actors.hours import promises_a_day_more, tells_the_hour
from scenarios.areas import AreaType
from scenarios.calendar import Calendar, Span
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = [over_http, needs("clock")]
INSTANT = timedelta(microseconds=1)
EVERYWHERE = on_areas(*AreaType)
ON_SITE = on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
BOTH_WAYS = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_FREE)
LATE_REVIEW = replace(Calendar(), area_review=Span(date(2022, 12, 30), date(2023, 3, 10)))
LATE_REGISTRATION = replace(Calendar(), registration=Span(date(2022, 12, 30), date(2023, 1, 20)))
NOTHING_YET = replace(Calendar(), registration=Span(date(2023, 1, 6), date(2023, 1, 12)))
LATE_REVIEWS = replace(
    Calendar(),
    site_review=Span(date(2023, 1, 8), date(2023, 1, 31)),
    area_review=Span(date(2023, 1, 20), date(2023, 2, 16)),
)
LATE_CONFIRMATION = replace(Calendar(), confirmation=Span(date(2023, 1, 8), date(2023, 1, 17)))


@verifies("Q2", "Q3", "Q6", "D34")
def test_who_chooses_a_province_at_the_end_of_registration_begins_nothing(candidate: Candidate, stage: Stage) -> None:
    candidate.enters_enrollment()
    stage.stands_at(stage.calendar.registration.closes)
    assert candidate.chooses_area().refused_because("registration-closed")
    assert not candidate.tries_to_enter().page.has_link(PROJECT)
    stage.stands_at(stage.calendar.registration.closes - INSTANT)
    assert candidate.begins().accepted


@BOTH_WAYS
@verifies("Q2", "Q3", "Q6")
def test_the_last_instant_of_registration_is_in_time_for_a_first_submission(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.fills_in_everything()
    stage.stands_at(stage.calendar.registration.closes - INSTANT)
    assert candidate.sees_flow().shows("draft")
    candidate.opens_submission()
    assert candidate.presses_submit().accepted
    assert candidate.sees_flow().shows("submitted")
    assert tells_the_hour(candidate.sees_times_in_history()[-1], stage.now())


@BOTH_WAYS
@verifies("Q1", "Q2")
def test_no_page_says_that_the_day_after_the_last_one_is_in_time(candidate: Candidate, stage: Stage) -> None:
    assert not promises_a_day_more(candidate.tries_to_enter().page.text, stage.calendar.registration.closes)
    candidate.beforehand.fills_in_everything()
    assert not promises_a_day_more(candidate.opens_flow().text, stage.calendar.registration.closes)
    candidate.submits_again()
    assert not promises_a_day_more(candidate.opens_flow().text, stage.calendar.confirmation.closes)


@BOTH_WAYS
@verifies("Q2", "Q3", "Q6", "D34")
def test_a_page_opened_in_time_and_sent_at_the_deadline_submits_nothing(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.fills_in_everything()
    candidate.opens_submission()
    stage.stands_at(stage.calendar.registration.closes)
    assert candidate.presses_submit().refused
    assert candidate.sees_flow().shows("abandoned")
    assert [record["version"] for record in stage.records()] == [0]


@EVERYWHERE
@verifies("R3.1b", "Q2", "Q6")
def test_the_last_instant_of_confirmation_is_in_time_for_a_withdrawal(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    candidate.asks_to_withdraw()
    stage.stands_at(stage.calendar.confirmation.closes - INSTANT)
    assert candidate.says_yes().accepted
    assert candidate.sees_flow().shows("draft")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@EVERYWHERE
@verifies("R3.1b", "Q2", "Q5", "Q6", "D34")
def test_a_withdrawal_sent_at_the_end_of_confirmation_is_refused(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    candidate.asks_to_withdraw()
    stage.stands_at(stage.calendar.confirmation.closes)
    assert candidate.says_yes().refused
    assert candidate.sees_flow().shows("abandoned")
    assert "打印报名表" not in candidate.sees_actions()


@EVERYWHERE
@verifies("Q2", "Q4", "R3.1b", "D34")
def test_a_resubmission_sent_at_the_end_of_confirmation_is_refused(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    candidate.opens_submission()
    stage.stands_at(stage.calendar.confirmation.closes)
    assert candidate.presses_submit().refused
    assert candidate.sees_flow().shows("abandoned")


@EVERYWHERE
@verifies("Q3", "R3.1b", "R3.1e")
def test_after_registration_one_can_still_withdraw_and_resubmit(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    stage.travels_to(stage.calendar.registration.closes + timedelta(hours=1))
    assert candidate.withdraws().accepted
    assert candidate.sees_flow().shows("draft")
    candidate.corrects(address="柳湖路8号")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@BOTH_WAYS
@verifies("Q3")
def test_who_never_submitted_has_abandoned_when_registration_ends(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.fills_in_everything()
    stage.stands_at(stage.calendar.registration.closes)
    assert candidate.sees_flow().shows("abandoned")
    assert candidate.insists_on_submission().refused
    assert "填写/修改报考信息" not in candidate.sees_actions()


@EVERYWHERE
@verifies("R4.1a", "R4.4a", "Q2", "Q5")
def test_the_last_instant_of_confirmation_is_in_time_for_the_desk(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], stage: Stage
) -> None:
    candidate.beforehand.submits()
    stage.stands_at(stage.calendar.confirmation.closes - INSTANT)
    assert candidate.sees_flow().shows("submitted")
    assert confirms(candidate).accepted
    assert candidate.sees_flow().shows("confirmed")
    stage.stands_at(stage.calendar.confirmation.closes)
    assert candidate.sees_flow().shows("confirmed")


@ON_SITE
@verifies("R4.1a", "Q2", "Q5", "Q6")
def test_the_desk_confirms_nothing_more_at_the_end_of_confirmation(
    candidate: Candidate, registration_point: RegistrationPoint, stage: Stage
) -> None:
    form = candidate.beforehand.submits_and_prints()
    registration_point.looks_up(form.verification_code or "")
    stage.stands_at(stage.calendar.confirmation.closes)
    assert registration_point.presses("确认").refused
    assert registration_point.confirms(form).refused_because("confirmation-closed")
    assert candidate.profile.name not in registration_point.sees_waiting()
    assert candidate.sees_flow().shows("abandoned")


@ONLINE
@verifies("R4.1a", "Q2", "Q5", "Q6")
def test_the_institution_decides_nothing_more_at_the_end_of_confirmation(
    candidate: Candidate, institution: Institution, stage: Stage
) -> None:
    candidate.beforehand.submits()
    institution.opens(candidate.profile.name)
    stage.stands_at(stage.calendar.confirmation.closes)
    assert institution.presses("通过").refused
    assert candidate.profile.name not in institution.sees_queue()
    assert candidate.sees_flow().shows("abandoned")


@ON_SITE
@pytest.mark.parametrize("calendar", [LATE_CONFIRMATION], ids=["confirmation-opens-later"])
@verifies("R4.1a", "Q1", "Q2")
def test_confirmation_opens_at_the_first_instant_of_its_first_day(
    candidate: Candidate, registration_point: RegistrationPoint, stage: Stage
) -> None:
    form = candidate.beforehand.submits_and_prints()
    stage.stands_at(stage.calendar.confirmation.opens - INSTANT)
    assert registration_point.confirms(form).refused_because("confirmation-closed")
    stage.stands_at(stage.calendar.confirmation.opens)
    assert registration_point.confirms(form).accepted


@pytest.mark.parametrize("calendar", [NOTHING_YET], ids=["registration-opens-later"])
@verifies("Q1", "Q2", "Q3")
def test_registration_opens_at_the_first_instant_of_its_first_day(candidate: Candidate, stage: Stage) -> None:
    stage.stands_at(stage.calendar.registration.opens - INSTANT)
    assert not candidate.tries_to_enter().page.has_link(PROJECT)
    stage.stands_at(stage.calendar.registration.opens)
    assert candidate.begins().accepted


@BOTH_WAYS
@pytest.mark.parametrize("calendar", [LATE_REVIEWS], ids=["reviews-open-later"])
@verifies("Q1", "Q2", "R5.1a", "R5.1b")
def test_each_review_opens_at_the_first_instant_of_its_first_day(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    for desk, window in ((site, stage.calendar.site_review), (exam_area, stage.calendar.area_review)):
        stage.stands_at(window.opens - INSTANT)
        desk.finds_holder(candidate.profile.id_number)
        assert not desk.sees_button("通过")
        stage.stands_at(window.opens)
        assert desk.passes_holder(candidate.profile.id_number).accepted
    assert candidate.sees_flow().shows("approved")


@ONLINE
@verifies("R4.3b", "Q2", "Q20", "D22")
def test_a_repair_in_the_last_instant_is_in_time(candidate: Candidate, institution: Institution, stage: Stage) -> None:
    candidate.beforehand.submits()
    stage.travels_to(stage.calendar.registration.closes + timedelta(hours=1))
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    stage.stands_at(stage.calendar.resubmission.closes - INSTANT)
    assert candidate.sees_flow().shows("confirm-rejected")
    candidate.replaces_material("身份证件")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")


@ONLINE
@verifies("R4.3c", "Q2", "Q20", "D34")
def test_a_repair_sent_at_its_deadline_is_refused(candidate: Candidate, institution: Institution, stage: Stage) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    candidate.beforehand.replaces_material("身份证件")
    candidate.opens_submission()
    stage.stands_at(stage.calendar.resubmission.closes)
    assert candidate.presses_submit().refused
    assert candidate.sees_flow().shows("abandoned")


@ONLINE
@verifies("R4.3c", "Q20")
def test_another_round_does_not_extend_the_repair(candidate: Candidate, institution: Institution, stage: Stage) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不完整")
    candidate.beforehand.replaces_material("身份证件")
    candidate.beforehand.submits_again()
    institution.beforehand.rejects(candidate.profile.name, "仍不完整")
    stage.stands_at(stage.calendar.resubmission.closes)
    assert candidate.insists_on_submission().refused
    assert candidate.sees_flow().shows("abandoned")


@BOTH_WAYS
@verifies("Q1", "Q2", "Q6", "R5.1a")
def test_the_site_reviews_until_the_last_instant_of_its_window(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, stage: Stage
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.opens(candidate.profile.name)
    stage.stands_at(stage.calendar.site_review.closes)
    assert site.presses("通过").refused_because("review-closed")
    stage.stands_at(stage.calendar.site_review.closes - INSTANT)
    assert site.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("site-passed")


@BOTH_WAYS
@verifies("Q1", "Q2", "Q6", "R5.1b")
def test_the_area_reviews_until_the_last_instant_of_its_own_window(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.beforehand.passes(candidate.profile.name)
    exam_area.opens(candidate.profile.name)
    stage.stands_at(stage.calendar.area_review.closes)
    assert exam_area.presses("通过").refused_because("review-closed")
    stage.stands_at(stage.calendar.area_review.closes - INSTANT)
    assert exam_area.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("approved")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@pytest.mark.parametrize("calendar", [LATE_REVIEW], ids=["review-window-beyond-payment"])
@verifies("R6.1b", "R6.1c")
def test_nobody_is_passed_who_could_not_pay_any_more(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.beforehand.passes(candidate.profile.name)
    exam_area.opens(candidate.profile.name)
    stage.stands_at(stage.calendar.payment.closes)
    assert exam_area.presses("通过").refused_because("payment-closed")
    assert candidate.sees_flow().shows("site-passed")
    stage.stands_at(stage.calendar.payment.closes - INSTANT)
    assert exam_area.passes(candidate.profile.name).accepted
    assert candidate.sees_flow().shows("approved")


@on_areas(AreaType.ON_SITE_PAY)
@pytest.mark.parametrize(
    ("window", "beyond"),
    [("考区终审截至时间", "2023-03-01 00:01"), ("网上报名截至时间", "2023-01-18 00:01")],
    ids=["review-beyond-payment", "registration-beyond-confirmation"],
)
@verifies("Q1")
def test_an_area_cannot_set_a_window_that_ends_in_abandonment(exam_area: ExamArea, window: str, beyond: str) -> None:
    assert exam_area.sets({window: beyond}).refused
    assert exam_area.page.field(window).error


@BOTH_WAYS
@verifies("Q2", "Q23a")
def test_the_site_sends_back_only_while_the_candidate_can_still_act(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, stage: Stage
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    site.opens(candidate.profile.name)
    stage.stands_at(stage.calendar.confirmation.closes)
    assert site.presses("退回", "照片不符").refused_because("review-closed")
    assert candidate.sees_flow().shows("confirmed")
    stage.stands_at(stage.calendar.confirmation.closes - INSTANT)
    assert site.sends_back(candidate.profile.name, "照片不符").accepted
    assert candidate.sees_flow().shows("draft")
    site.finds_holder(candidate.profile.id_number)
    assert tells_the_hour(site.sees_times_in_history()[0], stage.now())


@BOTH_WAYS
@pytest.mark.parametrize("calendar", [LATE_REGISTRATION], ids=["registration-ends-last"])
@verifies("Q3", "Q5", "D2", "D22")
def test_where_registration_ends_after_confirmation_nothing_is_taken_that_nobody_can_confirm(
    candidate: Candidate, stage: Stage
) -> None:
    candidate.beforehand.fills_in_everything()
    stage.stands_at(stage.calendar.confirmation.closes - INSTANT)
    assert candidate.opens_submission().has_button("提交报名信息")
    stage.stands_at(stage.calendar.confirmation.closes)
    assert candidate.presses_submit().refused
    assert "填写/修改报考信息" not in candidate.sees_actions()
    assert candidate.sees_flow().shows("abandoned")
    assert [record["version"] for record in stage.records()] == [0]
