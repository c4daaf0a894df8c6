"""The audit of area settings, and what already depends on them: whether anybody has enrolled, where somebody is approved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from mock_portal.domain.terms import State
from mock_portal.store import schema as s

_c = s.area_change.c
_OF_AREA = (
    select(s.area_change)
    .where(_c.project_id == bindparam("project"), _c.area == bindparam("area"))
    .order_by(_c.id.desc())
    .limit(20)
)
_ENROLLED = (
    select(s.enrollment.c.id)
    .where(s.enrollment.c.project_id == bindparam("project"), s.enrollment.c.area == bindparam("area"))
    .limit(1)
)

_e = s.enrollment.c
_APPROVED_IN = (
    select(_e.city)
    .where(_e.project_id == bindparam("project"), _e.area == bindparam("area"), _e.state == bindparam("approved"))
    .distinct()
)


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One change of an area's settings; ``revision`` is the one that it made."""

    project_id: int
    area: str
    who: str
    revision: int
    note: str
    project_time: datetime
    real_time: datetime


def record_area_change(tx: Connection, change: AreaChange) -> None:
    """Write one line of the audit."""
    row = {name: getattr(change, name) for name in AreaChange.__slots__}
    tx.execute(insert(s.area_change), row)


def area_changes(tx: Connection, project_id: int, area: str) -> list[AreaChange]:
    """The latest changes, the newest first."""
    rows = tx.execute(_OF_AREA, {"project": project_id, "area": area})
    return [AreaChange(r.project_id, r.area, r.who, r.revision, r.note, r.project_time, r.real_time) for r in rows]


def anybody_enrolled(tx: Connection, project_id: int, area: str) -> bool:
    """Whether the area has at least one enrollment."""
    return tx.execute(_ENROLLED, {"project": project_id, "area": area}).first() is not None


def cities_with_approved(tx: Connection, project_id: int, area: str) -> frozenset[str]:
    """The cities of an area in which somebody has passed both reviews."""
    rows = tx.execute(_APPROVED_IN, {"project": project_id, "area": area, "approved": State.APPROVED.value})
    return frozenset(rows.scalars())
