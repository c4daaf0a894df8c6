"""Setting the stage for a rehearsal: a project of its own per scenario, its staff, its clock, its payment platform."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Project
from mock_portal.domain.terms import Role
from mock_portal.parts import parts_with
from mock_portal.passwords import hash_password
from mock_portal.portal import Portal
from mock_portal.simulators import Platform
from mock_portal.store import projects, stage
from mock_portal.store.projects import PastResult
from mock_portal.store.stage import NewStaff

TITLE = "2023年度卫生专业技术资格考试"
EXAM_DATE = date(2023, 4, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project as a scenario asks for it. ``key`` names it: a second stage of the same key replaces the first."""

    key: str
    areas: tuple[Area, ...]
    registration: Window
    clock: datetime | None = None  # None: real time
    title: str = TITLE
    exam_date: date = EXAM_DATE
    admitted: tuple[str, ...] = ()
    open_to_all: bool = False
    history: tuple[PastResult, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one member of staff signs in."""

    role: Role
    area: str
    city: str
    unit: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class StageSet:
    """The project that was made and its staff."""

    project: int
    staff: tuple[SignIn, ...]


def set_stage(portal: Portal, wanted: Stage) -> StageSet:
    """Make the project, its areas, admissions, history and staff.

    Raises:
        KeyError: ``wanted.faults`` names a fault that does not exist.
    """
    parts_with(wanted.faults)
    password = secrets.token_urlsafe(9)
    password_hash = hash_password(portal.settings.password_cost, password)
    real_now = portal.now()
    offset = wanted.clock - real_now if wanted.clock else timedelta()
    with portal.writing() as tx:
        stage.remove_project(tx, wanted.key)
        project_id = projects.add_project(
            tx,
            key=wanted.key,
            title=wanted.title,
            registration=wanted.registration,
            exam_date=wanted.exam_date,
            areas=wanted.areas,
            clock_offset=offset,
            open_to_all=wanted.open_to_all,
            faults=wanted.faults,
        )
        projects.admit(tx, project_id, wanted.admitted)
        projects.add_history(tx, project_id, wanted.history)
        staff = tuple(staff_of(project_id, wanted.areas))
        stage.employ(tx, project_id, staff, password_hash)
    tell_platform(portal, project_id, wanted.areas, offset)
    sign_ins = (SignIn(m.role, m.area, m.city, m.unit, m.username, password) for m in staff)
    return StageSet(project_id, tuple(sign_ins))


def staff_of(project_id: int, areas: tuple[Area, ...]) -> Iterator[NewStaff]:
    """Everybody whom these areas need, with user names that tell their desk."""
    number = 0

    def member(role: Role, name: str, area: str = "", city: str = "", unit: str = "") -> NewStaff:
        nonlocal number
        number += 1
        return NewStaff(f"{role.value}-{project_id}-{number}", role, name, area, city, unit)

    yield member(Role.CENTER, "人才交流服务中心")
    for area in areas:
        yield member(Role.AREA, f"{area.name}考区", area.name)
        for city in area.cities:
            yield member(Role.SITE, f"{city.name}考点", area.name, city.name)
            for point in city.points:
                yield member(Role.POINT, point, area.name, city.name, point)
            for institution in city.institutions:
                yield member(Role.INSTITUTION, institution.name, area.name, city.name, institution.name)


def merchant(project_id: int, area: str) -> str:
    """The name under which an area's payments run at the platform."""
    return f"{project_id}-{area}"


def tell_platform(
    portal: Portal,
    project_id: int,
    areas: tuple[Area, ...],
    offset: timedelta,
    stands_at: datetime | None = None,
) -> None:
    """Let the platform's clock of each area run, or stand still, with the project's."""
    platform = Platform(portal.settings)
    for area in areas:
        if area.online_payment or any(city.online_payment for city in area.cities):
            platform.set_clock(merchant(project_id, area.name), offset, stands_at)


def move_clock(portal: Portal, project_id: int, to: datetime, *, runs: bool = True) -> Project | None:
    """Set the project's clock; it runs on from there or stands still. None if there is no such project."""
    offset = to - portal.now()
    with portal.writing() as tx:
        if projects.find_project(tx, project_id) is None:
            return None
        stage.set_clock(tx, project_id, offset, stands_at=None if runs else to)
        found = [projects.find_area(tx, project_id, name) for name in projects.area_names(tx, project_id)]
        project = projects.find_project(tx, project_id)
    tell_platform(portal, project_id, tuple(area for area, _ in filter(None, found)), offset, None if runs else to)
    return project


def put_faults_in(portal: Portal, project_id: int, faults: tuple[str, ...]) -> None:
    """Give the project these faults, and no others.

    Raises:
        KeyError: there is no fault of that name.
    """
    parts_with(faults)
    with portal.writing() as tx:
        stage.set_faults(tx, project_id, faults)


def admit(
    portal: Portal,
    project_id: int,
    id_numbers: tuple[str, ...],
    history: tuple[PastResult, ...],
    *,
    newcomers_only: bool = False,
) -> list[str]:
    """Open the project to more people, with what they did the year before.

    Returns:
        Those who were left out because somebody knows them already, if only newcomers are to be admitted.
    """
    with portal.writing() as tx:
        known = projects.known_elsewhere(tx, project_id, id_numbers) if newcomers_only else set()
        projects.admit(tx, project_id, set(id_numbers) - known)
        projects.add_history(tx, project_id, history)
    return sorted(known)


def ask_platform(portal: Portal, project_id: int, area: str, act: str, wish: Any) -> Any:
    """Pass a wish on to the payment platform: its behaviour, a delivery of held notifications, its ledger."""
    return Platform(portal.settings).control(merchant(project_id, area), act, wish)
