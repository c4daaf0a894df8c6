"""考试项目 at the center: title, registration window and exam date of its project, and how its areas are doing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case, Enrollment, Person, Project
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import State
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.projects import area_names, find_area, find_project, project_revision, update_project
from mock_portal.store.records import Alike, alike
from mock_portal.use_cases.area_settings import change_area

SOMEBODY = Person(0, "", "", "", "", "", None, "")  # whose deadlines do not depend on who it is


@dataclass(frozen=True, slots=True)
class Overview:
    """A project with its areas; ``revision`` must be sent back with a change, ``counts`` are enrollments by area and state.

    The state is the one that counts now: whoever has missed a deadline is counted as having abandoned.
    """

    project: Project
    revision: int
    now: datetime
    areas: tuple[Area, ...]
    counts: Mapping[str, Mapping[State, int]]

    @property
    def areas_in_step(self) -> tuple[Area, ...]:
        """The areas that register when the project does."""
        return tuple(area for area in self.areas if area.timetable.registration == self.project.registration)


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """What the center may change."""

    title: str
    registration: Window
    exam_date: date


def look_at_project(portal: Portal, staff: Staff) -> Overview | Refusal:
    """The center's own project."""
    with portal.reading() as tx:
        project = find_project(tx, staff.project_id)
        if project is None:
            return refuse(Reason.NOT_FOUND)
        areas = tuple(area for area, _ in _areas(tx, project.id))
        revision, now = project_revision(tx, project.id), project.now(portal.now())
        counts = _counted(project, areas, alike(tx, project.id), now)
        return Overview(project, revision, now, areas, counts)


def change_project(portal: Portal, staff: Staff, wanted: ProjectChange, *, revision: int) -> Refusal | None:
    """Store it; areas that register when the project did go with it, areas with a time of their own keep that.

    Of two savers who were shown the same ``revision`` the second is refused.
    """
    with portal.writing() as tx:
        project = find_project(tx, staff.project_id)
        if project is None:
            return refuse(Reason.NOT_FOUND)
        stored = project_revision(tx, project.id)
        if refusal := parts_with(project.faults).rules.settings_stale_refused(shown=revision, stored=stored):
            return refusal
        if not update_project(tx, project.id, wanted.title, wanted.registration, wanted.exam_date, revision=stored):
            return refuse(Reason.SETTINGS_CHANGED)
        for area, own_revision in _areas(tx, project.id):
            if area.timetable.registration != project.registration:
                continue
            after = replace(area, timetable=replace(area.timetable, registration=wanted.registration))
            if refusal := change_area(tx, portal, project, staff, area, after, revision=own_revision):
                raise AreaBusy(refusal.words)
    return None


class AreaBusy(Exception):
    """An area was saved by somebody else while the center saved the project."""


def _areas(tx: Connection, project_id: int) -> list[tuple[Area, int]]:
    found = (find_area(tx, project_id, name) for name in area_names(tx, project_id))
    return [area for area in found if area]


def _counted(
    project: Project, areas: Iterable[Area], groups: Iterable[Alike], now: datetime
) -> Mapping[str, Mapping[State, int]]:
    rules, by_name = parts_with(project.faults).rules, {area.name: area for area in areas}
    found: dict[str, Counter[State]] = {name: Counter() for name in by_name}
    for group in groups:
        one = Enrollment(0, project.id, 0, group.state, group.area, group.city, version=int(group.submitted))
        found[group.area][rules.standing(Case(project, by_name[group.area], SOMEBODY, one, now)).state] += group.number
    return found
