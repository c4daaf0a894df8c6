"""【上传材料】: what an online area asks for, files put there and taken away, files looked at (R2.4.8, R4.3b)."""

from collections.abc import Sequence
from dataclasses import dataclass

from mock_portal.domain.area import MaterialKind
from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.material_checks import Upload
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_of_person
from mock_portal.store.files import StoredFile
from mock_portal.store.materials import Material, find_material, list_materials
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
        parts, there = portal.parts(locked), list_materials(tx, locked.enrollment.id)
        fresh = parts.materials.fresh(uploads, kind, {(material.kind, material.digest) for material in there})
        files = sum(material.kind == kind for material in there) + len(fresh)
        if refusal := parts.rules.materials_refused(locked) or _room_refused(portal, locked, kind, files):
            return refusal
        if fresh:
            parts.filing.materials(tx, locked, kind, fresh)
    return None


def discard(portal: Portal, person: Person, project_id: int, material_id: int) -> Refusal | None:
    """Take a file away before submission."""
    received = portal.now()
    with portal.writing() as tx:
        case = locked_case(tx, person, project_id, received)
        if isinstance(case, Refusal):
            return case
        parts = portal.parts(case)
        if refusal := parts.rules.materials_refused(case):
            return refusal
        return None if parts.filing.without(tx, case, material_id) else refuse(Reason.NOT_FOUND)


def own_material(portal: Portal, person: Person, project_id: int, material_id: int) -> StoredFile | Refusal:
    """One of the candidate's own files (D26)."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        found = find_material(tx, material_id)
    if case is None or found is None or not portal.parts(case).rules.owns_material(case, found[0]):
        return refuse(Reason.NOT_FOUND)
    return found[1]


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


def _room_refused(portal: Portal, case: Case, kind_name: str, files: int) -> Refusal | None:
    kind = _kind(case, kind_name)
    if kind is None:
        return refuse(Reason.NOT_FOUND)
    problem = portal.parts(case).materials.room_problem(kind, files)
    return refuse(Reason.MATERIAL_REFUSED, problem=problem) if problem else None
