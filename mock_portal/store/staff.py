"""Staff of the desks: who works where, the hash of the password, and how often it was typed wrongly."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role
from mock_portal.store import schema as s
from mock_portal.store.reads import Read

_s = s.staff.c
_BY_USERNAME = select(s.staff).where(_s.username == bindparam("username"))
_SHOWN, _LOCKED = Read(_BY_USERNAME), Read(_BY_USERNAME.with_for_update())


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in to a desk is decided upon."""

    staff: Staff
    password_hash: str
    failed_sign_ins: int
    locked_until: datetime | None


def find_credentials(tx: Connection, username: str, *, lock: bool = False) -> Credentials | None:
    """The account of a desk; with ``lock`` nobody else counts a failure of it before this transaction ends."""
    row = (_LOCKED if lock else _SHOWN).one(tx, username=username)
    if row is None:
        return None
    staff = Staff(row.id, row.project_id, Role(row.role), row.name, row.area, row.city, row.unit)
    return Credentials(staff, row.password_hash, row.failed_sign_ins, row.locked_until)


def note_sign_in(tx: Connection, staff_id: int, *, failures: int, locked_until: datetime | None) -> None:
    """Keep how many wrong passwords in a row there have been."""
    tx.execute(update(s.staff).where(_s.id == staff_id).values(failed_sign_ins=failures, locked_until=locked_until))


def add_staff_row(tx: Connection, staff: Staff, username: str, password_hash: str) -> int:
    """Store a new member of staff (its ``id`` is given here)."""
    row = {
        "project_id": staff.project_id,
        "username": username,
        "password_hash": password_hash,
        "role": staff.role.value,
        "name": staff.name,
        "area": staff.area,
        "city": staff.city,
        "unit": staff.unit,
    }
    staff_id: int = tx.execute(insert(s.staff).returning(_s.id), row).scalar_one()
    return staff_id
