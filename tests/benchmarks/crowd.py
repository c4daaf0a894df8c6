"""A store with very many enrollments, filled row by row, and whose pages are weighed in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Person
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal, real_time
from mock_portal.store import schema as s
from tests.mock_portal.desks import a_desk, a_submitted_enrollment
from tests.mock_portal.world import (
    MID_REGISTRATION,
    REGISTRATION,
    a_filled_enrollment,
    a_project,
    a_timetable,
    an_account,
    an_area,
    resident_id,
)

CHUNK = 2000
FIRST = 100  # number of the first of the many
PROVINCES = ("湖南省", "湖北省", "江西省")
STATES = (State.SUBMITTED, State.CONFIRMED, State.SITE_PASSED)
DESKS = (Role.POINT, Role.SITE, Role.AREA, Role.CENTER)


@dataclass(frozen=True, slots=True)
class Crowd:
    """One project with its many enrollments, two people in it, and the desks of the first province."""

    project_id: int
    drafting: Person
    paying: Person
    desks: Mapping[Role, Staff]
    someone: str  # ID number of one of the many, in the middle
    form: str  # and the code on that person's form


def a_crowd(portal: Portal, enrollments: int) -> Crowd:
    """Fill an empty store; payment is open in it while enrolling is."""
    payment = Window(REGISTRATION.opens, REGISTRATION.closes + timedelta(days=60))
    areas = [an_area(name, timetable=a_timetable(payment=payment)) for name in PROVINCES]
    project_id = a_project(portal, areas=areas, clock_offset=MID_REGISTRATION - real_time(), open_to_all=True)
    drafting = an_account(portal, 1)
    a_filled_enrollment(portal, project_id, drafting)
    paying = a_submitted_enrollment(portal, project_id, 2, state=State.APPROVED).person
    model = a_submitted_enrollment(portal, project_id, 3)
    with portal.writing() as tx:
        _multiply(tx, model.person.id, model.enrollment_id, enrollments)
    middle = 9 * (enrollments // 18)  # one of those who wait where the desks are
    desks = {role: a_desk(portal, project_id, role) for role in DESKS}
    return Crowd(project_id, drafting, paying, desks, resident_id(FIRST + middle), _code(middle))


def _code(number: int) -> str:
    return f"MANY{number:08d}01"


def _multiply(tx: Connection, account_id: int, enrollment_id: int, times: int) -> None:
    """Repeat an account with its enrollment and submission, spread over provinces and states."""
    account = _row(tx, s.account, s.account.c.id == account_id)
    enrollment = _row(tx, s.enrollment, s.enrollment.c.id == enrollment_id)
    submission = _row(tx, s.submission, s.submission.c.enrollment_id == enrollment_id)
    numbers = iter(range(times))
    while chunk := list(islice(numbers, CHUNK)):
        # Ids are given here, so that one statement can refer to the rows of another.
        ids = [(number, account_id + 1 + number, enrollment_id + 1 + number) for number in chunk]
        tx.execute(insert(s.account), [account | _account(n, a) for n, a, _ in ids])
        tx.execute(insert(s.enrollment), [enrollment | _enrollment(enrollment, n, a, e) for n, a, e in ids])
        tx.execute(insert(s.submission), [submission | {"enrollment_id": e, "code": _code(n)} for n, _, e in ids])


def _row(tx: Connection, table: Table, which: Any) -> dict[str, Any]:
    return dict(tx.execute(select(table).where(which)).one()._mapping)


def _account(number: int, account_id: int) -> dict[str, Any]:
    return {
        "id": account_id,
        "username": f"many{number}",
        "id_number": resident_id(FIRST + number),
        "wechat_openid": f"many-{number}",
    }


def _enrollment(model: dict[str, Any], number: int, account_id: int, enrollment_id: int) -> dict[str, Any]:
    return {
        "id": enrollment_id,
        "account_id": account_id,
        "area": PROVINCES[number % len(PROVINCES)],
        "state": STATES[number // len(PROVINCES) % len(STATES)].value,
        "code": _code(number),
        "submitted_at": model["submitted_at"] + timedelta(seconds=number),
    }


def places(tx: Connection, staff: Staff, state: State, page_size: int) -> Iterator[str]:
    """Where the pages in the middle and at the end of a queue begin, as their addresses say."""
    e = s.enrollment.c
    waiting = select(e.submitted_at, e.id).where(e.project_id == staff.project_id, e.state == state.value)
    if staff.area:
        waiting = waiting.where(e.area == staff.area)
    rows = tx.execute(waiting.order_by(e.submitted_at, e.id)).all()
    for place in (len(rows) // 2, len(rows) - page_size - 1):
        yield f"{(rows[place].submitted_at - s.EPOCH) // s.MICROSECOND}-{rows[place].id}"
