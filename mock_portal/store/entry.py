"""Entering a project: what is open to a person, and the row that begins an enrollment."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, exists, insert, or_, select

from mock_portal.domain.area import Area
from mock_portal.domain.case import Project
from mock_portal.domain.terms import State
from mock_portal.store import schema as s
from mock_portal.store.projects import AREA_SETTINGS, decode_area, project_of
from mock_portal.store.reads import Read

_p, _e = s.project.c, s.enrollment.c
_admitted = exists().where(s.admission.c.project_id == _p.id, s.admission.c.id_number == bindparam("id_number"))
_open_or_entered = or_(_p.open_to_all, _admitted, _e.id.is_not(None))
_mine = and_(_e.project_id == _p.id, _e.account_id == bindparam("account"))
_VISIBLE = Read(
    select(*_p, _e.state.label("state"))
    .join_from(s.project, s.enrollment, _mine, isouter=True)
    .where(_open_or_entered)
    .order_by(_p.id.desc())
)
_ONE_WITH_AREAS = Read(
    select(*_p, _e.state.label("state"), AREA_SETTINGS)
    .join_from(s.project, s.enrollment, _mine, isouter=True)
    .join(s.area, s.area.c.project_id == _p.id)
    .where(_p.id == bindparam("project"), _open_or_entered)
    .order_by(s.area.c.position)
)


@dataclass(frozen=True, slots=True)
class VisibleProject:
    """A project that a person may see; ``state`` is that of the person's enrollment in it, if there is one."""

    project: Project
    state: State | None


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A visible project with its areas in their order."""

    project: Project
    state: State | None
    areas: tuple[Area, ...]

    def area(self, name: str) -> Area | None:
        """The area of that name."""
        return next((area for area in self.areas if area.name == name), None)


def projects_of_person(tx: Connection, account_id: int, id_number: str) -> list[VisibleProject]:
    """Projects that admit this person or that it has entered, newest first."""
    rows = _VISIBLE.all(tx, account=account_id, id_number=id_number)
    return [VisibleProject(project_of(row), State(row.state) if row.state else None) for row in rows]


def project_for_person(tx: Connection, project_id: int, account_id: int, id_number: str) -> OpenProject | None:
    """One such project; None for one that this person may not see."""
    rows = _ONE_WITH_AREAS.all(tx, project=project_id, account=account_id, id_number=id_number)
    if not rows:
        return None
    first = rows[0]
    areas = tuple(decode_area(r.settings) for r in rows)
    return OpenProject(project_of(first), State(first.state) if first.state else None, areas)


def begin_enrollment(tx: Connection, project_id: int, account_id: int, area: str) -> int:
    """A new draft whose documents were agreed to.

    Raises:
        IntegrityError: this person has one already (D18).
    """
    row = {"project_id": project_id, "account_id": account_id, "state": State.DRAFT.value, "area": area, "agreed": True}
    enrollment_id: int = tx.execute(insert(s.enrollment).returning(_e.id), row).scalar_one()
    return enrollment_id
