"""Payment as pure decisions: when, how much, which order, and what becomes of money."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_portal.domain.area import Area, City, Fees
from mock_portal.domain.case import Case, Enrollment, Person, Project
from mock_portal.domain.refusal import Reason
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Order, Payment, Receipt, Use
from mock_portal.domain.terms import OrderStatus, State
from tests.mock_portal.bookkeeping import balance, books_hold
from tests.mock_portal.world import REGISTRATION, a_timetable, an_area

RULES = Rules()
WINDOW = a_timetable().payment
NOON = datetime.combine(date(2023, 2, 20), WINDOW.opens.timetz()) + timedelta(hours=12)
MICROSECOND = timedelta(microseconds=1)


def a_case(state: State = State.APPROVED, now: datetime = NOON, area: Area | None = None, version: int = 1) -> Case:
    """An enrollment at one moment."""
    area = area or an_area()
    return Case(
        project=Project(1, "2023年度卫生专业技术资格考试", REGISTRATION, date(2023, 4, 15)),
        area=area,
        person=Person(1, "candidate1", "张明", "居民身份证", "1", "男", None, "中国"),
        enrollment=Enrollment(7, 1, 1, state, area.name, city=area.cities[0].name, version=version),
        now=now,
    )


def an_order(status: OrderStatus = OrderStatus.OPEN, **overrides: object) -> Order:
    """An order of 280 yuan made at noon."""
    usual = Order("N1", 7, 1, "1-湖南省", 28000, "303 内科学", (), NOON, NOON + timedelta(minutes=30), status)
    return replace(usual, **overrides)  # type: ignore[arg-type]


def a_receipt(**overrides: object) -> Receipt:
    """What is right for that order."""
    return replace(Receipt("T1", "N1", 28000, NOON), **overrides)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        pytest.param(WINDOW.opens - MICROSECOND, Reason.PAYMENT_NOT_OPEN, id="one microsecond before it opens"),
        pytest.param(WINDOW.opens, None, id="when it opens"),
        pytest.param(WINDOW.closes - MICROSECOND, None, id="one microsecond before it closes"),
        pytest.param(WINDOW.closes, Reason.PAYMENT_CLOSED, id="when it closes"),
    ],
)
def test_payment_is_possible_inside_its_window(now: datetime, reason: Reason | None) -> None:
    refusal = RULES.payment_refused(a_case(now=now))
    assert (refusal and refusal.reason) == reason


@pytest.mark.parametrize("state", [s for s in State if s not in {State.APPROVED, State.ABANDONED}])
def test_nobody_pays_in_another_state(state: State) -> None:
    assert RULES.payment_refused(a_case(state)) is not None


@pytest.mark.parametrize(
    ("area", "site", "pays"),
    [
        pytest.param(True, None, True, id="area pays"),
        pytest.param(False, None, False, id="area does not"),
        pytest.param(True, False, False, id="site excepted from a paying area"),
        pytest.param(False, True, True, id="site pays in an area that does not"),
    ],
)
def test_a_site_may_differ_from_its_area(area: bool, site: bool | None, pays: bool) -> None:  # noqa: FBT001
    case = a_case(area=an_area(online_payment=area, cities=(City("长沙市", online_payment=site),)))
    assert (RULES.payment_refused(case) is None) == pays


@pytest.mark.parametrize(
    ("fees", "on_paper", "subjects", "amount"),
    [
        pytest.param(Fees(7000, 6500), False, 4, 28000, id="computer, all subjects"),
        pytest.param(Fees(7000, 6500), True, 4, 26000, id="paper, all subjects"),
        pytest.param(Fees(7000, 6500), False, 1, 7000, id="one subject"),
        pytest.param(Fees(7500, 5500, fixed=1000), True, 2, 12000, id="fixed part once"),
    ],
)
def test_the_amount_follows_mode_subjects_and_fixed_part(
    fees: Fees,
    on_paper: bool,  # noqa: FBT001
    subjects: int,
    amount: int,
) -> None:
    case = a_case(area=an_area(fees=fees))
    assert RULES.amount(case, on_paper=on_paper, subjects=tuple("abcd"[:subjects])) == amount


def test_an_order_lives_as_long_as_the_area_says_but_never_beyond_the_deadline() -> None:
    area = an_area(order_minutes=45)
    assert RULES.order_expiry(a_case(area=area)) == NOON + timedelta(minutes=45)
    late = WINDOW.closes - timedelta(minutes=45)
    assert RULES.order_expiry(a_case(now=late + MICROSECOND, area=area)) == WINDOW.closes


def test_an_open_order_expires_by_the_clock_and_a_paid_one_never() -> None:
    expires = an_order().expires_at
    assert RULES.order_status(an_order(), expires - MICROSECOND) is OrderStatus.OPEN
    assert RULES.order_status(an_order(), expires) is OrderStatus.EXPIRED
    assert RULES.order_status(an_order(OrderStatus.PAID), expires) is OrderStatus.PAID


def test_only_an_open_order_for_the_latest_submission_is_paid_once_more() -> None:
    assert RULES.is_still_payable(an_order(), a_case())
    assert not RULES.is_still_payable(an_order(), a_case(version=2))
    assert not RULES.is_still_payable(an_order(OrderStatus.REFUNDED), a_case())
    assert not RULES.is_still_payable(an_order(), a_case(now=an_order().expires_at))


@pytest.mark.parametrize(
    ("receipt", "order", "case", "use"),
    [
        pytest.param(a_receipt(), an_order(), a_case(), Use.COUNTS, id="as it should be"),
        pytest.param(
            a_receipt(paid_at=WINDOW.closes - MICROSECOND),
            an_order(),
            a_case(now=WINDOW.closes + timedelta(days=1)),
            Use.COUNTS,
            id="paid in time, told late",
        ),
        pytest.param(a_receipt(paid_at=WINDOW.closes), an_order(), a_case(), Use.REFUND, id="paid at the deadline"),
        pytest.param(
            a_receipt(paid_at=NOON + timedelta(hours=2)), an_order(), a_case(), Use.COUNTS, id="order expired before"
        ),
        pytest.param(a_receipt(amount=27999), an_order(), a_case(), Use.REFUND, id="one fen too little"),
        pytest.param(a_receipt(amount=28001), an_order(), a_case(), Use.REFUND, id="one fen too much"),
        pytest.param(a_receipt(), an_order(), a_case(State.PAID), Use.REFUND, id="paid before"),
        pytest.param(a_receipt(), an_order(), a_case(State.REVIEW_REJECTED), Use.REFUND, id="review failed since"),
        pytest.param(a_receipt(), an_order(), a_case(version=2), Use.REFUND, id="corrected since"),
        pytest.param(a_receipt(), an_order(enrollment_id=8), a_case(), Use.REFUND, id="another enrollment's order"),
        pytest.param(
            a_receipt(), an_order(), a_case(area=an_area(online_payment=False)), Use.REFUND, id="not paid online"
        ),
    ],
)
def test_what_becomes_of_money(receipt: Receipt, order: Order, case: Case, use: Use) -> None:
    assert RULES.use_of(receipt, order, case) is use


@pytest.mark.parametrize(
    ("use", "before", "after"),
    [
        (Use.COUNTS, OrderStatus.OPEN, OrderStatus.PAID),
        (Use.REFUND, OrderStatus.OPEN, OrderStatus.REFUNDED),
        (Use.REFUND, OrderStatus.PAID, OrderStatus.PAID),
        (Use.REFUND, OrderStatus.REFUNDED, OrderStatus.REFUNDED),
        (Use.COUNTS, OrderStatus.REFUNDED, OrderStatus.PAID),
    ],
)
def test_what_money_makes_of_its_order(use: Use, before: OrderStatus, after: OrderStatus) -> None:
    assert RULES.status_after(use, an_order(before)) is after


MOMENTS = (NOON, WINDOW.closes - MICROSECOND, WINDOW.closes, WINDOW.closes + timedelta(days=1))
ARRIVALS = st.lists(
    st.tuples(st.sampled_from((28000, 27999, 0)), st.sampled_from(MOMENTS), st.booleans()),
    max_size=8,
)


@given(ARRIVALS)
def test_whatever_money_arrives_the_books_hold(arrivals: list[tuple[int, datetime, bool]]) -> None:
    """Random money, with desks that end the approval in between and give back what counted."""
    case, order, payments = a_case(), an_order(), list[Payment]()
    for number, (amount, paid_at, desk_says_no) in enumerate(arrivals):
        receipt = a_receipt(transaction=f"T{number}", amount=amount, paid_at=paid_at)
        use = RULES.use_of(receipt, order, case)
        order = replace(order, status=RULES.status_after(use, order))
        payments.append(Payment(receipt, use, None if use is Use.COUNTS else NOON))
        if use is Use.COUNTS:
            case = a_case(State.PAID)
        if desk_says_no:
            case = a_case(State.REVIEW_REJECTED)
            payments = [replace(p, use=Use.REFUND, refunded_at=NOON) for p in payments]
            order = replace(order, status=OrderStatus.REFUNDED)
        assert books_hold(case.state, [order], payments)
        assert balance(payments) == (28000 if case.state is State.PAID else 0)


def test_books_with_money_kept_for_nothing_do_not_hold() -> None:
    kept = [Payment(a_receipt(), Use.COUNTS)]
    assert not books_hold(State.REVIEW_REJECTED, [an_order(OrderStatus.REFUNDED)], kept)
    assert not books_hold(State.PAID, [an_order(OrderStatus.PAID)], [*kept, Payment(a_receipt(), Use.REFUND)])
    assert not books_hold(State.PAID, [an_order()], kept)
    assert books_hold(State.PAID, [an_order(OrderStatus.PAID)], kept)
