"""【上传材料】: what an online area asks for, files put there and taken away, files looked at (R2.4.8, R4.3b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import Connection

from mock_portal.domain.area import MaterialKind
from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.material_checks import Upload, media_type_of
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id, case_of_person, change
from mock_portal.store.files import StoredFile, add_file, find_file
from mock_portal.store.materials import Material, add_materials, find_material, list_materials, remove_material
from mock_portal.store.submissions import find_submission
from mock_portal.use_cases.own_case import locked_case, own_case


@dataclass(frozen=True, slots=True)
class MaterialDesk:
    """What lies on the page 【上传材料】; ``missing`` are required kinds without a file, ``bygone`` are no longer asked for."""

    case: Case
    materials: tuple[Material, ...]
    missing: tuple[str, ...]
    bygone: tuple[str, ...]

    def of_kind(self, kind: str) -> tuple[Material, ...]:
        """The files of one kind."""
        return tuple(m for m in self.materials if m.kind == kind)


def look_at_materials(portal: Portal, person: Person, project_id: int) -> MaterialDesk | Refusal:
    """The page's content, or why this candidate has none."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        rules = portal.parts(case).rules
        if refusal := rules.materials_refused(case):
            return refusal
        materials = list_materials(tx, case.enrollment.id)
    kinds = list(dict.fromkeys(m.kind for m in materials))
    missing, bygone = rules.missing_materials(case, kinds), rules.bygone_materials(case, kinds)
    return MaterialDesk(case, tuple(materials), missing, bygone)


def upload(portal: Portal, person: Person, project_id: int, kind: str, uploads: Sequence[Upload]) -> Refusal | None:
    """Put files to a kind: all of them or none; what is there already is not put there again (a double click)."""
    received, case = portal.now(), own_case(portal, person, project_id)
    if isinstance(case, Refusal):
        return case
    if refusal := _files_refused(portal, case, kind, uploads):  # outside the transaction: looking into files takes time
        return refusal
    with portal.writing() as tx:
        locked = locked_case(tx, person, project_id, received)
        if isinstance(locked, Refusal):
            return locked
        parts, there = portal.parts(locked), _of_kind(tx, locked, kind)
        fresh = parts.materials.fresh(uploads, {material.digest for material in there})
        if refusal := parts.rules.materials_refused(locked) or _room_refused(
            portal, locked, kind, len(there) + len(fresh)
        ):
            return refusal
        if fresh:
            files = [add_file(tx, PurePath(u.name).name, media_type_of(u.content), u.content) for u in fresh]
            add_materials(tx, locked.enrollment.id, kind, files, locked.now)
            change(tx, locked)
    return None


def discard(portal: Portal, person: Person, project_id: int, material_id: int) -> Refusal | None:
    """Take a file away before submission."""
    received = portal.now()
    with portal.writing() as tx:
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        if refusal := portal.parts(case).rules.materials_refused(case):
            return refusal
        if not remove_material(tx, case.enrollment.id, material_id):
            return refuse(Reason.NOT_FOUND)
        change(tx, case)
    return None


def own_material(portal: Portal, person: Person, project_id: int, material_id: int) -> StoredFile | Refusal:
    """One of the candidate's own files (D26)."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        found = find_material(tx, material_id)
    if case is None or found is None or not portal.parts(case).rules.owns_material(case, found[0]):
        return refuse(Reason.NOT_FOUND)
    return found[1]


def material_for_staff(portal: Portal, staff: Staff, enrollment_id: int, file_id: int) -> StoredFile | Refusal:
    """A file of the version that stands, photo or material, for a desk whose business it is (D26)."""
    with portal.reading() as tx:
        case = case_by_id(tx, enrollment_id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        if refusal := portal.parts(case).rules.scope_refused(staff, case):
            return refusal
        submission = find_submission(tx, enrollment_id, case.enrollment.version)
        shown = {submission.photo_file, *submission.material_files} if submission else set()
        found = find_file(tx, file_id) if file_id in shown else None
    return found or refuse(Reason.NOT_FOUND)


def _kind(case: Case, name: str) -> MaterialKind | None:
    return next((kind for kind in case.area.materials if kind.name == name), None)


def _files_refused(portal: Portal, case: Case, kind_name: str, uploads: Sequence[Upload]) -> Refusal | None:
    parts = portal.parts(case)
    if refusal := parts.rules.materials_refused(case):
        return refusal
    kind = _kind(case, kind_name)
    if kind is None:
        return refuse(Reason.NOT_FOUND)
    if not uploads:
        return refuse(Reason.MATERIAL_REFUSED, problem="请选择文件")
    problems = (parts.materials.problem(kind, each) for each in uploads)
    problem = next((words for words in problems if words), "")
    return refuse(Reason.MATERIAL_REFUSED, problem=problem) if problem else None


def _of_kind(tx: Connection, case: Case, kind: str) -> list[Material]:
    return [material for material in list_materials(tx, case.enrollment.id) if material.kind == kind]


def _room_refused(portal: Portal, case: Case, kind_name: str, files: int) -> Refusal | None:
    kind = _kind(case, kind_name)
    if kind is None:
        return refuse(Reason.NOT_FOUND)
    problem = portal.parts(case).materials.room_problem(kind, files)
    return refuse(Reason.MATERIAL_REFUSED, problem=problem) if problem else None
