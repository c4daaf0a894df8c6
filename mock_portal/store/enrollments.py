"""Enrollments: loading one as a case, locking it, moving it to its next state with a line in the audit."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, cast, select

from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case, Enrollment, Person, Project, SavedPage
from mock_portal.domain.rules.standing import StandingRules
from mock_portal.domain.terms import Event, Page, State
from mock_portal.store import schema as s
from mock_portal.store.projects import AREA_SETTINGS, decode_area
from mock_portal.store.reads import Read, Row
from mock_portal.store.writes import change_of, row_of

_e, _p, _a, _r = s.enrollment.c, s.project.c, s.account.c, s.area.c

_PAGES = cast(_e.pages, Text).label("pages")  # decoded below, into what it is
_decode_pages = msgspec.json.Decoder(dict[Page, SavedPage]).decode

_CASE: Select[Any] = (
    select(
        *(column for column in _e if column is not _e.pages),
        _PAGES,
        _p.id.label("p_id"),
        _p.title,
        _p.registration_opens,
        _p.registration_closes,
        _p.exam_date,
        _p.clock_offset_us,
        _p.clock_stands_at,
        _p.faults,
        _a.username,
        _a.name,
        _a.id_type,
        _a.id_number,
        _a.sex,
        _a.birth_date,
        _a.nationality,
        _a.foreign_nationality,
        _a.photo_file.label("basic_photo"),
        _a.wechat_openid,
        AREA_SETTINGS,
    )
    .join_from(s.enrollment, s.project, _p.id == _e.project_id)
    .join(s.account, _a.id == _e.account_id)
    .join(s.area, (_r.project_id == _e.project_id) & (_r.name == _e.area))
)


class OneCase:
    """One enrollment that is looked for in one way, to be shown or, its row locked, to be changed.

    It is locked first and read then: PostgreSQL would give the row as it is after the wait, and what is joined as it was before.
    """

    def __init__(self, wanted: ColumnElement[bool]) -> None:
        self.reading = Read(_CASE.where(wanted))
        self.locking = Read(select(_e.id).where(wanted).with_for_update())


class Cases:
    """Several enrollments in some order, for queues and records; what is ``wanted`` of them has parameters."""

    def __init__(self, wanted: ColumnElement[bool], *order_by: Any) -> None:
        self.reading = Read(_CASE.where(wanted).order_by(*order_by).limit(bindparam("limit")))

    def first(self, tx: Connection, limit: int, real_now: datetime, **keys: Any) -> list[Case]:
        """So many of them, those that come first."""
        return [case_of(row, real_now) for row in self.reading.all(tx, limit=limit, **keys)]


_OF_PERSON = OneCase((_e.project_id == bindparam("project")) & (_e.account_id == bindparam("account")))
_BY_ID = OneCase(_e.id == bindparam("enrollment"))
_BEARING_CODE = select(s.submission.c.enrollment_id).where(s.submission.c.code == bindparam("verification_code"))
# The sum keeps a store from going through the whole project by its index: those who bear the code are very few.
_BY_CODE = OneCase(_e.id.in_(_BEARING_CODE) & (_e.project_id + 0 == bindparam("project")))

_RECORD = row_of(s.audit)


def case_of_person(
    tx: Connection, project_id: int, account_id: int, real_now: datetime, *, lock: bool = False
) -> Case | None:
    """The enrollment of a person in a project; with ``lock`` nobody else changes it before this transaction ends."""
    return _one(tx, _OF_PERSON, real_now, lock=lock, project=project_id, account=account_id)


def case_by_id(tx: Connection, enrollment_id: int, real_now: datetime, *, lock: bool = False) -> Case | None:
    """The enrollment of that id."""
    return _one(tx, _BY_ID, real_now, lock=lock, enrollment=enrollment_id)


def case_by_code(tx: Connection, project_id: int, code: str, real_now: datetime, *, lock: bool = False) -> Case | None:
    """The enrollment one of whose submissions, current or outdated, bears this verification code."""
    return _one(tx, _BY_CODE, real_now, lock=lock, project=project_id, verification_code=code)


def _one(tx: Connection, which: OneCase, real_now: datetime, *, lock: bool, **keys: Any) -> Case | None:
    if lock:
        which.locking.one(tx, **keys)
    row = which.reading.one(tx, **keys)
    return case_of(row, real_now) if row else None


def case_of(row: Row, real_now: datetime) -> Case:
    """The case of a row of ``_CASE``."""
    project = Project(
        id=row.p_id,
        title=row.title,
        registration=Window(row.registration_opens, row.registration_closes),
        exam_date=row.exam_date,
        clock_offset=timedelta(microseconds=row.clock_offset_us),
        stands_at=row.clock_stands_at,
        faults=tuple(row.faults),
    )
    person = Person(
        id=row.account_id,
        username=row.username,
        name=row.name,
        id_type=row.id_type,
        id_number=row.id_number,
        sex=row.sex,
        birth_date=row.birth_date,
        nationality=row.nationality,
        foreign_nationality=row.foreign_nationality,
        photo_file=row.basic_photo,
        wechat_bound=row.wechat_openid is not None,
    )
    return Case(
        project=project,
        area=decode_area(row.settings),
        person=person,
        enrollment=_enrollment_of(row),
        now=project.now(real_now),
    )


def _enrollment_of(row: Row) -> Enrollment:
    return Enrollment(
        id=row.id,
        project_id=row.project_id,
        account_id=row.account_id,
        state=State(row.state),
        area=row.area,
        city=row.city,
        institution=row.institution,
        agreed=row.agreed,
        pages=_decode_pages(row.pages),
        photo_file=row.photo_file,
        version=row.version,
        code=row.code,
        submitted_at=row.submitted_at,
        corrected=row.corrected,
        reason=row.reason,
        revision=row.revision,
    )


def encode_pages(pages: Mapping[Page, SavedPage]) -> dict[str, Any]:
    """Saved pages in the form in which they are stored."""
    return {
        page.value: {"values": dict(saved.values), "revision": saved.revision, "done": saved.done}
        for page, saved in pages.items()
    }


def change(tx: Connection, case: Case, **columns: Any) -> None:
    """Store new values of columns of a locked enrollment."""
    columns["revision"] = case.enrollment.revision + 1
    change_of(s.enrollment, frozenset(columns)).run(tx, changed=case.enrollment.id, **columns)


def move(
    tx: Connection,
    rules: StandingRules,
    case: Case,
    event: Event,
    *,
    who: str,
    real_now: datetime,
    note: str = "",
    **columns: Any,
) -> State:
    """Let ``event`` happen to a locked enrollment: next state, other columns, one line in the audit.

    Raises:
        IllegalMove: the transition table has no such move; the rules should have refused it.
    """
    state = rules.destination(case.state, event)
    change(tx, case, state=state.value, **columns)
    if rules.leaves_a_trace(event):
        record(tx, case, event.value, state, who=who, real_now=real_now, note=note, version=columns.get("version"))
    return state


def record(
    tx: Connection,
    case: Case,
    event: str,
    to_state: State,
    *,
    who: str,
    real_now: datetime,
    note: str = "",
    version: int | None = None,
) -> None:
    """Write one line of the audit."""
    _RECORD.run(
        tx,
        project_id=case.project.id,
        enrollment_id=case.enrollment.id,
        who=who,
        event=event,
        from_state=case.state.value,
        to_state=to_state.value,
        version=case.enrollment.version if version is None else version,
        project_time=case.now,
        real_time=real_now,
        note=note,
    )
