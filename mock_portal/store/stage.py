"""What only the control surface does to the store: clocks, faults, staff of a project, taking a project away, ageing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from mock_portal.domain.terms import Role
from mock_portal.store import schema as s


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A member of staff to be; the narrower fields are empty for the wider roles."""

    username: str
    role: Role
    name: str
    area: str = ""
    city: str = ""
    unit: str = ""


def employ(tx: Connection, project_id: int, staff: Sequence[NewStaff], password_hash: str) -> None:
    """Give a project its staff, all with one password."""
    rows: list[dict[str, Any]] = [
        {
            "project_id": project_id,
            "username": member.username,
            "password_hash": password_hash,
            "role": member.role.value,
            "name": member.name,
            "area": member.area,
            "city": member.city,
            "unit": member.unit,
        }
        for member in staff
    ]
    tx.execute(insert(s.staff), rows)


def projects_under_test(tx: Connection) -> list[Any]:
    """All projects, newest first, for the control page."""
    return list(tx.execute(select(s.project).order_by(s.project.c.id.desc()).limit(100)))


def set_clock(tx: Connection, project_id: int, offset: timedelta, *, stands_at: datetime | None = None) -> None:
    """Let the project's clock run ahead of real time by ``offset``, or stand still."""
    set_to = {"clock_offset_us": offset // s.MICROSECOND, "clock_stands_at": stands_at}
    tx.execute(update(s.project).where(s.project.c.id == project_id).values(**set_to))


def set_faults(tx: Connection, project_id: int, faults: Sequence[str]) -> None:
    """Put these faults in, and no others."""
    tx.execute(update(s.project).where(s.project.c.id == project_id).values(faults=list(faults)))


def remove_project(tx: Connection, key: str) -> None:
    """Take away the project of that key with everything that hangs on it, the accounts it admitted included."""
    project_id = tx.execute(select(s.project.c.id).where(s.project.c.key == key)).scalar_one_or_none()
    if project_id is None:
        return
    admitted = select(s.admission.c.id_number).where(s.admission.c.project_id == project_id)
    accounts = select(s.account.c.id).where(s.account.c.id_number.in_(admitted))
    enrollments = select(s.enrollment.c.id).where(
        or_(s.enrollment.c.project_id == project_id, s.enrollment.c.account_id.in_(accounts))
    )
    orders = select(s.payment_order.c.number).where(s.payment_order.c.enrollment_id.in_(enrollments))
    staff = select(s.staff.c.id).where(s.staff.c.project_id == project_id)
    tx.execute(delete(s.payment).where(s.payment.c.order_number.in_(orders)))
    for table in (s.payment_order, s.material, s.submission, s.audit):
        tx.execute(delete(table).where(table.c.enrollment_id.in_(enrollments)))
    tx.execute(
        delete(s.enrollment).where(
            or_(s.enrollment.c.project_id == project_id, s.enrollment.c.account_id.in_(accounts))
        )
    )
    tx.execute(delete(s.session).where(or_(s.session.c.account_id.in_(accounts), s.session.c.staff_id.in_(staff))))
    for table in (s.qr_ticket, s.credential):
        tx.execute(delete(table).where(table.c.account_id.in_(accounts)))
    tx.execute(delete(s.account).where(s.account.c.id_number.in_(admitted)))
    for table in (s.staff, s.history, s.admission, s.area):
        tx.execute(delete(table).where(table.c.project_id == project_id))
    tx.execute(delete(s.project).where(s.project.c.id == project_id))
