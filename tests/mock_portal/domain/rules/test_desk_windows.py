"""Desks at the edges of their windows, to the microsecond."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mock_portal.domain.area import Area, City
from mock_portal.domain.calendar import BEIJING, whole_days
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Event, Role, State
from tests.mock_portal.cases import CODE, a_case, staff_for
from tests.mock_portal.world import a_timetable, an_area

RULES = Rules()
TICK = timedelta(microseconds=1)
OPENS = datetime(2023, 1, 20, tzinfo=BEIJING)
CLOSES = datetime(2023, 1, 26, tzinfo=BEIJING)
WINDOW = whole_days(date(2023, 1, 20), date(2023, 1, 25))
EDGES = [
    pytest.param(OPENS - TICK, False, id="a microsecond before it opens"),
    pytest.param(OPENS, True, id="as it opens"),
    pytest.param(CLOSES - TICK, True, id="its last microsecond"),
    pytest.param(CLOSES, False, id="as it closes"),
]


def area_with(**windows: object) -> Area:
    """An on-site area in which these windows are those of the test."""
    return an_area(timetable=a_timetable(**windows))  # type: ignore[arg-type]


@pytest.mark.parametrize(("now", "allowed"), EDGES)
def test_a_form_is_confirmed_only_inside_the_confirmation_window(now: datetime, *, allowed: bool) -> None:
    case = a_case(now=now, area=area_with(confirmation=WINDOW))

    refusal = RULES.form_decision_refused(staff_for(case, Role.POINT), case, CODE)

    assert reason(refusal) is (None if allowed else Reason.CONFIRMATION_CLOSED)


@pytest.mark.parametrize(("now", "allowed"), EDGES)
@pytest.mark.parametrize(
    ("role", "window", "state", "event"),
    [
        (Role.SITE, "site_review", State.CONFIRMED, Event.PASS_SITE),
        (Role.SITE, "site_review", State.CONFIRMED, Event.FAIL_SITE),
        (Role.AREA, "area_review", State.SITE_PASSED, Event.PASS_AREA),
        (Role.AREA, "area_review", State.SITE_PASSED, Event.FAIL_AREA),
        (Role.SITE, "confirmation", State.CONFIRMED, Event.SEND_BACK),
    ],
)
def test_each_review_has_a_window_of_its_own(
    role: Role, window: str, state: State, event: Event, now: datetime, *, allowed: bool
) -> None:
    case = a_case(state, now=now, area=area_with(**{window: WINDOW}))

    refusal = RULES.review_refused(staff_for(case, role), case, event)

    assert reason(refusal) is (None if allowed else Reason.REVIEW_CLOSED)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(datetime(2023, 2, 17, tzinfo=BEIJING) - TICK, None, id="before payment opens"),
        pytest.param(datetime(2023, 2, 17, tzinfo=BEIJING), Reason.REVIEW_CLOSED, id="as payment opens"),
    ],
)
def test_some_areas_end_the_review_when_payment_opens(now: datetime, expected: Reason | None) -> None:
    area = an_area(
        review_ends_with_payment=True,
        timetable=a_timetable(area_review=whole_days(date(2023, 1, 1), date(2023, 2, 28))),
    )
    case = a_case(State.SITE_PASSED, now=now, area=area)

    assert reason(RULES.review_refused(staff_for(case, Role.AREA), case, Event.PASS_AREA)) is expected


def test_others_go_on_reviewing_while_payment_is_open() -> None:
    timetable = a_timetable(area_review=whole_days(date(2023, 1, 1), date(2023, 2, 28)))
    case = a_case(State.SITE_PASSED, now=datetime(2023, 2, 20, tzinfo=BEIJING), area=an_area(timetable=timetable))

    assert RULES.review_refused(staff_for(case, Role.AREA), case, Event.PASS_AREA) is None


def test_a_paid_enrollment_can_still_be_corrected_when_the_preliminary_review_is_over() -> None:
    case = a_case(State.PAID, now=datetime(2023, 2, 20, tzinfo=BEIJING))

    assert RULES.review_refused(staff_for(case, Role.SITE), case, Event.CORRECT) is None


def test_an_approval_that_lapsed_unpaid_is_out_of_every_desks_hands() -> None:
    timetable = a_timetable(area_review=whole_days(date(2023, 1, 1), date(2023, 3, 31)))
    case = a_case(State.APPROVED, now=datetime(2023, 3, 1, tzinfo=BEIJING), area=an_area(timetable=timetable))

    assert reason(RULES.review_refused(staff_for(case, Role.AREA), case, Event.FAIL_AREA)) is Reason.ABANDONED


@pytest.mark.parametrize(("now", "allowed"), EDGES[2:])
def test_a_queue_of_unconfirmed_enrollments_is_over_with_the_window(now: datetime, *, allowed: bool) -> None:
    area = area_with(confirmation=WINDOW)

    assert bool(RULES.cities_waiting(area, State.SUBMITTED, now)) is allowed
    assert RULES.cities_waiting(area, State.CONFIRMED, now)


@pytest.mark.parametrize(("now", "allowed"), EDGES[2:])
@pytest.mark.parametrize(("state", "window"), [(State.CONFIRM_REJECTED, "resubmission"), (State.APPROVED, "payment")])
def test_so_is_a_queue_of_who_has_to_repair_or_to_pay(
    now: datetime, state: State, window: str, *, allowed: bool
) -> None:
    area = area_with(**{"confirmation": WINDOW, window: WINDOW})

    assert bool(RULES.cities_waiting(area, state, now)) is allowed


def test_nobody_who_need_not_pay_lapses_with_the_payment() -> None:
    paying, free = City("兰州市"), City("平凉市", online_payment=False)
    area = replace(area_with(payment=WINDOW), cities=(paying, free))
    now = WINDOW.closes

    waiting = [RULES.cities_waiting(area, State.APPROVED, now, city) for city in ("兰州市", "平凉市", "")]

    assert waiting == [[], ["平凉市"], ["平凉市"]]


def reason(refusal: Refusal | None) -> Reason | None:
    """The stable id of a refusal, if it is one."""
    return refusal.reason if refusal else None
