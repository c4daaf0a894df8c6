"""Photos and materials, served to the desks in whose scope they are."""

from urllib.parse import quote

from flask import Response

from mock_portal.domain.rules.confirmation import Staff
from mock_portal.store.files import StoredFile
from mock_portal.use_cases.dossiers import material_on_table, photo_on_table
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import found
from mock_portal.web.visits import for_staff, portal

SHOWN_IN_PLACE = frozenset({"image/jpeg", "image/png", "application/pdf"})


@blueprint.get("/desk/enrollments/<int:enrollment_id>/photo")
@for_staff
def photo(staff: Staff, enrollment_id: int) -> Response:
    """The photo of the submitted version."""
    return _send(found(photo_on_table(portal(), staff, enrollment_id)))


@blueprint.get("/desk/enrollments/<int:enrollment_id>/materials/<int:file_id>")
@for_staff
def material(staff: Staff, enrollment_id: int, file_id: int) -> Response:
    """One uploaded material."""
    return _send(found(material_on_table(portal(), staff, enrollment_id, file_id)))


def _send(file: StoredFile) -> Response:
    """A browser may show pictures and PDF; anything else it may only save."""
    manner = "inline" if file.media_type in SHOWN_IN_PLACE else "attachment"
    headers = {"Content-Disposition": f"{manner}; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.content, mimetype=file.media_type, headers=headers)
