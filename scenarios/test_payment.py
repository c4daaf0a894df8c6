"""Payment on a good day: who pays, how much, where, until when; orders, their history, and whose they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fixtures.people import a_candidate
from fixtures.published.choices import Level
from fixtures.published.specialties import SPECIALTIES
from scenarios.actors import Candidate, ExamArea, Intruder, Outcome, RegistrationPoint, Site
from scenarios.actors.answers import FormPage
from scenarios.actors.hours import promises_a_day_more, tells_the_hour
from scenarios.areas import AREAS, Area, AreaType, desks
from scenarios.books import books_of
from scenarios.calendar import SECOND
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.process import PAYMENT, SUCCESS
from scenarios.verifies import on_areas, verifies

PAYING = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
FREE = on_areas(AreaType.ON_SITE_FREE, AreaType.ONLINE_FREE)
GANSU = AREAS[AreaType.ON_SITE_PAY]
DEAR = GANSU.with_(name="河北省", cities=(desks("石家庄市"),), computer_fee=7500, paper_fee=5500, fixed_fee=1000)
NURSING = next(specialty for specialty in SPECIALTIES if specialty.code == "203")
TWO = frozenset({"基础知识", "专业知识"})
SITE_WITHOUT = Area("山东省", AreaType.ON_SITE_PAY, (replace(desks("青岛市"), online_payment=False), desks("济南市")))
SITE_WITH = Area("贵州省", AreaType.ON_SITE_FREE, (replace(desks("贵阳市"), online_payment=True), desks("遵义市")))


def on(**areas: Area) -> pytest.MarkDecorator:
    """Plays a scenario once in each of these areas."""
    return pytest.mark.parametrize("area", areas.values(), ids=areas)


@PAYING
@verifies("R6.2a", "R6.2b", "R6.2c", "R2.4.4d")
def test_node_and_menu_lead_to_specialty_subjects_and_amount(approved: Candidate) -> None:
    assert approved.sees_where_node_leads(PAYMENT)
    by_node = dict(approved.opens_payment().facts)
    approved.opens_payment_by_menu()
    by_menu = dict(approved.finds("2023年度卫生专业技术资格考试").facts)
    assert by_node == by_menu
    assert by_node["报考专业"] == f"{approved.profile.specialty.code} {approved.profile.specialty.name}"
    assert set(by_node["报考科目"].split("、")) == approved.subjects()
    assert by_node["金额"] == approved.fee_in_words()


@PAYING
@verifies("R6.2c", "R6.2d", "R6.2e", "Q33", "D5")
def test_paying_at_the_designated_platform_is_success(approved: Candidate, stage: Stage) -> None:
    approved.checks_out()
    assert approved.is_at_platform()
    assert approved.page.fact("商户") == f"{approved.area.name}考区"
    assert approved.sees_price_at_platform() == approved.fee_in_words()
    approved.pays_at_platform()
    assert approved.returns_to_portal().says("缴费成功")
    assert approved.sees_flow().shows("paid")
    assert approved.sees_order_states() == ["已支付"]
    assert books_of(stage).keep(approved.fee())


@PAYING
@verifies("R6.2e", "R5.3", "D30")
def test_approval_alone_is_no_success_where_one_pays(approved: Candidate, stage: Stage) -> None:
    flow = approved.sees_flow()
    assert flow.shows("approved")
    assert SUCCESS not in flow.state
    approved.checks_out()
    assert approved.sees_flow().shows("approved")
    assert books_of(stage).keep()


@FREE
@verifies("R6.3", "R6.1a", "D30")
def test_where_nobody_pays_approval_is_success(approved: Candidate, intruder: Intruder, stage: Stage) -> None:
    flow = approved.sees_flow()
    assert SUCCESS in flow.state
    assert PAYMENT not in flow.nodes
    assert approved.insists_on_payment().refused_because("nothing-to-pay")
    assert intruder.posts("payment_of_project", as_=approved).refused_because("nothing-to-pay")
    assert approved.sees_order_states() == []
    stage.travels_to(stage.calendar.payment.closes)
    assert approved.sees_flow().shows("approved")
    assert [record["success"] for record in stage.records()] == [True]


@on(shandong=SITE_WITHOUT)
@verifies("Q28", "R6.3")
def test_a_site_without_payment_in_an_area_with_it(approved: Candidate, intruder: Intruder, stage: Stage) -> None:
    assert approved.sees_flow().shows("approved")
    assert SUCCESS in approved.sees_flow().state
    assert approved.insists_on_payment().refused_because("nothing-to-pay")
    assert intruder.posts("payment_of_project", as_=approved).refused_because("nothing-to-pay")
    assert approved.sees_order_states() == []
    stage.travels_to(stage.calendar.payment.closes)
    assert approved.sees_flow().shows("approved")


@on(guizhou=SITE_WITH)
@verifies("Q28", "R6.2e")
def test_a_site_with_payment_in_an_area_without_it(approved: Candidate, stage: Stage) -> None:
    assert approved.sees_flow().shows("approved")
    assert SUCCESS not in approved.sees_flow().state
    approved.pays()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("R6.1a", "R4.4b")
def test_nobody_pays_before_both_reviews(
    candidate: Candidate, registration_point: RegistrationPoint, site: Site
) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert candidate.insists_on_payment().refused_because("nothing-to-pay")
    registration_point.beforehand.confirms(form)
    assert candidate.insists_on_payment().refused_because("nothing-to-pay")
    site.beforehand.passes(candidate.profile.name)
    assert candidate.insists_on_payment().refused_because("nothing-to-pay")
    assert candidate.sees_flow().shows("site-passed")


@verifies("R6.1a", "D34")
def test_paying_without_a_button_makes_no_order_before_approval(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, intruder: Intruder, stage: Stage
) -> None:
    candidate.beforehand.submits()
    assert intruder.posts("payment_of_project", as_=candidate).refused_because("nothing-to-pay")
    assert confirms(candidate).accepted
    assert intruder.posts("payment_of_project", as_=candidate).refused_because("nothing-to-pay")
    site.beforehand.fails(candidate.profile.name, "工作年限不足")
    stage.travels_to(stage.calendar.payment.noon)
    assert intruder.posts("payment_of_project", as_=candidate).refused_because("nothing-to-pay")
    assert candidate.sees_order_states() == []


@PAYING
@verifies("R6.1b", "R6.1c", "Q2", "D34")
def test_a_page_of_paying_left_open_over_the_deadline_makes_no_order(
    approved: Candidate, intruder: Intruder, stage: Stage
) -> None:
    left_open = approved.opens_payment()
    stage.stands_at(stage.calendar.payment.closes)
    answer = intruder.presses("支付", left_open, approved)
    assert answer.refused_because("payment-closed") or answer.refused_because("abandoned")
    assert approved.sees_order_states() == []
    assert approved.sees_flow().shows("abandoned")


@verifies("R6.1b", "Q1", "D34")
def test_a_page_of_paying_opened_in_the_window_makes_no_order_before_it(
    approved: Candidate, intruder: Intruder, stage: Stage
) -> None:
    left_open = approved.opens_payment()
    stage.stands_at(stage.calendar.payment.opens - SECOND)
    assert intruder.presses("支付", left_open, approved).refused_because("payment-not-open")
    assert approved.sees_order_states() == []


@verifies("R6.1a", "R5.3", "D30")
def test_who_failed_the_review_does_not_pay(
    candidate: Candidate, registration_point: RegistrationPoint, site: Site, stage: Stage
) -> None:
    registration_point.beforehand.confirms(candidate.beforehand.submits_and_prints())
    site.beforehand.fails(candidate.profile.name, "工作年限不足")
    stage.travels_to(stage.calendar.payment.noon)
    assert candidate.insists_on_payment().refused_because("nothing-to-pay")
    assert candidate.sees_flow().shows("review-rejected")


@on(gansu=GANSU, hebei=DEAR)
@verifies("Q36", "R6.2c", "D37")
def test_the_amount_follows_mode_subjects_and_area(people: People, approves: Callable[..., None]) -> None:
    written = people.candidate(**on_paper())
    half = people.candidate(subjects=TWO)
    whole = people.candidate()
    approves(written, half, whole)
    assert written.sees_amount() == written.fee_in_words()
    assert half.sees_amount() == half.fee_in_words()
    assert whole.sees_amount() == whole.fee_in_words()
    assert [payer.sees_parts_make_up_the_fee() for payer in (written, half, whole)] == [True] * 3


def on_paper() -> dict[str, Any]:
    """What makes somebody sit the exam that is written on paper."""
    nurse = a_candidate(1, 1, level=Level.JUNIOR)
    return {"level": Level.JUNIOR, "specialty": NURSING, "practice_category": nurse.practice_category}


@verifies("Q36", "D37", "R6.2c")
def test_the_fee_follows_subjects_that_were_corrected(candidate: Candidate, approves: Callable[..., None]) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    candidate.corrects(subjects=TWO)
    candidate.opens_submission()
    approves(candidate)
    assert candidate.sees_amount() == candidate.fee_in_words() == "140.00元"


@verifies("Q39")
def test_without_a_subject_there_is_nothing_to_submit(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in(FormPage.CITY)
    candidate.beforehand.fills_in(FormPage.IDENTITY)
    candidate.beforehand.fills_in(FormPage.CONTACT)
    assert candidate.fills_in(FormPage.SPECIALTY, 报考科目=frozenset()).refused_because("page-invalid")


@verifies("Q36")
def test_an_order_keeps_its_amount_when_the_area_changes_its_fee(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    approved.checks_out()
    assert exam_area.beforehand.sets({"机考每科费用（元）": "90", "纸笔考试每科费用（元）": "90"}).accepted
    assert approved.sees_amount().startswith(approved.fee_in_words())
    approved.checks_out()
    assert approved.sees_price_at_platform() == approved.fee_in_words()
    approved.pays_at_platform()
    assert approved.sees_flow().shows("paid")
    assert approved.opens_payment().facts.get("金额", approved.fee_in_words()).startswith(approved.fee_in_words())
    assert books_of(stage).keep(approved.fee())


@verifies("Q36", "R6.2c")
def test_an_order_made_after_a_change_has_the_new_fee(approved: Candidate, exam_area: ExamArea, stage: Stage) -> None:
    approved.beforehand.checks_out()
    exam_area.beforehand.sets({"机考每科费用（元）": "90", "纸笔考试每科费用（元）": "85", "每人固定费用（元）": "10"})
    stage.travels_to(stage.now() + timedelta(minutes=31))
    approved.lives_in(approved.area.with_(computer_fee=9000, paper_fee=8500, fixed_fee=1000))
    assert approved.sees_amount() == approved.fee_in_words()
    approved.pays()
    assert books_of(stage).keep(approved.fee())


@verifies("Q36", "Q48", "D10")
def test_a_page_of_paying_that_was_left_open_orders_at_no_other_price_than_it_shows(
    approved: Candidate, exam_area: ExamArea, intruder: Intruder
) -> None:
    left_open, shown = approved.opens_payment(), approved.fee_in_words()
    exam_area.beforehand.sets({"机考每科费用（元）": "90", "纸笔考试每科费用（元）": "85"})
    answer = intruder.presses("支付", left_open, approved)
    ordered = [order["金额"] for order in approved.sees_orders()]
    assert ordered == [shown] or (ordered == [] and answer.refused_because("changed-meanwhile"))


@verifies("Q36", "D10")
def test_an_amount_sent_with_the_form_changes_nothing(approved: Candidate, intruder: Intruder) -> None:
    page = approved.opens_payment()
    crafted = {"amount": "1", "fee": "1", "subjects": "基础知识"}
    intruder.presses("支付", page, approved, **crafted)
    intruder.posts("payment_of_project", crafted, approved)
    assert [order["金额"] for order in approved.sees_orders()] == [approved.fee_in_words()]


@verifies("D7", "Q29")
def test_pressing_pay_again_leads_to_the_same_order(approved: Candidate, stage: Stage) -> None:
    tab = approved.in_another_tab
    approved.checks_out()
    tab.checks_out()
    assert approved.page.fact("订单号") == tab.page.fact("订单号")
    assert approved.sees_order_states() == ["待支付"]
    tab.pays_at_platform()
    assert approved.insists_on_payment().page.says("缴费成功")
    assert approved.sees_order_states() == ["已支付"]
    assert books_of(stage).keep(approved.fee())


@pytest.mark.parametrize("area", [GANSU, DEAR.with_(order_minutes=90)], ids=["half an hour", "an hour and a half"])
@verifies("Q29", "R6.1b")
def test_an_order_lives_as_long_as_the_area_says(approved: Candidate, stage: Stage) -> None:
    made = stage.now()
    stage.stands_at(made)
    approved.checks_out()
    assert tells_the_hour(approved.sees_orders()[0]["下单时间"], made)
    stage.stands_at(made + timedelta(minutes=approved.area.order_minutes) - SECOND)
    assert approved.sees_order_states() == ["待支付"]
    stage.stands_at(made + timedelta(minutes=approved.area.order_minutes))
    assert approved.sees_order_states() == ["已超时关闭"]
    assert approved.sees_flow().shows("approved")


@PAYING
@verifies("Q29", "R6.1b", "D9")
def test_an_order_made_shortly_before_the_deadline_ends_with_it(approved: Candidate, stage: Stage) -> None:
    stage.stands_at(stage.calendar.payment.closes - timedelta(minutes=10))
    approved.checks_out()
    stage.stands_at(stage.calendar.payment.closes)
    assert approved.in_another_tab.sees_order_states() == ["已超时关闭"]
    approved.pays_at_platform()
    assert books_of(stage).platform.received == 0
    assert approved.sees_flow().shows("abandoned")


@verifies("R6.1b", "R6.1c", "Q2", "D34")
def test_payment_ends_at_the_closing_moment_and_not_before(approved: Candidate, stage: Stage) -> None:
    stage.stands_at(stage.calendar.payment.closes - SECOND)
    assert not promises_a_day_more(approved.opens_payment().text, stage.calendar.payment.closes)
    assert approved.insists_on_payment().accepted
    assert approved.sees_flow().shows("approved")
    stage.stands_at(stage.calendar.payment.closes)
    assert approved.insists_on_payment().refused_because("payment-closed")
    assert approved.sees_flow().shows("abandoned")
    stage.stands_at(stage.calendar.payment.closes + timedelta(hours=7, minutes=59))
    assert approved.insists_on_payment().refused


@verifies("R6.1b", "Q1", "Q2")
def test_payment_opens_at_its_moment_and_not_before(approved: Candidate, stage: Stage) -> None:
    stage.stands_at(stage.calendar.payment.opens - SECOND)
    assert approved.insists_on_payment().refused_because("payment-not-open")
    stage.stands_at(stage.calendar.payment.opens)
    approved.pays()
    assert approved.sees_flow().shows("paid")


@verifies("D8", "D26", "R6.2c")
def test_orders_are_their_owners_only(people: People, approves: Callable[..., None]) -> None:
    owner, other = people.candidate(), people.candidate()
    approves(owner, other)
    owner.beforehand.checks_out()
    number = owner.page.fact("订单号")
    assert other.sees_orders() == ()
    assert other.comes_back_by(order=number, result="success").refused_because("order-unknown")
    assert not other.page.says(number)
    assert other.comes_back_by(order="20230217120000").refused_because("order-unknown")


@verifies("D8", "R6.2e")
def test_who_pays_somebody_elses_order_pays_for_its_owner(
    people: People, approves: Callable[..., None], stage: Stage
) -> None:
    owner, other = people.candidate(), people.candidate()
    approves(owner, other)
    owner.beforehand.checks_out()
    other.beforehand.checks_out()
    other.hands.open(owner.page.address)
    other.pays_at_platform()
    assert owner.sees_flow().shows("paid")
    assert other.sees_flow().shows("approved")
    assert other.sees_order_states() == ["待支付"]
    assert books_of(stage).keep(owner.fee())


@verifies("Q35", "R6.2e")
def test_who_has_paid_is_offered_no_refund_and_no_second_payment(approved: Candidate, intruder: Intruder) -> None:
    approved.beforehand.pays()
    page = approved.opens_payment()
    assert not [button.text for button in page.buttons if button.text in {"支付", "退款", "申请退款"}]
    assert not page.has_link("申请退款")
    assert approved.insists_on_payment().accepted
    intruder.posts("payment_of_project", as_=approved)
    assert approved.sees_order_states() == ["已支付"]
    assert approved.sees_flow().shows("paid")


@FREE
@verifies("R6.3")
def test_who_has_succeeded_without_paying_is_not_asked_to_pay_afterwards(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    here = f"{approved.area.city.name}网上缴费"
    assert exam_area.sets({"开通网上缴费": "开通"}).refused_because("online-payment-fixed")
    assert exam_area.sets({here: "开通"}).refused_because("online-payment-fixed")
    assert exam_area.sets({"开通网上缴费": "开通", here: "不开通"}).accepted
    assert approved.sees_flow().shows("approved")
    assert not approved.opens_payment_by_menu().says(f"{stage.calendar.payment.last}")
