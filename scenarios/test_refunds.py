"""Money that must go back: paid twice, too late, for an approval that ended, for data that were corrected; and until it has."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from scenarios.actors import Candidate, ExamArea, NationalCenter, Outcome, Site
from scenarios.actors.together import together
from scenarios.areas import AreaType
from scenarios.books import books_of
from scenarios.calendar import Calendar, Span
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, verifies

PAYING = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
TWO = frozenset({"基础知识", "专业知识"})
REPORTED = "报考信息"
WRITTEN_REQUEST = "考生书面申请变更科目"
ROUNDS = 4


WHOLE = Span(date(2022, 12, 30), date(2023, 2, 28))
REVIEWS_GO_ON = Calendar(site_review=WHOLE, area_review=WHOLE)


@pytest.fixture
def calendar() -> Calendar:
    """Reviews go on while people pay, as they do in many areas (Q41)."""
    return REVIEWS_GO_ON


@PAYING
@verifies("Q33", "D7")
def test_of_two_payments_in_two_tabs_one_goes_back(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"allows_twice": True})
    tab = approved.in_another_tab
    approved.checks_out()
    tab.checks_out()
    approved.pays_at_platform()
    tab.pays_at_platform()
    assert approved.sees_flow().shows("paid")
    assert approved.sees_order_states() == ["已支付"]
    assert f"{approved.fee_in_words()} 已退回" in approved.sees_refunds()[0]
    assert books_of(stage).platform.received == 2 * approved.fee()
    assert books_of(stage).keep(approved.fee())


@verifies("Q33", "D7", "D10")
def test_two_payments_at_the_same_moment_count_once(
    people: People, approves: Callable[..., None], stage: Stage
) -> None:
    payers = [people.candidate() for _ in range(ROUNDS)]
    approves(*payers)
    stage.platform(payers[0].area.name, "behaviour", {"allows_twice": True})
    assert [pays_twice_at_once(payer.beforehand) for payer in payers] == ["已支付"] * ROUNDS
    assert books_of(stage).platform.received == 2 * sum(payer.fee() for payer in payers)
    assert books_of(stage).keep(*[payer.fee() for payer in payers])


def pays_twice_at_once(payer: Candidate) -> str:
    """One round: two tabs, one moment; what the order history says afterwards."""
    payer.checks_out()
    tab = payer.in_another_tab
    together(payer.presses_pay_at_platform, tab.presses_pay_at_platform)
    (state,) = payer.sees_order_states()
    return state


@PAYING
@verifies("Q32", "D9", "R6.1c")
def test_money_paid_after_the_deadline_goes_back_and_helps_nobody(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    stage.travels_to(stage.calendar.payment.closes + timedelta(minutes=5))
    approved.pays_at_platform()
    assert books_of(stage).platform.received == approved.fee()
    assert books_of(stage).keep()
    assert approved.returns_and_sees("abandoned")
    assert approved.sees_order_states() == ["已退款"]


@verifies("Q32", "D9", "R6.1b", "Q2")
def test_money_paid_at_the_very_closing_moment_is_too_late(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    stage.stands_at(stage.calendar.payment.closes)
    approved.pays_at_platform()
    assert approved.sees_flow().shows("abandoned")
    assert books_of(stage).keep()


@PAYING
@verifies("Q40", "D24", "D9")
def test_money_for_an_approval_withdrawn_meanwhile_goes_back(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "held"})
    approved.checks_out()
    approved.pays_at_platform()
    assert exam_area.overturns(approved.profile.id_number, "抽查发现工作年限不实").accepted
    stage.platform(approved.area.name, "deliver", {})
    assert approved.sees_flow().shows("review-rejected")
    assert approved.insists_on_payment().refused
    assert books_of(stage).keep()


@PAYING
@verifies("Q29", "Q40")
def test_nobody_is_asked_to_pay_an_order_of_an_approval_that_has_ended(
    approved: Candidate, exam_area: ExamArea
) -> None:
    approved.checks_out()
    assert approved.sees_order_states() == ["待支付"]
    assert exam_area.overturns(approved.profile.id_number, "抽查发现工作年限不实").accepted
    assert "待支付" not in approved.sees_order_states()


@verifies("Q40", "D24")
def test_an_order_of_a_withdrawn_approval_buys_no_place(approved: Candidate, exam_area: ExamArea, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    approved.checks_out()
    exam_area.overturns(approved.profile.id_number, "报考点名额已满")
    approved.pays_at_platform()
    assert approved.sees_flow().shows("review-rejected")
    assert books_of(stage).platform.received == approved.fee()
    assert books_of(stage).keep()


@PAYING
@verifies("Q37", "Q40")
def test_overturning_a_paid_enrollment_gives_the_money_back(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    approved.beforehand.pays()
    assert exam_area.overturns(approved.profile.id_number, "抽查发现学历不实").accepted
    assert approved.sees_flow().shows("review-rejected")
    assert approved.sees_order_states() == ["已退款"]
    assert books_of(stage).platform.received == approved.fee()
    assert books_of(stage).keep()


@PAYING
@pytest.mark.parametrize("calendar", [Calendar(), REVIEWS_GO_ON], ids=["published", "reviews-go-on"])
@verifies("Q37", "D37", "Q36")
def test_a_correction_after_payment_gives_back_and_costs_the_new_fee(
    approved: Candidate, site: Site, reviews: Callable[[Candidate], Outcome], stage: Stage
) -> None:
    approved.beforehand.pays()
    assert site.corrects(approved.profile.id_number, REPORTED, {"报考科目": TWO}, WRITTEN_REQUEST).accepted
    assert approved.sees_flow().shows("confirmed")
    assert books_of(stage).keep()
    approved.becomes(subjects=TWO)
    assert reviews(approved).accepted
    approved.pays()
    assert approved.sees_flow().shows("paid")
    assert approved.sees_order_states() == ["已支付", "已退款"]
    assert books_of(stage).keep(approved.fee())


@PAYING
@verifies("Q37")
def test_a_correction_that_changes_nothing_takes_no_money_back(approved: Candidate, site: Site, stage: Stage) -> None:
    approved.beforehand.pays()
    assert site.corrects(approved.profile.id_number, "联系方式", {}, WRITTEN_REQUEST).refused_because("nothing-changed")
    assert site.page.field("更正原因").value == WRITTEN_REQUEST
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q37", "Q36", "D37", "D9")
def test_an_order_for_data_that_were_corrected_since_pays_nothing(
    approved: Candidate, site: Site, reviews: Callable[[Candidate], Outcome], stage: Stage
) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    tab = approved.in_another_tab
    tab.checks_out()
    site.beforehand.corrects(approved.profile.id_number, REPORTED, {"报考科目": TWO}, WRITTEN_REQUEST)
    approved.becomes(subjects=TWO)
    reviews(approved)
    assert approved.sees_amount() == approved.fee_in_words()
    tab.pays_at_platform()
    assert approved.sees_flow().shows("approved")
    assert books_of(stage).keep()


@pytest.fixture
def reviews(site: Site, exam_area: ExamArea) -> Callable[[Candidate], Outcome]:
    """Both reviews once more, arranged."""

    def review(candidate: Candidate) -> Outcome:
        site.beforehand.passes(candidate.profile.name)
        return exam_area.beforehand.passes(candidate.profile.name)

    return review


@verifies("Q33", "Q34", "D5", "D7")
def test_a_refund_that_the_platform_could_not_make_is_made_later(
    approved: Candidate, exam_area: ExamArea, center: NationalCenter, stage: Stage
) -> None:
    approved.beforehand.pays()
    stage.platform(approved.area.name, "behaviour", {"down": True})
    exam_area.beforehand.overturns(approved.profile.id_number, "抽查发现学历不实")
    assert approved.sees_refunds() == [f"{approved.fee_in_words()} 退款处理中"]
    assert approved.sees_order_states() == ["退款处理中"]
    owed = {"已退金额": "0.00", "待退金额": approved.fee_in_words().removesuffix("元"), "报名成功": "否"}
    assert center.reads_otherwise(owed) == {}
    stage.platform(approved.area.name, "behaviour", {})
    approved.refreshes_payment()
    assert f"{approved.fee_in_words()} 已退回" in approved.sees_refunds()[0]
    assert approved.sees_order_states() == ["已退款"]
    assert books_of(stage).keep()


@verifies("Q33", "Q34", "D5", "D7")
@needs("reconciling")
def test_a_refund_that_the_platform_could_not_make_is_made_without_the_candidate(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    approved.beforehand.pays()
    stage.platform(approved.area.name, "behaviour", {"down": True})
    exam_area.beforehand.overturns(approved.profile.id_number, "抽查发现学历不实")
    stage.platform(approved.area.name, "behaviour", {})
    stage.reconciles()
    assert books_of(stage).keep()


@verifies("Q33", "Q34", "Q37", "D5", "D8")
def test_what_goes_back_to_one_is_neither_taken_from_another_nor_written_off(
    people: People, approves: Callable[..., None], exam_area: ExamArea, stage: Stage
) -> None:
    first, second = people.candidate(), people.candidate()
    approves(first, second)
    first.beforehand.pays()
    second.beforehand.pays()
    stage.platform(first.area.name, "behaviour", {"down": True})
    exam_area.beforehand.overturns(first.profile.id_number, "抽查发现学历不实")
    assert books_of(stage).owed == first.fee()
    assert second.sees_order_states() == ["已支付"]
    stage.platform(first.area.name, "behaviour", {})
    exam_area.beforehand.overturns(second.profile.id_number, "报考点名额已满")
    first.refreshes_payment()
    assert books_of(stage).keep()


@verifies("Q40", "Q15", "D35")
def test_payment_and_withdrawal_of_the_approval_at_once_leave_the_money_where_it_belongs(
    people: People, approves: Callable[..., None], exam_area: ExamArea, stage: Stage
) -> None:
    payers = [people.candidate() for _ in range(ROUNDS)]
    approves(*payers)
    assert [pays_while_overturned(payer.beforehand, exam_area.beforehand) for payer in payers] == [True] * ROUNDS
    assert books_of(stage).keep()


def pays_while_overturned(payer: Candidate, exam_area: ExamArea) -> bool:
    """One round: the candidate pays at the moment at which the area says no; whoever is first, the approval is gone."""
    payer.checks_out()
    exam_area.finds_holder(payer.profile.id_number)
    refuse = {"原因": "抽查发现工作年限不实"}
    _, said = together(payer.presses_pay_at_platform, lambda: exam_area.hands.submit("不通过", refuse))
    overturned = not said.alerts or exam_area.overturns(payer.profile.id_number, refuse["原因"]).accepted
    return overturned and payer.sees_flow().shows("review-rejected")


@verifies("Q41")
def test_an_area_may_end_its_reviews_when_payment_opens(approved: Candidate, exam_area: ExamArea, stage: Stage) -> None:
    assert exam_area.beforehand.sets({"缴费开始后停止资格审核": True}).accepted
    assert exam_area.finds_holder(approved.profile.id_number).refused
    assert not exam_area.page.has_button("不通过")
    stage.travels_to(stage.calendar.payment.opens - timedelta(minutes=1))
    assert exam_area.overturns(approved.profile.id_number, "抽查发现工作年限不实").accepted


@PAYING
@verifies("D6", "D30", "Q37")
def test_the_page_of_a_payment_that_went_back_does_not_say_again_that_it_succeeded(
    approved: Candidate, site: Site
) -> None:
    told = approved.pays().page
    assert site.corrects(approved.profile.id_number, REPORTED, {"报考科目": TWO}, WRITTEN_REQUEST).accepted
    assert not set(told.messages) & set(approved.hands.open(told.address).messages)
