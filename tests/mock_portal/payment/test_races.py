"""At the same moment: two payments, one payment told twice, two tabs, payment against a desk. On both stores."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Receipt, Use
from mock_portal.domain.terms import Event, State
from mock_portal.store.enrollments import case_by_id, move
from mock_portal.use_cases.money import record_receipt, take_money_back
from mock_portal.use_cases.payment import reconcile
from tests.mock_portal.bookkeeping import balance
from tests.mock_portal.payment.till import Till

ROUNDS = 20
Found = TypeVar("Found")


def at_once(*acts: Callable[[], Found]) -> list[Found]:
    """Do all acts at the same moment."""
    barrier = Barrier(len(acts))

    def together(act: Callable[[], Found]) -> Found:
        barrier.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(together, acts))


def uses(till: Till, filled_number: int, transactions: Sequence[str]) -> list[Use | None]:
    """What becomes of these transactions for one order, told at once."""
    candidate = till.approved(filled_number)
    order = till.order(candidate)
    receipts = [Receipt(t, order.number, order.amount, till.clock.now) for t in transactions]
    acts = [lambda r=r: record_receipt(till.portal, r) for r in receipts]
    found = at_once(*acts)
    assert till.state(candidate) is State.PAID
    return found


def test_of_two_payments_at_once_one_counts_and_one_goes_back(any_till: Till) -> None:
    for n in range(1, ROUNDS + 1):
        found = uses(any_till, n, [f"A{n}", f"B{n}"])
        assert sorted(found, key=str) == [Use.COUNTS, Use.REFUND]


def test_one_payment_told_three_times_at_once_is_stored_once(any_till: Till) -> None:
    for n in range(1, ROUNDS + 1):
        assert uses(any_till, n, [f"A{n}"] * 3) == [Use.COUNTS] * 3


def test_two_tabs_make_one_open_order(any_till: Till) -> None:
    for n in range(1, ROUNDS + 1):
        candidate = any_till.approved(n)
        acts = [lambda c=candidate: any_till.order(c)] * 4
        assert len({order.number for order in at_once(*acts)}) == 1
        assert len(any_till.records(candidate)) == 1


def test_a_payment_against_a_failed_review_ends_with_the_money_where_it_belongs(any_till: Till) -> None:
    for n in range(1, ROUNDS + 1):
        candidate = any_till.approved(n)
        order = any_till.order(candidate)
        receipt = Receipt(f"A{n}", order.number, order.amount, any_till.clock.now)

        def fail(enrollment_id: int = candidate.enrollment_id) -> None:
            with any_till.portal.writing() as tx:
                case = case_by_id(tx, enrollment_id, any_till.portal.now(), lock=True)
                assert case is not None
                move(tx, Rules(), case, Event.FAIL_AREA, who="考区", real_now=any_till.portal.now())
                take_money_back(tx, case)

        def pay(r: Receipt = receipt) -> None:
            record_receipt(any_till.portal, r)

        at_once(fail, pay)
        assert any_till.state(candidate) is State.REVIEW_REJECTED
        (payment,) = [p for record in any_till.records(candidate) for p in record.payments]
        assert payment.use is Use.REFUND


def test_payments_and_reconciliation_at_once_keep_the_fee_once(any_till: Till) -> None:
    candidate = any_till.approved()
    any_till.behave(candidate, notify="held", allows_twice=True)
    address = any_till.pay_address(candidate)
    any_till.pay(candidate, address)
    any_till.pay(candidate, address)
    any_till.clock.advance(timedelta(minutes=2))
    merchant = any_till.merchant(candidate)
    at_once(
        lambda: reconcile(any_till.portal),
        lambda: reconcile(any_till.portal),
        lambda: any_till.platform.notifier.deliver_held(merchant),
    )
    payments = [p for record in any_till.records(candidate) for p in record.payments]
    assert balance(payments) == any_till.records(candidate)[0].order.amount
    assert sum(t.amount for t in any_till.books(candidate) if t.refunded_at is None) == balance(payments)
