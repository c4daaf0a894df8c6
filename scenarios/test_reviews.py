"""资格审核: two stages in their order, failing with a reason, overturning, sending back, and what areas may set otherwise."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from scenarios.actors import Candidate, ExamArea, Outcome, RegistrationPoint, Site
from scenarios.areas import AREAS, AreaType
from scenarios.calendar import Calendar, Span
from scenarios.control import PastResult, Stage
from scenarios.process import is_a_no
from scenarios.verifies import needs, on_areas, verifies

EVERYWHERE = on_areas(*AreaType)
ON_SITE = on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
USUAL = AREAS[AreaType.ON_SITE_PAY]
ENDS_WITH_PAYMENT = USUAL.with_(also={"review_ends_with_payment": True})
LONG_REVIEW = replace(Calendar(), area_review=Span(date(2022, 12, 30), date(2023, 2, 28)))
CONFIRMS_REPEATERS = USUAL.with_(also={"confirms_unchanged_repeaters": True})


@pytest.fixture
def confirmed(candidate: Candidate, confirms: Callable[[Candidate], Outcome]) -> Candidate:
    """Somebody who waits for 考点初审."""
    candidate.beforehand.submits()
    assert confirms(candidate).accepted
    return candidate


@EVERYWHERE
@verifies("R4.4a", "R4.4b", "R5.1a", "R5.1b", "R5.2", "R5.3", "Q24", "D30")
def test_the_review_is_green_only_after_both_stages(confirmed: Candidate, site: Site, exam_area: ExamArea) -> None:
    assert confirmed.sees_flow().shows("confirmed")
    assert confirmed.sees_words_of("资格审核") != confirmed.sees_words_of("报名确认")
    assert site.passes(confirmed.profile.name).accepted
    assert confirmed.sees_flow().shows("site-passed")
    assert confirmed.sees_words_of("资格审核") != confirmed.sees_words_of("报名确认")
    assert exam_area.passes(confirmed.profile.name).accepted
    assert confirmed.sees_flow().shows("approved")


@EVERYWHERE
@verifies("Q23b", "R5.1b")
def test_the_area_cannot_pass_what_the_site_has_not(confirmed: Candidate, exam_area: ExamArea) -> None:
    assert confirmed.profile.name not in exam_area.sees_queue()
    exam_area.finds_holder(confirmed.profile.id_number)
    assert not exam_area.sees_button("通过")
    assert confirmed.sees_flow().shows("confirmed")


@EVERYWHERE
@verifies("R4.1a", "R5.1a")
def test_the_site_cannot_review_what_is_not_confirmed(candidate: Candidate, site: Site) -> None:
    candidate.beforehand.submits()
    assert candidate.profile.name not in site.sees_queue()
    site.finds_holder(candidate.profile.id_number)
    assert not site.sees_button("通过")


@EVERYWHERE
@verifies("Q23a", "Q23c", "Q24", "D14")
def test_failing_at_the_site_is_told_with_its_reason_and_is_final_for_the_candidate(
    confirmed: Candidate, site: Site, exam_area: ExamArea
) -> None:
    assert site.fails(confirmed.profile.name, "").refused_because("reason-missing")
    failed = site.fails(confirmed.profile.name, "工作年限不足")
    assert failed.accepted
    assert not calls_it_passed(failed)
    assert confirmed.sees_flow().shows("review-rejected")
    assert confirmed.sees_reason() == "工作年限不足"
    assert is_a_no(confirmed.sees_history()[-1])
    assert not {"撤回信息提交", "填写/修改报考信息"} & set(confirmed.sees_actions())
    assert confirmed.insists_on_withdrawal().refused
    assert confirmed.profile.name not in exam_area.sees_queue()


def calls_it_passed(outcome: Outcome) -> list[str]:
    """What the page after a decision says of it that only fits a yes."""
    return [words for words in outcome.page.messages if re.search("(?<![不未])通过", words)]


@EVERYWHERE
@verifies("Q23a", "D14")
def test_what_a_desk_writes_beside_its_yes_is_no_reason_for_the_candidate(confirmed: Candidate, site: Site) -> None:
    site.opens(confirmed.profile.name)
    assert site.presses("通过", "证件照片模糊，请补交").accepted
    assert confirmed.sees_flow().shows("site-passed")
    assert not confirmed.page.says("证件照片模糊")


@EVERYWHERE
@verifies("Q23b", "Q23a", "D14")
def test_the_area_may_overturn_what_the_site_has_passed(confirmed: Candidate, site: Site, exam_area: ExamArea) -> None:
    site.beforehand.passes(confirmed.profile.name)
    assert confirmed.insists_on_withdrawal().refused_because("already-confirmed")
    assert exam_area.fails(confirmed.profile.name, "").refused_because("reason-missing")
    failed = exam_area.fails(confirmed.profile.name, "学历与报考级别不符")
    assert failed.accepted
    assert not calls_it_passed(failed)
    assert confirmed.sees_flow().shows("review-rejected")
    assert confirmed.sees_reason() == "学历与报考级别不符"
    exam_area.finds_holder(confirmed.profile.id_number)
    assert is_a_no(exam_area.sees_history()[0])


@ON_SITE
@verifies("Q14", "Q23a", "R3.n2a", "R3.n2b", "R3.n2c")
def test_who_is_sent_back_corrects_and_comes_with_a_new_form(
    candidate: Candidate, registration_point: RegistrationPoint, site: Site
) -> None:
    old_form = candidate.beforehand.submits_and_prints()
    registration_point.beforehand.confirms(old_form)
    assert site.sends_back(candidate.profile.name, "").refused_because("reason-missing")
    assert site.sends_back(candidate.profile.name, "照片不符合要求").accepted
    assert candidate.sees_flow().shows("draft")
    assert candidate.sees_reason() == "照片不符合要求"
    assert registration_point.confirms(old_form).refused
    candidate.corrects(address="柳湖路8号")
    new_form = candidate.submits_and_prints()
    assert new_form.verification_code != old_form.verification_code
    assert registration_point.confirms(new_form).accepted


@EVERYWHERE
@verifies("Q23a")
def test_the_site_may_send_back_who_has_failed(
    confirmed: Candidate, site: Site, confirms: Callable[[Candidate], Outcome]
) -> None:
    site.beforehand.fails(confirmed.profile.name, "证明材料不全")
    assert site.sends_back_failed(confirmed.profile.id_number, "请补充后重新提交").accepted
    assert confirmed.sees_flow().shows("draft")
    assert confirmed.submits_again().accepted
    assert confirms(confirmed).accepted
    assert confirmed.sees_flow().shows("confirmed")


@EVERYWHERE
@verifies("D14")
def test_every_decision_stands_in_the_history(confirmed: Candidate, site: Site, exam_area: ExamArea) -> None:
    site.beforehand.passes(confirmed.profile.name)
    exam_area.beforehand.passes(confirmed.profile.name)
    exam_area.finds_holder(confirmed.profile.id_number)
    seen = exam_area.sees_history()
    assert [words for words in seen if "初审" in words]
    assert [words for words in seen if "终审" in words]
    assert len(seen) == len(confirmed.sees_history())


@pytest.mark.parametrize("calendar", [LONG_REVIEW], ids=["review-window-beyond-payment"])
@pytest.mark.parametrize("area", [USUAL, ENDS_WITH_PAYMENT], ids=["usual", "review-ends-with-payment"])
@verifies("Q41")
def test_an_area_may_end_its_reviews_when_payment_opens(
    confirmed: Candidate, site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    site.beforehand.passes(confirmed.profile.name)
    exam_area.beforehand.passes(confirmed.profile.name)
    stage.travels_to(stage.calendar.payment.noon)
    exam_area.finds_holder(confirmed.profile.id_number)
    assert exam_area.sees_button("不通过") is (not confirmed.area.also)
    assert confirmed.sees_flow().shows("approved")


@pytest.mark.parametrize("area", [CONFIRMS_REPEATERS], ids=["confirms-repeaters"])
@needs("history")
@verifies("Q25")
def test_where_an_area_confirms_repeaters_only_repeaters_are_confirmed(candidate: Candidate) -> None:
    candidate.submits()
    assert candidate.sees_flow().shows("submitted")


@pytest.mark.parametrize("area", [USUAL, CONFIRMS_REPEATERS], ids=["usual", "confirms-repeaters"])
@needs("history")
@verifies("Q25")
def test_an_unchanged_repeater_is_confirmed_only_where_the_area_has_said_so(candidate: Candidate, stage: Stage) -> None:
    who = candidate.profile
    stage.admits([], [PastResult(who.name, who.id_number, who.specialty.code, passed=("基础知识",))])
    candidate.submits()
    assert candidate.sees_flow().shows("confirmed" if candidate.area.also else "submitted")


@pytest.mark.parametrize("area", [CONFIRMS_REPEATERS], ids=["confirms-repeaters"])
@needs("history")
@verifies("Q25", "Q23a")
def test_a_repeater_whom_the_site_has_sent_back_waits_for_a_desk(
    candidate: Candidate, site: Site, stage: Stage
) -> None:
    who = candidate.profile
    stage.admits([], [PastResult(who.name, who.id_number, who.specialty.code, passed=("基础知识",))])
    candidate.beforehand.submits()
    assert site.sends_back(who.name, "单位名称有误").accepted
    candidate.corrects(employer=None, other_employer="平凉市崆峒区柳湖镇中心卫生院新址")
    assert candidate.submits_again().accepted
    assert candidate.sees_flow().shows("submitted")
