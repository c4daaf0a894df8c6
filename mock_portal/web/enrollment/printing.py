"""【打印报名表】: the file."""

from urllib.parse import quote

from flask import Response

from mock_portal.domain.case import Person
from mock_portal.use_cases.printing import print_form
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.places import granted
from mock_portal.web.visits import for_candidates, portal


@blueprint.get("/enrollment/<int:project_id>/form.pdf")
@for_candidates
def download_form(person: Person, project_id: int) -> Response:
    """The form of the version that stands, as a download."""
    printed = granted(print_form(portal(), person, project_id))
    response = Response(printed.content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(printed.name)}"
    return response
