"""Notifications of the platform: late, lost, repeated, forged, for other orders, and money that goes back."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from mock_portal.domain.rules.payment import Use
from mock_portal.domain.terms import OrderStatus, State
from mock_portal.payment_platform.messages import Notification
from mock_portal.payment_platform.signing import signature_of
from mock_portal.store import schema as s
from mock_portal.use_cases.money import refund_all
from mock_portal.use_cases.notification import Verdict, receive
from mock_portal.use_cases.payment import reconcile
from tests.mock_portal.payment.till import FEE, Till, money, the_books_hold
from tests.mock_portal.world import Filled, a_timetable

CLOSES = a_timetable().payment.closes
MICROSECOND, MINUTE = timedelta(microseconds=1), timedelta(minutes=1)


def a_notification(till: Till, filled: Filled, **overrides: object) -> Notification:
    """What the platform would say of the candidate's open order."""
    order = till.order(filled)
    true = Notification(order.merchant, order.number, "T1", order.amount, till.clock.now)
    return replace(true, **overrides)  # type: ignore[arg-type]


def tell(till: Till, notification: Notification, *, secret: str = "") -> Verdict:
    """Send a notification, signed with the true secret unless another one is given."""
    body = msgspec.json.encode(notification)
    return receive(till.portal, body, signature_of(secret or till.portal.settings.payment_secret, body))


