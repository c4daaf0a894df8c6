"""Projects, their areas, who is admitted, and the history of the year before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, and_, bindparam, cast, exists, insert, or_, select, union, update

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Project
from mock_portal.shapes import read_json
from mock_portal.store import schema as s
from mock_portal.store.reads import Read, Row

_p, _a, _h, _admitted = s.project.c, s.area.c, s.history.c, s.admission.c
_PROJECT = Read(select(s.project).where(_p.id == bindparam("project")))
_REVISION = Read(select(_p.revision).where(_p.id == bindparam("project")))
_OPEN_PROJECTS = Read(
    select(s.project)
    .where(
        or_(
            _p.open_to_all,
            exists().where(and_(_admitted.project_id == _p.id, _admitted.id_number == bindparam("id_number"))),
        )
    )
    .order_by(_p.id.desc())
)
AREA_SETTINGS = cast(_a.settings, Text).label("settings")  # not decoded on the way: most often it is known already
_ONE_AREA = select(AREA_SETTINGS, _a.revision).where(
    _a.project_id == bindparam("project"), _a.name == bindparam("name")
)
_AREA, _AREA_LOCKED = Read(_ONE_AREA), Read(_ONE_AREA.with_for_update())
_AREA_HELD = Read(_ONE_AREA.with_only_columns(_a.revision).with_for_update(read=True))
_AREA_NAMES = Read(select(_a.name).where(_a.project_id == bindparam("project")).order_by(_a.position))
_PAST_RESULTS = Read(
    select(_h.name, _h.id_number, _h.specialty, _h.outcome, _h.passed).where(
        _h.project_id == bindparam("project"), _h.id_number == bindparam("id_number")
    )
)
_FAULTS_OF_PERSON = Read(
    select(_p.faults)
    .join(s.admission, _admitted.project_id == _p.id)
    .where(_admitted.id_number == bindparam("id_number"))
)


@lru_cache(maxsize=256)
def decode_area(settings: str) -> Area:
    """An area from its stored form; as many as a country has are remembered, by all that was stored.

    Raises:
        msgspec.ValidationError: the settings have another shape than ``Area``; the message names the place.
        ValueError: windows that cannot be.
    """
    return read_json(settings, Area)


def encode_area(area: Area) -> Any:
    """The form in which an area is stored and sent: plain JSON values."""
    return msgspec.to_builtins(area)


def project_of(row: Row) -> Project:
    """The project of a row that holds all columns of the table."""
    return Project(
        id=row.id,
        title=row.title,
        registration=Window(row.registration_opens, row.registration_closes),
        exam_date=row.exam_date,
        clock_offset=timedelta(microseconds=row.clock_offset_us),
        stands_at=row.clock_stands_at,
        faults=tuple(row.faults),
    )


def find_project(tx: Connection, project_id: int) -> Project | None:
    """The project of that id."""
    row = _PROJECT.one(tx, project=project_id)
    return project_of(row) if row else None


def project_revision(tx: Connection, project_id: int) -> int:
    """How often the particulars of a project have been changed."""
    revision: int = _REVISION.all(tx, project=project_id)[0].revision
    return revision


def projects_open_to(tx: Connection, id_number: str) -> list[Project]:
    """Projects that admit the holder of this ID number, newest first."""
    return [project_of(row) for row in _OPEN_PROJECTS.all(tx, id_number=id_number)]


def find_area(tx: Connection, project_id: int, name: str, *, lock: bool = False) -> tuple[Area, int] | None:
    """An area of a project and its revision; with ``lock`` nobody else holds or changes it before this transaction ends."""
    row = (_AREA_LOCKED if lock else _AREA).one(tx, project=project_id, name=name)
    return (decode_area(row.settings), row.revision) if row else None


def hold_area(tx: Connection, project_id: int, name: str) -> None:
    """Its settings stay as they are until this transaction ends: it adds somebody whom a change would have to mind."""
    _AREA_HELD.one(tx, project=project_id, name=name)


def area_names(tx: Connection, project_id: int) -> list[str]:
    """Names of a project's areas in their order."""
    return [row.name for row in _AREA_NAMES.all(tx, project=project_id)]


