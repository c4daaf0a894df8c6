"""【上传材料】: per kind what is there and what may be added, then “提交报名信息”."""

from urllib.parse import quote

from flask import Response as FileResponse
from flask import request
from werkzeug.wrappers import Response

from mock_portal.domain.area import KIB, MaterialKind
from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.flow import Node
from mock_portal.material_checks import Upload
from mock_portal.store.files import StoredFile
from mock_portal.store.materials import Material
from mock_portal.use_cases.materials import MaterialDesk, discard, look_at_materials, own_material, upload
from mock_portal.use_cases.own_case import own_case
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.flow import next_deadline, nodes_of
from mock_portal.web.enrollment.places import come_from, go, granted, home_of, way_back
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import Refused, status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response
ACCEPTED = "image/jpeg,image/png,application/pdf"
SHOWN_IN_PLACE = {"image/jpeg", "image/png", "application/pdf"}


@blueprint.get("/enrollment/<int:project_id>/materials")
@for_candidates
def show_materials(person: Person, project_id: int) -> Answer:
    """What the area asks for and what is there."""
    desk = look_at_materials(portal(), person, project_id)
    if isinstance(desk, Refusal):
        return _led_back(person, project_id, desk)
    return _page(desk, come_from(Reason.MATERIALS_MISSING, missing="、".join(desk.missing)) if desk.missing else None)


@blueprint.post("/enrollment/<int:project_id>/materials")
@for_candidates
def send_material(person: Person, project_id: int) -> Answer:
    """“上传”: one or more files of one kind."""
    files = [Upload(each.filename or "", each.read()) for _, each in request.files.items(multi=True) if each.filename]
    refusal = upload(portal(), person, project_id, request.form.get("kind", ""), files)
    return _afterwards(person, project_id, refusal, "uploaded")


@blueprint.post("/enrollment/<int:project_id>/materials/<int:material_id>/removal")
@for_candidates
def send_removal(person: Person, project_id: int, material_id: int) -> Answer:
    """“删除”."""
    return _afterwards(person, project_id, discard(portal(), person, project_id, material_id), "removed")


@blueprint.get("/enrollment/<int:project_id>/materials/<int:material_id>")
@for_candidates
def show_material(person: Person, project_id: int, material_id: int) -> Response:
    """One of one's own files."""
    return file_response(granted(own_material(portal(), person, project_id, material_id)))


def file_response(stored: StoredFile) -> FileResponse:
    """An uploaded file, shown in place only if it is of a kind that cannot act in this site's name (D27)."""
    response = FileResponse(stored.content, mimetype=stored.media_type)
    disposition = "inline" if stored.media_type in SHOWN_IN_PLACE else "attachment"
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(stored.name)}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _led_back(person: Person, project_id: int, refusal: Refusal) -> Answer:
    case = granted(own_case(portal(), person, project_id))
    address = way_back(case, refusal)
    if address is None:
        raise Refused(refusal)
    return go(address)


def _afterwards(person: Person, project_id: int, refusal: Refusal | None, done: str) -> Answer:
    if refusal is None:
        return go(f"{home_of(project_id)}materials", done)
    desk = granted(look_at_materials(portal(), person, project_id))
    return _page(desk, refusal), status_of(refusal)


def _page(desk: MaterialDesk, refusal: Refusal | None) -> str:
    case = desk.case
    rules = portal().parts(case).rules
    uploaded = {material.kind for material in desk.materials}
    home = home_of(case.project.id)
    return show_page(
        "enrollment/materials.html",
        heading="上传材料",
        nodes=nodes_of(rules, case, uploaded, current=Node.MATERIALS),
        refusal=view_of(refusal),
        state=rules.state_text(case),
        reason=rules.reason_shown(case),
        deadline=next_deadline(rules, case),
        kinds=[
            *(_kind_view(kind, desk.of_kind(kind.name), number) for number, kind in enumerate(case.area.materials)),
            *({"title": f"{name}（考区已不要求）", "files": _listed(desk.of_kind(name))} for name in desk.bygone),
        ],
        missing=desk.missing,
        revision=case.enrollment.revision,
        here=f"{home}materials",
        submission=f"{home}submission",
    )


def _kind_view(kind: MaterialKind, files: tuple[Material, ...], number: int) -> dict[str, object]:
    """One kind with its files and, while there is room, the field for more."""
    hint = f"jpg、png 或 pdf，每个不超过 {kind.max_bytes // KIB} KB，最多 {kind.max_files} 个文件"
    attributes = {"accept": ACCEPTED, "multiple": ""}
    chooser = FieldView(
        f"files-{number}", "选择文件", FieldKind.FILE, required=kind.required, hint=hint, attributes=attributes
    )
    return {
        "title": kind.name if kind.required else f"{kind.name}（选传）",
        "name": kind.name,
        "files": _listed(files),
        "chooser": chooser if len(files) < kind.max_files else None,
        "number": number,
    }


def _listed(files: tuple[Material, ...]) -> list[tuple[int, str, str]]:
    return [(m.id, m.name, f"{max(1, m.size // KIB)} KB") for m in files]
