"""基本照片: uploading one, and looking at one's own."""

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.use_cases.basic_information import look_at_basics, own_photo, upload_photo
from mock_portal.web.account import blueprint
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import Refused, status_of, view_of
from mock_portal.web.visits import for_candidates, portal

FIELD = FieldView(
    "photo",
    "基本照片",
    FieldKind.FILE,
    required=True,
    hint="JPG 或 JPEG 格式，大于 45 KB、大于 295×413 像素，文件名含“报名照片”",
    attributes={"accept": "image/jpeg"},
)


@blueprint.get("/account/photo")
@for_candidates
def photo(person: Person) -> str:
    """The photo as it is, and the form while it may be replaced."""
    return _show(person)


@blueprint.post("/account/photo")
@for_candidates
def upload(person: Person) -> Response | tuple[str, int]:
    """Take a new photo, or say what is wrong with it."""
    file = request.files.get("photo")
    filename, content = (file.filename or "", file.read()) if file else ("", b"")
    refusal = upload_photo(portal(), person, filename, content)
    if refusal is None:
        return redirect("/account/photo?done=photo-saved", 303)
    return _show(person, refusal), status_of(refusal)


@blueprint.get("/account/photo.jpg")
@for_candidates
def picture(person: Person) -> Response:
    """One's own photo; nobody else's has an address here."""
    found = own_photo(portal(), person)
    if found is None:
        raise Refused(refuse(Reason.NOT_FOUND))
    return Response(found.content, mimetype=found.media_type)


def _show(person: Person, refusal: Refusal | None = None) -> str:
    fixed = look_at_basics(portal(), person).photo_refusal
    return show_page(
        "account/photo.html",
        heading="基本照片",
        views=[FIELD],
        there=person.photo_file is not None,
        fixed=view_of(fixed),
        refusal=view_of(refusal),
    )
