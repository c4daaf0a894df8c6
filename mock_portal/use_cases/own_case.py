"""A candidate's own enrollment: loaded for showing or locked for changing; nobody else's is ever found."""

from datetime import datetime

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_of_person


def own_case(portal: Portal, person: Person, project_id: int) -> Case | Refusal:
    """The enrollment of ``person`` in this project, as it stands now."""
    with portal.reading() as tx:
        found = case_of_person(tx, project_id, person.id, portal.now())
    return found or refuse(Reason.NOT_FOUND)


def locked_case(tx: Connection, person: Person, project_id: int, received: datetime) -> Case | Refusal:
    """The same, locked until the transaction ends.

    ``received`` is when the request came in: a request that came in time is not late because it had to wait (Q6).
    """
    case = case_of_person(tx, project_id, person.id, received, lock=True)
    return (
        parts_with(case.project.faults).filing.own(tx, case, received, lock=True) if case else refuse(Reason.NOT_FOUND)
    )
