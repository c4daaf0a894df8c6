"""The queues of the desks: who is next, page by page from where the last page ended, and about how many there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from mock_portal.domain.case import Case
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.store import schema as s
from mock_portal.store.enrollments import cases

_e = s.enrollment.c
COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a queue ended: the last enrollment that it showed."""

    submitted_at: datetime
    enrollment_id: int


def area_of_work(staff: Staff) -> ColumnElement[bool]:
    """The enrollments among which this desk's queue is sought; the rules decide again upon each one that is opened."""
    conditions: list[ColumnElement[bool]] = [_e.project_id == staff.project_id]
    if staff.role is not Role.CENTER:
        conditions.append(_e.area == staff.area)
    if staff.role in {Role.SITE, Role.POINT, Role.INSTITUTION}:
        conditions.append(_e.city == staff.city)
    if staff.role is Role.INSTITUTION:
        conditions.append(_e.institution == staff.unit)
    return and_(*conditions)


def queue(
    tx: Connection, staff: Staff, state: State, real_now: datetime, *, after: Place | None, limit: int
) -> list[Case]:
    """The next enrollments in ``state``, those submitted first coming first."""
    wanted = and_(area_of_work(staff), _e.state == state.value)
    if after is not None:
        wanted = and_(wanted, _beyond(after))
    return cases(tx, wanted, real_now, limit=limit, order_by=(_e.submitted_at, _e.id))


def count(tx: Connection, staff: Staff, state: State) -> int:
    """How many enrollments are in ``state``, at most ``COUNT_LIMIT``: counting further would only cost time."""
    found = select(_e.id).where(area_of_work(staff), _e.state == state.value).limit(COUNT_LIMIT).subquery()
    total: int = tx.execute(select(func.count()).select_from(found)).scalar_one()
    return total


def _beyond(place: Place) -> ColumnElement[bool]:
    # Written so that a store walks the index from the place on: a range first, the tie-break as a filter.
    at: Any = place.submitted_at
    return and_(_e.submitted_at >= at, or_(_e.submitted_at > at, _e.id > place.enrollment_id))


_ID_OF_HOLDER = (
    select(_e.id)
    .join_from(s.account, s.enrollment, _e.account_id == s.account.c.id)
    .where(s.account.c.id_number == bindparam("id_number"), _e.project_id == bindparam("project"))
)


def id_of_holder(tx: Connection, project_id: int, id_number: str) -> int | None:
    """The enrollment of the holder of this ID number, wherever it lies."""
    found: int | None = tx.execute(_ID_OF_HOLDER, {"id_number": id_number, "project": project_id}).scalar_one_or_none()
    return found
