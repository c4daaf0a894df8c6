"""When a candidate may enter, submit, withdraw and print: to the microsecond around every deadline (Q2-Q6)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mock_portal.domain.calendar import Window, whole_days
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Abandonment, State
from tests.mock_portal.cases import PROJECT, a_case, changed
from tests.mock_portal.world import MID_REGISTRATION, REGISTRATION, a_timetable, an_area

RULES = Rules()
INSTANT = timedelta(microseconds=1)
TIMETABLE = a_timetable()
REGISTRATION_ENDS = TIMETABLE.registration.closes
CONFIRMATION_ENDS = TIMETABLE.confirmation.closes
RESUBMISSION_ENDS = TIMETABLE.resubmission.closes


def reason_of(refusal: Refusal | None) -> Reason | None:
    return refusal.reason if refusal else None


def at(case: Case, moment: datetime) -> Case:
    return replace(case, now=moment)


def a_draft(*, version: int = 0) -> Case:
    return changed(a_case(State.DRAFT), version=version, agreed=True, photo_file=1)


def test_the_last_day_counts_in_full() -> None:
    window = whole_days(date(2022, 12, 30), date(2023, 1, 12))
    assert window.closes.isoformat() == "2023-01-13T00:00:00+08:00"
    assert window.holds(window.closes - INSTANT)
    assert not window.holds(window.closes)


@pytest.mark.parametrize(
    ("version", "moment", "reason"),
    [
        (0, REGISTRATION.opens - INSTANT, Reason.PROJECT_CLOSED),
        (0, REGISTRATION.opens, None),
        (0, REGISTRATION_ENDS - INSTANT, None),
        (0, REGISTRATION_ENDS, Reason.REGISTRATION_CLOSED),
        (1, REGISTRATION_ENDS, None),
        (1, CONFIRMATION_ENDS - INSTANT, None),
        (1, CONFIRMATION_ENDS, Reason.REGISTRATION_CLOSED),
    ],
    ids=["before", "opening", "last instant", "closed", "again later", "again at the last instant", "again too late"],
)
def test_first_submission_needs_registration_a_later_one_confirmation(
    version: int, moment: datetime, reason: Reason | None
) -> None:
    case = at(a_draft(version=version), moment)
    assert reason_of(RULES.submission_refused(case, incomplete=None, uploaded=())) is reason
    assert reason_of(RULES.new_area_refused(case, an_area())) is reason


@pytest.mark.parametrize(
    ("moment", "reason"),
    [(RESUBMISSION_ENDS - INSTANT, None), (RESUBMISSION_ENDS, Reason.RESUBMISSION_CLOSED)],
    ids=["last instant", "closed"],
)
def test_a_rejected_enrollment_is_repaired_before_its_own_deadline(moment: datetime, reason: Reason | None) -> None:
    case = changed(a_case(State.CONFIRM_REJECTED, online=True, now=moment), agreed=True, photo_file=1)
    uploaded = {kind.name for kind in case.area.materials}
    assert reason_of(RULES.submission_refused(case, incomplete=None, uploaded=uploaded)) is reason


@pytest.mark.parametrize(
    ("moment", "reason"),
    [(CONFIRMATION_ENDS - INSTANT, None), (CONFIRMATION_ENDS, Reason.ABANDONED)],
    ids=["last instant", "closed"],
)
@pytest.mark.parametrize("act", ["withdrawal_refused", "printing_refused"])
def test_a_submission_is_withdrawn_and_printed_until_confirmation_ends(
    act: str, moment: datetime, reason: Reason | None
) -> None:
    assert reason_of(getattr(RULES, act)(a_case(State.SUBMITTED, now=moment))) is reason


@pytest.mark.parametrize(
    ("state", "version", "moment", "why"),
    [
        (State.DRAFT, 0, REGISTRATION_ENDS, Abandonment.NOT_SUBMITTED),
        (State.DRAFT, 1, CONFIRMATION_ENDS, Abandonment.NOT_SUBMITTED),
        (State.SUBMITTED, 1, CONFIRMATION_ENDS, Abandonment.NOT_CONFIRMED),
        (State.CONFIRM_REJECTED, 1, RESUBMISSION_ENDS, Abandonment.NOT_REPAIRED),
        (State.APPROVED, 1, TIMETABLE.payment.closes, Abandonment.NOT_PAID),
    ],
    ids=["never submitted", "withdrawn", "never confirmed", "not repaired", "not paid"],
)
def test_an_enrollment_lapses_by_the_clock_alone(
    state: State, version: int, moment: datetime, why: Abandonment
) -> None:
    case = changed(a_case(state), version=version)
    assert RULES.standing(at(case, moment - INSTANT)).state is state
    lapsed = RULES.standing(at(case, moment))
    assert (lapsed.state, lapsed.why, lapsed.since) == (State.ABANDONED, why, moment)


@pytest.mark.parametrize(
    "state", [State.CONFIRMED, State.SITE_PASSED, State.REVIEW_REJECTED, State.PAID], ids=lambda state: state.value
)
def test_what_waits_for_others_or_is_over_never_lapses(state: State) -> None:
    assert RULES.standing(a_case(state, now=TIMETABLE.payment.closes + timedelta(days=999))).state is state


def test_without_online_payment_an_approval_never_lapses() -> None:
    case = a_case(State.APPROVED, now=TIMETABLE.payment.closes, area=an_area(online_payment=False))
    assert RULES.standing(case).state is State.APPROVED
    assert RULES.succeeded(case)


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (REGISTRATION.opens - INSTANT, Reason.PROJECT_CLOSED),
        (REGISTRATION.opens, None),
        (REGISTRATION.closes - INSTANT, None),
        (REGISTRATION.closes, Reason.REGISTRATION_CLOSED),
    ],
    ids=["before", "opening", "last instant", "closed"],
)
def test_a_project_is_entered_while_registration_is_open(moment: datetime, reason: Reason | None) -> None:
    assert reason_of(RULES.entry_refused(PROJECT, moment)) is reason
    assert reason_of(RULES.area_entry_refused(an_area(), moment)) is reason


def test_registration_ends_with_confirmation_at_the_latest() -> None:
    longer = a_timetable(registration=Window(REGISTRATION.opens, CONFIRMATION_ENDS + timedelta(days=3)))
    area = an_area(timetable=longer)
    in_time = replace(a_draft(), area=area, now=CONFIRMATION_ENDS - INSTANT)
    assert RULES.submission_refused(in_time, incomplete=None, uploaded=()) is None
    assert RULES.area_entry_refused(area, in_time.now) is None
    too_late = at(in_time, CONFIRMATION_ENDS)
    refusal = RULES.submission_refused(too_late, incomplete=None, uploaded=())
    assert reason_of(refusal) is Reason.REGISTRATION_CLOSED
    assert reason_of(RULES.area_entry_refused(area, too_late.now)) is Reason.REGISTRATION_CLOSED
    assert RULES.standing(too_late).state is State.ABANDONED


def test_an_area_may_close_before_its_project() -> None:
    early = Window(REGISTRATION.opens, MID_REGISTRATION)
    area = an_area(timetable=a_timetable(registration=early))
    assert reason_of(RULES.area_entry_refused(area, MID_REGISTRATION)) is Reason.REGISTRATION_CLOSED
