"""Asking the platform about what it has told nobody: which orders, until when, of which project."""

from datetime import timedelta

import pytest

from mock_portal.domain.rules.payment import Use
from mock_portal.domain.terms import State
from mock_portal.store.stage import set_clock
from mock_portal.use_cases.money import refund_all
from mock_portal.use_cases.payment import reconcile
from tests.mock_portal.payment.till import FEE, Till, money, the_books_hold
from tests.mock_portal.world import Filled

MICROSECOND, MINUTE = timedelta(microseconds=1), timedelta(minutes=1)


def test_reconciling_finds_lost_payments_and_survives_a_platform_that_is_down(till: Till) -> None:
    lost, down = till.approved(1), till.approved(2)
    for candidate in (lost, down):
        till.behave(candidate, notify="lost")
        till.pay(candidate)
    till.behave(down, down=True)
    till.clock.advance(MINUTE)
    reconcile(till.portal)
    assert (till.state(lost), till.state(down)) == (State.PAID, State.APPROVED)
    till.behave(down)
    reconcile(till.portal)
    assert till.state(down) is State.PAID


@pytest.mark.parametrize(
    ("passed", "state"),
    [
        pytest.param(MINUTE - MICROSECOND, State.APPROVED, id="too young to be asked about"),
        pytest.param(MINUTE, State.PAID, id="a minute old"),
        pytest.param(timedelta(days=3), State.PAID, id="long expired, when nobody could ask before"),
    ],
)
@pytest.mark.parametrize("offset", [timedelta(), timedelta(days=-900), timedelta(days=900)])
def test_reconciling_asks_about_orders_of_a_certain_age(
    till: Till, passed: timedelta, state: State, offset: timedelta
) -> None:
    candidate = till.approved()
    travel(till, candidate, offset)
    till.behave(candidate, notify="lost")
    till.pay(candidate)
    till.clock.advance(passed)
    reconcile(till.portal)
    assert till.state(candidate) is state


@pytest.mark.parametrize(
    ("passed", "asked_again"),
    [
        pytest.param(timedelta(minutes=150) - MICROSECOND, True, id="not quite two hours after its expiry"),
        pytest.param(timedelta(minutes=150), False, id="two hours after its expiry"),
    ],
)
@pytest.mark.parametrize("offset", [timedelta(), timedelta(days=-900), timedelta(days=900)])
def test_what_is_said_of_an_order_long_after_its_expiry_is_the_last_word(
    till: Till, passed: timedelta, offset: timedelta, *, asked_again: bool
) -> None:
    candidate = till.approved()
    travel(till, candidate, offset)
    address = till.pay_address(candidate)
    till.behave(candidate, notify="lost", accepts_expired=True)
    till.clock.advance(passed)
    reconcile(till.portal)
    till.pay(candidate, address)
    reconcile(till.portal)
    assert till.state(candidate) is (State.PAID if asked_again else State.APPROVED)


def test_a_platform_that_is_down_has_not_said_its_last_word(till: Till) -> None:
    candidate = till.approved()
    till.behave(candidate, notify="lost")
    till.pay(candidate)
    till.behave(candidate, down=True)
    till.clock.advance(timedelta(days=3))
    reconcile(till.portal)
    till.behave(candidate)
    reconcile(till.portal)
    assert till.state(candidate) is State.PAID


@pytest.mark.parametrize("offset", [timedelta(), timedelta(days=-900), timedelta(days=900)])
def test_reconciling_gives_a_second_payment_back_that_was_never_told(till: Till, offset: timedelta) -> None:
    candidate = till.approved()
    travel(till, candidate, offset)
    address = till.pay_address(candidate)
    till.pay(candidate, address)
    till.behave(candidate, notify="lost", allows_twice=True)
    till.pay(candidate, address)
    till.clock.advance(30 * MINUTE - MICROSECOND)
    reconcile(till.portal)
    assert money(till, candidate) == [(FEE, Use.COUNTS, False)]  # until its expiry it might be paid yet again
    till.clock.advance(MICROSECOND)
    reconcile(till.portal)
    assert money(till, candidate) == [(FEE, Use.COUNTS, False), (FEE, Use.REFUND, True)]
    assert the_books_hold(till, candidate)


def travel(till: Till, filled: Filled, offset: timedelta) -> None:
    """Let the project's clock differ from real time while it says the same."""
    with till.portal.writing() as tx:
        set_clock(tx, filled.project_id, offset)
    till.platform.ledger.set_clock(till.merchant(filled), offset)
    till.clock.advance(-offset)


def test_reconciling_goes_through_more_orders_than_fit_in_a_batch(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mock_portal.use_cases.payment.BATCH", 2)
    unpaid = [till.approved(number) for number in range(1, 5)]
    for candidate in unpaid:
        till.order(candidate)
        till.clock.advance(timedelta(seconds=1))
    last = till.approved(5)
    till.behave(last, notify="lost")
    till.pay(last)
    till.clock.advance(MINUTE)
    reconcile(till.portal)
    assert till.state(last) is State.PAID


def test_reconciling_one_project_asks_about_its_own_payments_only(till: Till) -> None:
    mine, foreign = till.approved(1), till.approved(2)
    assert mine.project_id != foreign.project_id
    for candidate in (mine, foreign):
        till.behave(candidate, notify="lost")
        till.pay(candidate)
    till.clock.advance(MINUTE)
    reconcile(till.portal, mine.project_id)
    assert (till.state(mine), till.state(foreign)) == (State.PAID, State.APPROVED)


def test_reconciling_one_project_sends_its_own_refunds_only(till: Till) -> None:
    mine, foreign = till.approved(1), till.approved(2)
    for candidate in (mine, foreign):
        till.pay(candidate)
        till.set_columns(candidate, state=State.REVIEW_REJECTED.value)
        till.behave(candidate, down=True)
        refund_all(till.portal, candidate.enrollment_id, "")
        till.behave(candidate)
    reconcile(till.portal, mine.project_id)
    assert money(till, mine) == [(FEE, Use.REFUND, True)]
    assert money(till, foreign) == [(FEE, Use.REFUND, False)]
