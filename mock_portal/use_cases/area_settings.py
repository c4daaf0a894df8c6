"""考区设置: an area looks at its settings and changes them; every change is kept with who made it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mock_portal.domain.area import Area
from mock_portal.domain.case import Project
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.settings_words import differences
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.area_changes import (
    AreaChange,
    anybody_enrolled,
    area_changes,
    cities_with_approved,
    record_area_change,
)
from mock_portal.store.projects import find_area, find_project
from mock_portal.use_cases.decisions import signature


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """An area's settings as they are now; ``revision`` must be sent back with a change."""

    area: Area
    revision: int
    enrolled: bool
    now: datetime
    changes: tuple[AreaChange, ...]


def look_at_settings(portal: Portal, staff: Staff) -> SettingsPage | Refusal:
    """The settings of the desk's own area."""
    with portal.reading() as tx:
        project, found = find_project(tx, staff.project_id), find_area(tx, staff.project_id, staff.area)
        if project is None or found is None:
            return refuse(Reason.NOT_FOUND)
        area, revision = found
        enrolled = anybody_enrolled(tx, staff.project_id, staff.area)
        changes = tuple(area_changes(tx, staff.project_id, staff.area))
    return SettingsPage(area, revision, enrolled, project.now(portal.now()), changes)


def save_settings(portal: Portal, staff: Staff, after: Area, *, revision: int) -> Refusal | None:
    """Put ``after`` in the place of the settings of ``revision``; of two savers at once the second is refused."""
    with portal.writing() as tx:
        project, found = find_project(tx, staff.project_id), find_area(tx, staff.project_id, staff.area, lock=True)
        if project is None or found is None or after.name != staff.area:
            return refuse(Reason.OUT_OF_SCOPE)
        before, stored = found
        rules = parts_with(project.faults).rules
        enrolled = anybody_enrolled(tx, staff.project_id, staff.area)
        approved = cities_with_approved(tx, staff.project_id, staff.area)
        refusal = rules.mode_change_refused(before, after, enrolled=enrolled)
        refusal = refusal or rules.payment_change_refused(before, after, approved, project.now(portal.now()))
        if refusal := refusal or rules.settings_stale_refused(shown=revision, stored=stored):
            return refusal
        return change_area(tx, portal, project, staff, before, after, revision=stored)


def change_area(
    tx: Connection, portal: Portal, project: Project, staff: Staff, before: Area, after: Area, *, revision: int
) -> Refusal | None:
    """Store changed settings with a line in the audit; nothing is written if nothing has changed."""
    changed = differences(before, after)
    if not changed:
        return None
    if not parts_with(project.faults).filing.settings(tx, project.id, after, revision=revision):
        return refuse(Reason.SETTINGS_CHANGED)
    who, note, received = signature(staff), "\n".join(changed), portal.now()
    change = AreaChange(project.id, after.name, who, revision + 1, note, project.now(received), received)
    record_area_change(tx, change)
    return None
