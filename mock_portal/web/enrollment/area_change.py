"""“修改考区”: the warning first, then another province, then its notice."""

from flask import request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Refusal
from mock_portal.use_cases.area_change import areas_to_choose, change_area
from mock_portal.use_cases.own_case import own_case
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.entry import area_field
from mock_portal.web.enrollment.places import go, granted, home_of, notice_of
from mock_portal.web.forms import number_sent
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response


@blueprint.get("/enrollment/<int:project_id>/change-area")
@for_candidates
def show_area_change(person: Person, project_id: int) -> Answer:
    """What would be erased and what stays, before anything happens."""
    case = granted(own_case(portal(), person, project_id))
    refusal = portal().parts(case).rules.area_change_refused(case)
    return _page(case, case.enrollment.area, refusal), status_of(refusal) if refusal else 200


@blueprint.post("/enrollment/<int:project_id>/change-area")
@for_candidates
def send_area_change(person: Person, project_id: int) -> Answer:
    """“确认修改”."""
    area = request.form.get("area", "")
    changed = change_area(portal(), person, project_id, area, number_sent("revision"))
    if isinstance(changed, Refusal):
        case = granted(own_case(portal(), person, project_id))
        return _page(case, area, changed), status_of(changed)
    if not changed:
        return go(home_of(project_id), "same-area")
    return go(notice_of(project_id, area))


def _page(case: Case, chosen: str, refusal: Refusal | None) -> str:
    closed = portal().parts(case).rules.area_change_refused(case) is not None
    names = [] if closed else areas_to_choose(portal(), case)
    return show_page(
        "enrollment/change_area.html",
        heading="修改考区",
        refusal=view_of(refusal),
        views=[] if closed else [area_field(names, chosen)],
        area=case.enrollment.area,
        revision=case.enrollment.revision,
        home=home_of(case.project.id),
    )
