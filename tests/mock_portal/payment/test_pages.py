"""【网上缴费】 as the candidate sees it: checking, paying, coming back, refreshing, other people's orders."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from mock_portal.domain.area import Fees
from mock_portal.domain.terms import State
from mock_portal.store.projects import save_area
from mock_portal.use_cases.money import refund_all
from mock_portal.use_cases.payment import reconcile
from mock_portal.use_cases.records import stream_records
from mock_portal.web.payment.views import order_table
from tests.mock_portal.browser import Browser
from tests.mock_portal.payment.till import Till
from tests.mock_portal.world import a_timetable, an_area


def way_back(paid: Browser) -> str:
    """Where “返回商户” leads, as the portal sees it."""
    link = paid.page.css_first("a.button")
    assert link is not None
    address = urlsplit(link.attributes["href"] or "")
    return f"{address.path}?{address.query}"


def test_the_candidate_checks_specialty_subjects_and_amount_before_paying(till: Till) -> None:
    candidate = till.approved(area=an_area(fees=Fees(computer=7000, paper=6500, fixed=1000)))
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    assert page.status == 200
    assert "303 内科学" in page.text
    assert "基础知识、相关专业知识、专业知识、专业实践能力" in page.text
    assert "每科金额 70.00元" in page.text
    assert "固定费用 10.00元" in page.text
    assert "金额 290.00元" in page.text
    assert "支付" in page.buttons
    assert page.page.css_first(".deadline [data-countdown]") is not None


def test_paying_leads_to_the_platform_and_back_to_success(till: Till) -> None:
    candidate = till.approved()
    browser = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    address = browser.press("支付").address
    assert address.startswith(f"{till.portal.settings.payment_address}/pay?")
    paid = till.pay(candidate, address)
    assert paid.heading == "支付成功"
    assert "¥280.00" in paid.text
    page = browser.open(way_back(paid))
    assert page.heading == "缴费"
    assert "缴费成功，报名成功" in page.text
    assert "已支付" in page.text
    assert till.state(candidate) is State.PAID


def test_of_several_exams_each_order_says_for_which_one_it_is(till: Till) -> None:
    one, other = till.approved(1), till.approved(2)
    till.order(one)
    cases, orders = [till.due(filled).case for filled in (one, other)], till.records(one)
    rules = {case.enrollment.id: till.portal.parts(case).rules for case in cases}
    assert "考试项目" not in order_table(cases[:1], orders, rules).headers
    table = order_table(cases, orders, rules)
    assert [dict(zip(table.headers, row, strict=True))["考试项目"] for row in table.rows] == [cases[0].project.title]


def test_the_left_menu_page_lists_what_pays_and_every_order(till: Till) -> None:
    candidate = till.approved()
    till.order(candidate)
    page = till.candidate(candidate).open("/payment/")
    assert page.heading == "网上缴费"
    assert "资格审核已通过，等待缴费" in page.text
    assert "待支付" in page.text
    assert page.follow("2023年度卫生专业技术资格考试").heading == "缴费"


def test_an_expired_order_is_shown_as_closed_and_another_one_can_be_made(till: Till) -> None:
    candidate = till.approved()
    first = till.order(candidate)
    till.clock.now = first.expires_at
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    assert "已超时关闭" in page.text
    assert till.order(candidate).number != first.number


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        pytest.param(State.SITE_PASSED, "nothing-to-pay", id="still under review"),
        pytest.param(State.REVIEW_REJECTED, "nothing-to-pay", id="review failed"),
    ],
)
def test_nobody_pays_before_approval(till: Till, state: State, refusal: str) -> None:
    candidate = till.approved(state=state)
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    assert page.refusal == refusal
    assert "支付" not in page.buttons


def test_areas_without_online_payment_have_nothing_to_pay(till: Till) -> None:
    candidate = till.approved(area=an_area(online_payment=False))
    assert till.candidate(candidate).open(f"/payment/{candidate.project_id}/").refusal == "nothing-to-pay"


def test_a_page_opened_in_time_is_refused_when_sent_after_the_deadline(till: Till) -> None:
    candidate = till.approved()
    closes = a_timetable().payment.closes
    till.clock.now = closes - timedelta(minutes=1)
    browser = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    till.clock.now = closes
    page = browser.press("支付")
    assert (page.status, page.refusal) == (409, "payment-closed")
    assert "2023-02-28 24:00" in page.alert


def test_the_deadline_closes_payment_to_the_microsecond(till: Till) -> None:
    candidate = till.approved()
    closes = a_timetable().payment.closes
    till.clock.now = closes - timedelta(microseconds=1)
    assert till.candidate(candidate).open(f"/payment/{candidate.project_id}/").refusal == ""
    till.clock.now = closes
    assert till.candidate(candidate).open(f"/payment/{candidate.project_id}/").refusal == "payment-closed"


def test_coming_back_without_having_paid_proves_nothing(till: Till) -> None:
    candidate = till.approved()
    order = till.order(candidate)
    browser = till.candidate(candidate)
    page = browser.open(
        f"/payment/return?order={order.number}&result=success&amount={order.amount}&status=TRADE_SUCCESS"
    )
    assert page.heading == "支付结果确认中"
    assert till.state(candidate) is State.APPROVED
    page = page.press("刷新缴费状态")
    assert "缴费平台尚未确认收到款项" in page.text
    assert till.state(candidate) is State.APPROVED


def test_a_lost_notification_is_made_good_by_the_refresh_button(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="lost")
    till.pay(candidate)
    assert till.state(candidate) is State.APPROVED
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/").press("刷新缴费状态")
    assert "缴费成功，报名成功" in page.text
    assert till.state(candidate) is State.PAID


@pytest.mark.parametrize("act", ["refresh", "return"])
def test_a_platform_that_is_down_changes_nothing_and_says_so(till: Till, act: str) -> None:
    candidate = till.approved()
    order = till.order(candidate)
    till.behave(candidate, down=True)
    browser = till.candidate(candidate)
    if act == "return":
        page = browser.open(f"/payment/return?order={order.number}")
    else:
        page = browser.open(f"/payment/{candidate.project_id}/").press("刷新缴费状态")
    assert (page.status, page.refusal) == (503, "platform-down")
    assert "刷新缴费状态" in page.buttons
    assert till.state(candidate) is State.APPROVED


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/desk/"])
def test_the_way_back_leads_where_no_address_wishes(till: Till, elsewhere: str) -> None:
    candidate = till.approved()
    number = till.order(candidate).number
    till.pay(candidate)
    page = till.candidate(candidate).open(f"/payment/return?order={number}&next={elsewhere}&url={elsewhere}")
    assert "缴费成功，报名成功" in page.text


def test_somebody_elses_order_does_not_exist(till: Till) -> None:
    owner, other = till.approved(1), till.approved(2)
    order = till.order(owner)
    page = till.candidate(other).open(f"/payment/return?order={order.number}")
    assert (page.status, page.refusal) == (404, "order-unknown")
    page = till.candidate(other).open(f"/payment/{owner.project_id}/")
    assert (page.status, page.refusal) == (404, "not-found")
    assert order.number not in till.candidate(other).open("/payment/").text


def test_a_fee_that_the_area_changes_does_not_alter_an_existing_order(till: Till) -> None:
    candidate = till.approved()
    before = till.order(candidate)
    dearer = an_area(fees=Fees(computer=9000, paper=9000))
    with till.portal.writing() as tx:
        assert save_area(tx, candidate.project_id, dearer, revision=1)
    assert till.order(candidate) == before
    assert "280.00元（按下单时的标准）" in till.candidate(candidate).open(f"/payment/{candidate.project_id}/").text
    till.clock.now = before.expires_at
    assert till.order(candidate).amount == 4 * 9000


def test_the_amount_that_was_paid_stays_on_the_screen_when_fees_change(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    with till.portal.writing() as tx:
        assert save_area(tx, candidate.project_id, an_area(fees=Fees(computer=9000, paper=9000)), revision=1)
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    assert "280.00元（按下单时的标准）" in page.text


def test_who_comes_back_too_late_is_told_that_the_money_goes_back(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, accepts_expired=True)
    address = till.pay_address(candidate)
    till.clock.now = a_timetable().payment.closes
    paid = till.pay(candidate, address)
    page = till.candidate(candidate).open(way_back(paid))
    assert page.heading == "款项退回"
    assert "尚未确认收到款项" not in page.text
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/").press("刷新缴费状态")
    assert "缴费平台已收到款项，但不计入本次报名" in page.text


def test_an_order_whose_refund_the_platform_has_not_confirmed_is_not_called_refunded(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    till.set_columns(candidate, state=State.REVIEW_REJECTED.value)
    till.behave(candidate, down=True)
    refund_all(till.portal, candidate.enrollment_id, "")
    assert "已退款" not in till.candidate(candidate).open("/payment/").text
    till.behave(candidate)
    reconcile(till.portal)
    assert "已退款" in till.candidate(candidate).open("/payment/").text


def test_nothing_is_ordered_at_another_price_than_the_page_shows(till: Till) -> None:
    candidate = till.approved()
    left_open = till.candidate(candidate).open(f"/payment/{candidate.project_id}/")
    with till.portal.writing() as tx:
        assert save_area(tx, candidate.project_id, an_area(fees=Fees(computer=9000, paper=9000)), revision=1)
    page = left_open.press("支付")
    assert (page.status, page.refusal) == (409, "changed-meanwhile")
    assert "金额 360.00元" in page.text
    assert till.records(candidate) == []
    assert page.press("支付").address.startswith(f"{till.portal.settings.payment_address}/pay?")


def test_what_is_due_is_recorded_as_it_was_ordered(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    with till.portal.writing() as tx:
        assert save_area(tx, candidate.project_id, an_area(fees=Fees(computer=9000, paper=9000)), revision=1)
    assert [record.due for record in stream_records(till.portal, candidate.project_id)] == [4 * 7000]


def test_an_order_ends_with_the_deadline(till: Till) -> None:
    candidate = till.approved()
    closes = a_timetable().payment.closes
    till.clock.now = closes - timedelta(minutes=5)
    assert till.order(candidate).expires_at == closes
