"""【进入网上报名】: choose the project, the province, agree to both documents (R2.1-R2.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case, Person, Project
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import State
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.accounts import overview
from mock_portal.store.enrollments import case_of_person, change
from mock_portal.store.entry import OpenProject, begin_enrollment, project_for_person, projects_of_person
from mock_portal.store.projects import hold_area


@dataclass(frozen=True, slots=True)
class Offer:
    """One project in the list: ``refusal`` says why it cannot be entered now, ``state`` where one has entered it."""

    project: Project
    state: State | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a person finds at 【进入网上报名】."""

    basics: Refusal | None
    offers: tuple[Offer, ...]


def look_around(portal: Portal, person: Person) -> Entrance:
    """The projects that a person may see, and whether its basic information lets it enter one (R0.1b)."""
    with portal.reading() as tx:
        basics = portal.parts_of_person(tx, person.id_number).rules.basics_refused(
            person, overview(tx, person.id).educations
        )
        visible = projects_of_person(tx, person.id, person.id_number)
    now = portal.now()
    offers = []
    for each in visible:
        rules = parts_with(each.project.faults).rules
        refusal = None if each.state else rules.entry_refused(each.project, each.project.now(now))
        offers.append(Offer(each.project, each.state, refusal))
    return Entrance(basics, tuple(offers))


def choose_area(portal: Portal, person: Person, project_id: int) -> OpenProject | Refusal:
    """The provinces to choose from."""
    now = portal.now()
    with portal.reading() as tx:
        opened = project_for_person(tx, project_id, person.id, person.id_number)
        if opened is None:
            return refuse(Reason.NOT_ADMITTED)
        if opened.state is not None:
            return opened
        return _project_refused(tx, opened.project, person, now) or opened


def read_notice(portal: Portal, person: Person, project_id: int, area: str) -> Area | Refusal:
    """The area whose notice and documents are to be read."""
    with portal.reading() as tx:
        opened = project_for_person(tx, project_id, person.id, person.id_number)
    if opened is None:
        return refuse(Reason.NOT_ADMITTED)
    found = opened.area(area)
    refusal = None
    if opened.state is None or found is None:
        rules = parts_with(opened.project.faults).rules
        refusal = rules.area_entry_refused(found, opened.project.now(portal.now()))
    return refusal or found or refuse(Reason.UNKNOWN_AREA)


def enter(portal: Portal, person: Person, project_id: int, area: str, agreed: Collection[str]) -> Refusal | None:
    """Agree and begin; also agree anew after “修改考区”. Whoever has entered this area already is simply inside (D18)."""
    received = portal.now()
    try:
        with portal.writing() as tx:
            case = case_of_person(tx, project_id, person.id, received, lock=True)
            if case is not None:
                return _agree_anew(portal.parts(case).rules, tx, case, area, agreed)
            hold_area(tx, project_id, area)
            opened = project_for_person(tx, project_id, person.id, person.id_number)
            if opened is None:
                return refuse(Reason.NOT_ADMITTED)
            rules = parts_with(opened.project.faults).rules
            refusal = (
                rules.agreement_refused(agreed)
                or _project_refused(tx, opened.project, person, received)
                or rules.area_entry_refused(opened.area(area), opened.project.now(received))
            )
            if refusal is None:
                begin_enrollment(tx, project_id, person.id, area)
            return refusal
    except IntegrityError:  # entered in another window at this very moment
        with portal.reading() as tx:
            case = case_of_person(tx, project_id, person.id, received)
        return portal.parts(case).rules.consent_refused(case, area) if case else refuse(Reason.NOT_FOUND)


def _agree_anew(rules: Rules, tx: Connection, case: Case, area: str, agreed: Collection[str]) -> Refusal | None:
    refusal = rules.consent_refused(case, area)
    if refusal or case.enrollment.agreed:
        return refusal
    refusal = rules.abandonment_refused(case) or rules.agreement_refused(agreed) or rules.unbound_refused(case.person)
    if refusal is None:
        change(tx, case, agreed=True)
    return refusal


def _project_refused(tx: Connection, project: Project, person: Person, received: datetime) -> Refusal | None:
    rules = parts_with(project.faults).rules
    return rules.basics_refused(person, overview(tx, person.id).educations) or rules.entry_refused(
        project, project.now(received)
    )
