"""“修改考区”: another province, and everything entered in this project begins anew (R2.2.n1, R2.2.n2, Q17, Q18)."""

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.terms import Event
from mock_portal.portal import Portal
from mock_portal.store.enrollments import move
from mock_portal.store.projects import area_names, find_area, hold_area
from mock_portal.use_cases.own_case import locked_case


def change_area(portal: Portal, person: Person, project_id: int, area: str, revision: int) -> bool | Refusal:
    """Move to another area; False if it is the same one, so that nothing was done.

    Args:
        portal: the running portal.
        person: whose enrollment.
        project_id: in which project.
        area: the name of the other area.
        revision: of the enrollment, as it was when the warning was shown.
    """
    received = portal.now()
    with portal.writing() as tx:
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        parts = portal.parts(case)
        if refusal := parts.rules.area_change_refused(case):
            return refusal
        if parts.rules.stays_in_area(case, area):
            return False
        if refusal := parts.rules.clearing_refused(case, revision):
            return refusal
        hold_area(tx, project_id, area)
        found = find_area(tx, project_id, area)
        if refusal := parts.rules.new_area_refused(case, found[0] if found else None):
            return refusal
        note = f"{case.enrollment.area} → {area}"
        columns = parts.clearing.clear(tx, case)
        move(tx, parts.rules, case, Event.CHANGE_AREA, who="考生", real_now=received, note=note, area=area, **columns)
    return True


def areas_to_choose(portal: Portal, case: Case) -> list[str]:
    """Names of the project's areas, the present one included."""
    with portal.reading() as tx:
        return area_names(tx, case.project.id)
