"""Path payment-timeout: orders expire and are renewed; a missed deadline is abandonment; early or late money is dealt with."""

from datetime import timedelta

from scenarios.actors import Candidate, ExamArea
from scenarios.areas import AreaType
from scenarios.books import books_of
from scenarios.control import Stage
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("payment-timeout")
PAYING = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)


@PAYING
@verifies("R6.1a", "R6.2c", "R6.2d", "Q29")
def test_an_expired_order_is_renewed_and_paid(approved: Candidate, stage: Stage) -> None:
    approved.checks_out()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes))
    assert [order["状态"] for order in approved.sees_orders()] == ["已超时关闭"]
    assert approved.pays().accepted
    assert [order["状态"] for order in approved.sees_orders()] == ["已支付", "已超时关闭"]
    assert approved.sees_flow().shows("paid")


@PAYING
@verifies("R6.1b", "R6.1c", "Q2")
def test_who_does_not_pay_in_time_has_abandoned(approved: Candidate, stage: Stage) -> None:
    stage.travels_to(stage.calendar.payment.closes)
    assert approved.insists_on_payment().refused
    assert approved.sees_flow().shows("abandoned")


@PAYING
@verifies("R6.1c", "R6.3")
def test_who_has_not_paid_in_time_does_not_succeed_because_the_area_gives_online_payment_up(
    approved: Candidate, exam_area: ExamArea, stage: Stage
) -> None:
    stage.travels_to(stage.calendar.payment.closes)
    assert exam_area.sets({"开通网上缴费": "不开通"}).refused
    assert exam_area.sets({f"{approved.city}网上缴费": "不开通"}).refused
    assert approved.sees_flow().shows("abandoned")


@PAYING
@verifies("R6.1b", "R6.2e", "Q31")
def test_money_paid_in_time_counts_however_late_the_message(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "held"})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    approved.pays_at_platform()
    paid_at = approved.sees_times_of_payment()
    stage.travels_to(stage.calendar.payment.closes + timedelta(hours=1))
    stage.platform(approved.area.name, "deliver", {})
    assert approved.sees_flow().shows("paid")
    assert approved.sees_times_of_payment() <= paid_at


@PAYING
@verifies("R6.1b", "R6.1c", "Q32", "D9")
def test_money_paid_too_late_is_refunded(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    stage.travels_to(stage.calendar.payment.closes)
    approved.pays_at_platform()
    assert approved.sees_flow().shows("abandoned")
    assert books_of(stage).keep()


@PAYING
@verifies("Q30", "D9")
def test_money_for_an_expired_order_counts_or_goes_back(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True})
    approved.checks_out()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes + 1))
    approved.pays_at_platform()
    counted = approved.sees_flow().shows("paid")
    assert counted or approved.sees_flow().shows("approved")
    assert books_of(stage).keep(*[approved.fee()] * counted)


@PAYING
@verifies("R6.2c", "Q36")
def test_the_amount_is_fee_times_subjects(approved: Candidate, stage: Stage) -> None:
    assert approved.sees_amount() == f"{approved.fee() / 100:.2f}元"
    assert [record["due"] for record in stage.records()] == [approved.fee()]


@PAYING
@verifies("R6.2b", "R6.2e", "D6", "Q38")
def test_coming_back_without_paying_proves_nothing(approved: Candidate) -> None:
    approved.checks_out()
    number = approved.page.fact("订单号")
    approved.changes_mind_at_platform()
    assert approved.is_at_portal()
    assert approved.sees_flow().shows("approved")
    approved.comes_back_by(order=number, result="success")
    assert not approved.refreshes_payment().page.says("缴费成功")
    assert approved.sees_order_states() == ["待支付"]
    assert approved.sees_flow().shows("approved")


@PAYING
@verifies("R6.1b")
def test_before_its_window_payment_is_not_open(approved: Candidate, stage: Stage) -> None:
    stage.travels_to(stage.calendar.payment.opens - timedelta(minutes=1))
    assert approved.insists_on_payment().refused_because("payment-not-open")
