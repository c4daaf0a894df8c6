"""What lies on the table of a desk: the submitted version as it was printed, its materials, and what happened so far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from mock_portal.domain.printed_form import FormContent, decode
from mock_portal.store import schema as s

_u, _m, _f, _h = s.submission.c, s.material.c, s.file.c, s.audit.c
_SUBMISSION = select(_u.content, _u.photo_file, _u.submitted_at).where(
    _u.enrollment_id == bindparam("enrollment"), _u.version == bindparam("version")
)
_MATERIALS = (
    select(_m.kind, _f.id, _f.name)
    .join_from(s.material, s.file, _f.id == _m.file_id)
    .where(_m.enrollment_id == bindparam("enrollment"))
    .order_by(_m.id)
)
_HISTORY = select(s.audit).where(_h.enrollment_id == bindparam("enrollment")).order_by(_h.id)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One submitted version: what it says, and the photo that belongs to it."""

    content: FormContent
    photo_file: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """One uploaded material."""

    kind: str
    file_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the audit."""

    who: str
    event: str
    from_state: str
    to_state: str
    version: int
    project_time: datetime
    real_time: datetime
    note: str


def find_dossier(tx: Connection, enrollment_id: int, version: int) -> Dossier | None:
    """The submitted version of that number."""
    row = tx.execute(_SUBMISSION, {"enrollment": enrollment_id, "version": version}).one_or_none()
    return Dossier(decode(row.content), row.photo_file, row.submitted_at) if row else None


def evidence_of(tx: Connection, enrollment_id: int) -> list[Evidence]:
    """The materials of an enrollment; they cannot change while it is submitted."""
    rows = tx.execute(_MATERIALS, {"enrollment": enrollment_id})
    return [Evidence(row.kind, row.id, row.name) for row in rows]


def history_of(tx: Connection, enrollment_id: int) -> list[Happening]:
    """Everything that has happened to an enrollment, the oldest first."""
    rows = tx.execute(_HISTORY, {"enrollment": enrollment_id})
    return [
        Happening(r.who, r.event, r.from_state, r.to_state, r.version, r.project_time, r.real_time, r.note)
        for r in rows
    ]