def test_a_prompt_notification_makes_the_enrollment_successful(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    assert till.state(candidate) is State.PAID
    assert money(till, candidate) == [(FEE, Use.COUNTS, False)]
    assert the_books_hold(till, candidate)


def test_the_payment_stands_in_the_audit_under_the_platforms_name(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    with till.portal.reading() as tx:
        line = tx.execute(s.audit.select()).one()
    assert (line.who, line.event, line.from_state, line.to_state) == ("缴费平台", "pay", "approved", "paid")


@pytest.mark.parametrize("repeat", [1, 2, 8])
def test_a_repeated_notification_counts_once(till: Till, repeat: int) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="repeated", repeat=repeat)
    till.pay(candidate)
    assert money(till, candidate) == [(FEE, Use.COUNTS, False)]
    sent = till.platform.ledger.books(till.merchant(candidate))[1]
    assert [attempt.outcome for attempt in sent] == ["success"] * repeat


def test_a_notification_after_the_deadline_counts_by_the_time_of_payment(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="held")
    till.pay(candidate)
    till.clock.now = CLOSES + timedelta(days=1)
    assert till.platform.notifier.deliver_held(till.merchant(candidate)) == 1
    assert till.state(candidate) is State.PAID
    assert the_books_hold(till, candidate)


def test_a_notification_for_an_expired_order_counts_before_the_deadline(till: Till) -> None:
    candidate = till.approved()
    first = till.order(candidate)
    address = till.pay_address(candidate)
    till.behave(candidate, accepts_expired=True)
    till.clock.now = first.expires_at + timedelta(hours=1)
    second = till.order(candidate)
    till.pay(candidate, address)
    assert till.state(candidate) is State.PAID
    statuses = {r.order.number: r.order.status for r in till.records(candidate)}
    assert statuses == {first.number: OrderStatus.PAID, second.number: OrderStatus.OPEN}
    assert all(r.order.expires_at <= till.clock.now for r in till.records(candidate) if r.order == second)


def test_the_platform_declines_an_expired_order_on_a_good_day(till: Till) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.clock.now = till.order(candidate).expires_at
    assert till.pay(candidate, address).heading == "订单已过期"
    assert till.books(candidate) == []


@pytest.mark.parametrize(
    ("paid_at", "state"),
    [
        pytest.param(CLOSES - MICROSECOND, State.PAID, id="one microsecond before"),
        pytest.param(CLOSES, State.APPROVED, id="at the deadline"),
    ],
)
def test_a_payment_counts_until_the_deadline(till: Till, paid_at: object, state: State) -> None:
    candidate = till.approved()
    assert tell(till, a_notification(till, candidate, paid_at=paid_at)) is Verdict.STORED
    assert till.state(candidate) is state


def test_a_payment_after_the_deadline_goes_back_and_the_enrollment_stays_abandoned(till: Till) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.behave(candidate, accepts_expired=True)
    till.clock.now = CLOSES
    till.pay(candidate, address)
    assert money(till, candidate) == [(FEE, Use.REFUND, True)]
    assert till.state(candidate) is State.APPROVED
    assert [r.order.status for r in till.records(candidate)] == [OrderStatus.REFUNDED]
    page = till.candidate(candidate).open("/payment/")
    assert "自动放弃本次考试" in page.text
    assert "已退款" in page.text
    assert the_books_hold(till, candidate)


def test_a_second_payment_goes_back(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, allows_twice=True)
    address = till.pay_address(candidate)
    till.pay(candidate, address)
    till.pay(candidate, address)
    assert sorted(money(till, candidate)) == [(FEE, Use.COUNTS, False), (FEE, Use.REFUND, True)]
    assert [r.order.status for r in till.records(candidate)] == [OrderStatus.PAID]
    assert the_books_hold(till, candidate)


def test_the_platform_takes_an_order_once_on_a_good_day(till: Till) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.pay(candidate, address)
    assert till.pay(candidate, address).heading == "订单已支付"


def test_a_wrong_amount_goes_back_and_another_order_can_be_paid(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="wrong-amount")
    till.pay(candidate)
    assert till.state(candidate) is State.APPROVED
    assert money(till, candidate) == [(FEE - 1, Use.REFUND, True)]
    till.behave(candidate)
    till.pay(candidate)
    assert till.state(candidate) is State.PAID
    assert the_books_hold(till, candidate)


def test_a_forged_notification_is_refused_and_nothing_is_stored(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="forged")
    till.pay(candidate)
    sent = till.platform.ledger.books(till.merchant(candidate))[1]
    assert [attempt.outcome for attempt in sent] == ["wrong signature"]
    assert till.state(candidate) is State.APPROVED
    assert money(till, candidate) == []


def test_a_message_that_was_changed_on_its_way_is_refused(till: Till) -> None:
    candidate = till.approved()
    body = msgspec.json.encode(a_notification(till, candidate))
    signature = signature_of(till.portal.settings.payment_secret, body)
    assert receive(till.portal, body.replace(b'"T1"', b'"T2"'), signature) is Verdict.FORGED
    assert receive(till.portal, b"not json", signature) is Verdict.ILLEGIBLE
    assert money(till, candidate) == []


def test_another_merchants_message_is_refused(till: Till) -> None:
    candidate = till.approved()
    assert tell(till, a_notification(till, candidate, merchant="1-山东省")) is Verdict.FOREIGN
    assert till.state(candidate) is State.APPROVED


def test_a_notification_for_an_unknown_order_is_answered_with_an_error_and_tried_again(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="foreign-order")
    till.pay(candidate)
    assert till.state(candidate) is State.APPROVED
    assert [seconds for seconds, _ in till.postponed] == [1.0]
    till.clock.advance(MINUTE)
    reconcile(till.portal)
    assert till.state(candidate) is State.PAID


def test_the_platform_tries_eight_times_with_growing_pauses(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="foreign-order")
    till.pay(candidate)
    pauses = []
    while till.postponed:
        seconds, act = till.postponed.pop()
        pauses.append(seconds)
        act()
    assert len(pauses) == 7
    assert pauses == sorted(pauses)
    assert len(till.platform.ledger.books(till.merchant(candidate))[1]) == 8


@pytest.mark.parametrize("state", [s for s in State if s not in {State.APPROVED, State.PAID, State.ABANDONED}])
def test_money_for_an_enrollment_without_approval_goes_back(till: Till, state: State) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.set_columns(candidate, state=state.value)
    till.pay(candidate, address)
    assert till.state(candidate) is state
    assert money(till, candidate) == [(FEE, Use.REFUND, True)]
    assert the_books_hold(till, candidate)


def test_money_for_data_that_were_corrected_since_goes_back(till: Till) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.set_columns(candidate, version=2)
    till.pay(candidate, address)
    assert till.state(candidate) is State.APPROVED
    assert money(till, candidate) == [(FEE, Use.REFUND, True)]


def test_money_goes_back_when_a_desk_ends_the_approval(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    till.set_columns(candidate, state=State.REVIEW_REJECTED.value)
    refund_all(till.portal, candidate.enrollment_id, "考区复核不通过")
    refund_all(till.portal, candidate.enrollment_id, "考区复核不通过")
    assert [r.order.status for r in till.records(candidate)] == [OrderStatus.REFUNDED]
    assert money(till, candidate) == [(FEE, Use.REFUND, True)]
    assert the_books_hold(till, candidate)


def test_the_money_of_a_paid_enrollment_is_kept(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    with pytest.raises(ValueError, match="not paid"):
        refund_all(till.portal, candidate.enrollment_id, "")
    assert the_books_hold(till, candidate)


def test_a_refund_that_the_platform_cannot_make_now_is_made_later(till: Till) -> None:
    candidate = till.approved()
    till.pay(candidate)
    till.set_columns(candidate, state=State.REVIEW_REJECTED.value)
    till.behave(candidate, down=True)
    refund_all(till.portal, candidate.enrollment_id, "")
    assert money(till, candidate) == [(FEE, Use.REFUND, False)]
    assert "退款处理中" in till.candidate(candidate).open("/payment/").text
    till.behave(candidate)
    reconcile(till.portal)
    assert money(till, candidate) == [(FEE, Use.REFUND, True)]
    assert the_books_hold(till, candidate)


def test_a_second_payment_that_was_never_told_is_found_by_the_refresh_button(till: Till) -> None:
    candidate = till.approved()
    address = till.pay_address(candidate)
    till.pay(candidate, address)
    till.behave(candidate, notify="lost", allows_twice=True)
    till.pay(candidate, address)
    assert not the_books_hold(till, candidate)
    till.candidate(candidate).open(f"/payment/{candidate.project_id}/").press("刷新缴费状态")
    assert the_books_hold(till, candidate)


def test_a_lapsed_order_is_asked_about_before_another_is_made(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="lost")
    till.pay(candidate)
    till.clock.now += timedelta(minutes=31)
    page = till.candidate(candidate).open(f"/payment/{candidate.project_id}/").press("支付")
    assert "缴费成功，报名成功" in page.text
    assert len(till.records(candidate)) == 1
