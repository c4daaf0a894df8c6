"""The queues of the desks: who is next, page by page from where the last page ended, and about how many there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Subquery, and_, bindparam, func, or_, select

from mock_portal.domain.case import Case
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.store import schema as s
from mock_portal.store.enrollments import Cases
from mock_portal.store.reads import Read

_e = s.enrollment.c
COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a queue ended: the last enrollment that it showed."""

    submitted_at: datetime
    enrollment_id: int


class Scope:
    """Among which enrollments the desks of one role look; the rules decide again upon each one that is opened."""

    def __init__(self, *narrowed: ColumnElement[bool]) -> None:
        waiting = and_(_e.project_id == bindparam("project"), *narrowed, _e.state == bindparam("state"))
        # Written so that a store walks the index from the place on: a range first, the tie-break as a filter.
        beyond = and_(_e.submitted_at >= _AT, or_(_e.submitted_at > _AT, _e.id > bindparam("enrollment")))
        self.whole = Cases(waiting, _e.submitted_at, _e.id)
        self.rest = Cases(and_(waiting, beyond), _e.submitted_at, _e.id)
        self.size = Read(select(func.count().label("number")).select_from(_some_of(waiting)))


def _some_of(waiting: ColumnElement[bool]) -> Subquery:
    return select(_e.id).where(waiting).limit(COUNT_LIMIT).subquery()


_AT = bindparam("submitted_at", type_=s.Instant())
_OF_AREA, _OF_CITY = _e.area == bindparam("area"), _e.city == bindparam("city")
SCOPES = {
    Role.CENTER: Scope(),
    Role.AREA: Scope(_OF_AREA),
    Role.SITE: Scope(_OF_AREA, _OF_CITY),
    Role.POINT: Scope(_OF_AREA, _OF_CITY),
    Role.INSTITUTION: Scope(_OF_AREA, _OF_CITY, _e.institution == bindparam("unit")),
}


def _waiting(staff: Staff, state: State) -> dict[str, Any]:
    whose = {"project": staff.project_id, "area": staff.area, "city": staff.city, "unit": staff.unit}
    return whose | {"state": state.value}


def queue(
    tx: Connection, staff: Staff, state: State, real_now: datetime, *, after: Place | None, limit: int
) -> list[Case]:
    """The next enrollments in ``state``, those submitted first coming first."""
    scope, keys = SCOPES[staff.role], _waiting(staff, state)
    if after is None:
        return scope.whole.first(tx, limit, real_now, **keys)
    return scope.rest.first(
        tx, limit, real_now, **keys, submitted_at=after.submitted_at, enrollment=after.enrollment_id
    )


def count(tx: Connection, staff: Staff, state: State) -> int:
    """How many enrollments are in ``state``, at most ``COUNT_LIMIT``: counting further would only cost time."""
    total: int = SCOPES[staff.role].size.all(tx, **_waiting(staff, state))[0].number
    return total


_ID_OF_HOLDER = Read(
    select(_e.id)
    .join_from(s.account, s.enrollment, _e.account_id == s.account.c.id)
    .where(s.account.c.id_number == bindparam("id_number"), _e.project_id == bindparam("project"))
)


def id_of_holder(tx: Connection, project_id: int, id_number: str) -> int | None:
    """The enrollment of the holder of this ID number, wherever it lies."""
    found = _ID_OF_HOLDER.one(tx, id_number=id_number, project=project_id)
    return found.id if found else None
