"""The audit of one enrollment, line by line, for the desks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from mock_portal.store import schema as s
from mock_portal.store.reads import Read

_HISTORY = Read(select(s.audit).where(s.audit.c.enrollment_id == bindparam("enrollment")).order_by(s.audit.c.id))


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What happened: who, what, when by the project's clock and in reality, upon which version."""

    who: str
    event: str
    from_state: str
    to_state: str
    version: int
    project_time: datetime
    real_time: datetime
    note: str


def audit_of(tx: Connection, enrollment_id: int) -> list[AuditLine]:
    """Everything that has happened to an enrollment, the oldest first."""
    rows = _HISTORY.all(tx, enrollment=enrollment_id)
    return [
        AuditLine(r.who, r.event, r.from_state, r.to_state, r.version, r.project_time, r.real_time, r.note)
        for r in rows
    ]