def save_area(tx: Connection, project_id: int, area: Area, *, revision: int) -> bool:
    """Put new settings in the place of those of ``revision``; False if somebody else was faster."""
    changed = tx.execute(
        update(s.area)
        .where(s.area.c.project_id == project_id, s.area.c.name == area.name, s.area.c.revision == revision)
        .values(settings=encode_area(area), revision=revision + 1)
    )
    return changed.rowcount == 1


def add_project(
    tx: Connection,
    *,
    key: str,
    title: str,
    registration: Window,
    exam_date: date,
    areas: Sequence[Area],
    clock_offset: timedelta = timedelta(),
    open_to_all: bool = False,
    faults: Sequence[str] = (),
) -> int:
    """Store a new project with its areas and give its id."""
    project_id: int = tx.execute(
        insert(s.project).returning(s.project.c.id),
        {
            "key": key,
            "title": title,
            "registration_opens": registration.opens,
            "registration_closes": registration.closes,
            "exam_date": exam_date,
            "clock_offset_us": clock_offset // s.MICROSECOND,
            "open_to_all": open_to_all,
            "faults": list(faults),
        },
    ).scalar_one()
    rows = [
        {"project_id": project_id, "name": a.name, "position": n, "settings": encode_area(a), "revision": 1}
        for n, a in enumerate(areas)
    ]
    tx.execute(insert(s.area), rows)
    return project_id


def update_project(
    tx: Connection, project_id: int, title: str, registration: Window, exam_date: date, *, revision: int
) -> bool:
    """Put new particulars in the place of those of ``revision``; False if somebody else was faster."""
    particulars = {
        "title": title,
        "registration_opens": registration.opens,
        "registration_closes": registration.closes,
        "exam_date": exam_date,
        "revision": revision + 1,
    }
    shown = (s.project.c.id == project_id) & (s.project.c.revision == revision)
    return tx.execute(update(s.project).where(shown).values(**particulars)).rowcount == 1


def admit(tx: Connection, project_id: int, id_numbers: Iterable[str]) -> None:
    """Open the project to the holders of these ID numbers (in their normal form)."""
    wanted = set(id_numbers)
    known = select(s.admission.c.id_number).where(
        s.admission.c.project_id == project_id, s.admission.c.id_number.in_(wanted)
    )
    new = wanted - set(tx.execute(known).scalars())
    if new:
        tx.execute(insert(s.admission), [{"project_id": project_id, "id_number": n} for n in sorted(new)])


def known_elsewhere(tx: Connection, project_id: int, id_numbers: Iterable[str]) -> set[str]:
    """Those of these ID numbers that have an account, or that another project admits."""
    wanted = set(id_numbers)
    registered = select(s.account.c.id_number).where(s.account.c.id_number.in_(wanted))
    admitted = select(s.admission.c.id_number).where(
        s.admission.c.project_id != project_id, s.admission.c.id_number.in_(wanted)
    )
    return set(tx.execute(union(registered, admitted)).scalars())


@dataclass(frozen=True, slots=True)
class PastResult:
    """What somebody did in the exam of the year before."""

    name: str
    id_number: str
    specialty: str  # code
    outcome: str  # sat, absent, disqualified, not-held
    passed: tuple[str, ...]


def past_results(tx: Connection, project_id: int, id_number: str) -> list[PastResult]:
    """Results of the year before under this ID number, as the project knows them."""
    rows = _PAST_RESULTS.all(tx, project=project_id, id_number=id_number)
    return [PastResult(r.name, r.id_number, r.specialty, r.outcome, tuple(r.passed)) for r in rows]


def add_history(tx: Connection, project_id: int, results: Collection[PastResult]) -> None:
    """Store results of the year before."""
    if results:
        tx.execute(insert(s.history), [{"project_id": project_id, **msgspec.to_builtins(r)} for r in results])


def faults_of_person(tx: Connection, id_number: str) -> tuple[str, ...]:
    """Faults of the projects that admit this person: they also govern its account (sign-in, basic information)."""
    return named_faults(row.faults for row in _FAULTS_OF_PERSON.all(tx, id_number=id_number))


def named_faults(of_projects: Iterable[Sequence[str] | None]) -> tuple[str, ...]:
    """The faults of several projects, each once."""
    return tuple(dict.fromkeys(name for faults in of_projects for name in faults or ()))
