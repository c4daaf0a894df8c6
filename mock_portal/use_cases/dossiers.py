"""Looking at one enrollment from a desk: only what is in its scope, and only as it was submitted."""

from dataclasses import dataclass

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import EDITABLE
from mock_portal.filing import Filing
from mock_portal.portal import Portal
from mock_portal.store.audit import AuditLine, audit_of
from mock_portal.store.enrollments import case_by_id
from mock_portal.store.files import StoredFile, find_file
from mock_portal.store.materials import Material
from mock_portal.store.queues import id_of_holder
from mock_portal.store.submissions import Submission


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """An enrollment as a desk sees it; ``submission`` is None until something has been submitted."""

    case: Case
    submission: Submission | None
    materials: tuple[Material, ...]
    history: tuple[AuditLine, ...]


def lay_on_table(portal: Portal, staff: Staff, enrollment_id: int) -> OnTheTable | Refusal:
    """The enrollment of that id."""
    with portal.reading() as tx:
        case = case_by_id(tx, enrollment_id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        parts = portal.parts(case)
        if refusal := parts.rules.scope_refused(staff, case):
            return refusal
        submission, materials = parts.filing.submitted(tx, case), _materials(tx, parts.filing, case)
        return OnTheTable(case, submission, materials, tuple(audit_of(tx, enrollment_id)))


def find_holder(portal: Portal, staff: Staff, id_number: str) -> int | Refusal:
    """The id of the enrollment that the holder of this ID number has in the desk's project."""
    with portal.reading() as tx:
        enrollment_id = id_of_holder(tx, staff.project_id, "".join(id_number.split()).upper())
        case = case_by_id(tx, enrollment_id, portal.now()) if enrollment_id else None
    if case is None:
        return refuse(Reason.NO_SUCH_CANDIDATE)
    return portal.parts(case).rules.scope_refused(staff, case) or case.enrollment.id


def photo_on_table(portal: Portal, staff: Staff, enrollment_id: int) -> StoredFile | Refusal:
    """The photo of the submitted version."""
    found = lay_on_table(portal, staff, enrollment_id)
    if isinstance(found, Refusal):
        return found
    return _file(portal, found.submission.photo_file if found.submission else None)


def material_on_table(portal: Portal, staff: Staff, enrollment_id: int, file_id: int) -> StoredFile | Refusal:
    """One material of an enrollment; a file of another one is not found."""
    found = lay_on_table(portal, staff, enrollment_id)
    if isinstance(found, Refusal):
        return found
    files = {item.file_id for item in found.materials}
    belongs = portal.parts(found.case).rules.lies_there(files, file_id)
    return _file(portal, file_id if belongs else None)


def _materials(tx: Connection, filing: Filing, case: Case) -> tuple[Material, ...]:
    """Nothing while the candidate is still at work on it; afterwards they cannot change."""
    return () if case.state in EDITABLE else tuple(filing.materials_of(tx, case))


def _file(portal: Portal, file_id: int | None) -> StoredFile | Refusal:
    if file_id is None:
        return refuse(Reason.NOT_FOUND)
    with portal.reading() as tx:
        return find_file(tx, file_id) or refuse(Reason.NOT_FOUND)
