"""“确认照片”: the basic photo is shown, “确认使用照片” takes it into the enrollment."""

from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.catalogue.fields import page_title
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.flow import Node
from mock_portal.use_cases.flow import Progress, confirmed_photo, look_at_flow
from mock_portal.use_cases.submission import confirm_photo
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.flow import nodes_of
from mock_portal.web.enrollment.materials import file_response
from mock_portal.web.enrollment.places import come_from, go, granted, place_of, way_back
from mock_portal.web.forms import number_sent
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response


@blueprint.get("/enrollment/<int:project_id>/photo")
@for_candidates
def show_photo(person: Person, project_id: int) -> Answer:
    """The basic photo; whoever has not filled in all pages is led back to the first open one."""
    progress = granted(look_at_flow(portal(), person, project_id))
    first = progress.rules.first_open_page(progress.case)
    refusal = progress.rules.photo_refused(progress.case, incomplete=page_title(first) if first else None)
    if refusal is None:
        return _page(progress, come_from(Reason.PHOTO_UNCONFIRMED))
    address = way_back(progress.case, refusal, first)
    return go(address) if address else (_page(progress, refusal), status_of(refusal))


@blueprint.post("/enrollment/<int:project_id>/photo")
@for_candidates
def send_photo(person: Person, project_id: int) -> Answer:
    """“确认使用照片” leads to 【上传材料】 or to 【提交报名信息】 (R2.4.8a, R2.4.8e)."""
    confirmed = confirm_photo(portal(), person, project_id, number_sent("photo"))
    if isinstance(confirmed, Refusal):
        progress = granted(look_at_flow(portal(), person, project_id))
        return _page(progress, confirmed), status_of(confirmed)
    following = portal().parts(confirmed).rules.node_after_photo(confirmed)
    return go(place_of(confirmed, following), "photo-confirmed")


@blueprint.get("/enrollment/<int:project_id>/photo.jpg")
@for_candidates
def show_confirmed_photo(person: Person, project_id: int) -> Response:
    """The photo that this enrollment keeps."""
    return file_response(granted(confirmed_photo(portal(), person, project_id)))


def _page(progress: Progress, refusal: Refusal | None) -> str:
    case = progress.case
    return show_page(
        "enrollment/photo.html",
        heading="确认照片",
        nodes=nodes_of(progress.rules, case, progress.trail.uploaded, current=Node.PHOTO),
        refusal=view_of(refusal),
        photo="/account/photo.jpg" if case.person.photo_file else "",
        shown=case.person.photo_file,
        editable=progress.rules.edit_refused(case) is None,
        confirmed=case.enrollment.photo_file is not None,
    )
