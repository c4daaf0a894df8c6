"""Submitted versions, each kept as it was sent, and what has happened to an enrollment so far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, literal, null, select, union_all

from mock_portal.domain.printed_form import FormContent, decode, encode
from mock_portal.store import schema as s
from mock_portal.store.reads import Read, Row
from mock_portal.store.writes import row_of

_s, _a, _m = s.submission.c, s.audit.c, s.material.c
_OF_VERSION = Read(
    select(s.submission).where(
        _s.enrollment_id == bindparam("enrollment"), _s.version == bindparam("submitted_version")
    )
)
_LATEST_CODE = Read(
    select(_s.code).where(_s.enrollment_id == bindparam("enrollment")).order_by(_s.version.desc()).limit(1)
)
_EVENTS = select(_a.id, _a.who, _a.event, _a.version, _a.project_time, _a.note).where(
    _a.enrollment_id == bindparam("enrollment")
)
_MATERIALS = select(_m.id, literal(""), null(), literal(0), _m.uploaded_at, _m.kind).where(
    _m.enrollment_id == bindparam("enrollment")
)
_TRAIL = Read(union_all(_EVENTS, _MATERIALS))
_ADD = row_of(s.submission)


@dataclass(frozen=True, slots=True)
class Submission:
    """One submitted version of an enrollment."""

    enrollment_id: int
    version: int
    code: str
    submitted_at: datetime
    content: FormContent
    photo_file: int
    material_files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an enrollment's history."""

    who: str
    event: str
    version: int
    when: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What has happened, oldest first, and the kinds of material that are there."""

    happenings: tuple[Happening, ...]
    uploaded: frozenset[str]


def add_submission(tx: Connection, submission: Submission) -> None:
    """Keep a new version."""
    _ADD.run(
        tx,
        enrollment_id=submission.enrollment_id,
        version=submission.version,
        code=submission.code,
        submitted_at=submission.submitted_at,
        content=encode(submission.content),
        photo_file=submission.photo_file,
        material_files=list(submission.material_files),
    )


def find_submission(tx: Connection, enrollment_id: int, version: int) -> Submission | None:
    """One version of an enrollment."""
    row = _OF_VERSION.one(tx, enrollment=enrollment_id, submitted_version=version)
    return _submission_of(row) if row else None


def latest_code(tx: Connection, enrollment_id: int) -> str | None:
    """The code of the latest version of an enrollment, whether or not it still counts."""
    found = _LATEST_CODE.one(tx, enrollment=enrollment_id)
    return found.code if found else None


def _submission_of(row: Row) -> Submission:
    return Submission(
        enrollment_id=row.enrollment_id,
        version=row.version,
        code=row.code,
        submitted_at=row.submitted_at,
        content=decode(row.content),
        photo_file=row.photo_file,
        material_files=tuple(row.material_files),
    )


def trail_of(tx: Connection, enrollment_id: int) -> Trail:
    """History and kinds of material of an enrollment, in one statement."""
    rows = sorted(_TRAIL.all(tx, enrollment=enrollment_id), key=lambda row: row.id)
    return Trail(
        happenings=tuple(
            Happening(r.who, r.event, r.version, r.project_time, r.note) for r in rows if r.event is not None
        ),
        uploaded=frozenset(r.note for r in rows if r.event is None),
    )
