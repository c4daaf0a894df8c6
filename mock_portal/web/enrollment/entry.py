"""【进入网上报名】: the list of projects, the choice of the province, notice and documents."""

from collections.abc import Iterable

from flask import request
from werkzeug.wrappers import Response

from mock_portal.domain.area import Area
from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.entry import DOCUMENTS
from mock_portal.parts import parts_with
from mock_portal.store.entry import OpenProject
from mock_portal.use_cases.entry import Offer, choose_area, enter, look_around, read_notice
from mock_portal.use_cases.own_case import own_case
from mock_portal.web.components import FieldKind, FieldView, Option
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.places import come_from, go, granted, home_of, notice_of
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response
BOXES = {f"agreed_{number}": name for number, name in enumerate(DOCUMENTS, start=1)}


@blueprint.get("/enrollment/")
@for_candidates
def show_projects(person: Person) -> str:
    """The projects that this person may enter."""
    entrance = look_around(portal(), person)
    return show_page(
        "enrollment/projects.html",
        heading="进入网上报名",
        basics=view_of(entrance.basics),
        offers=[(offer.project.title, _door(offer, entrance.basics), _words(offer)) for offer in entrance.offers],
    )


def _door(offer: Offer, basics: Refusal | None) -> str:
    if offer.state is not None:
        return home_of(offer.project.id)
    return "" if offer.refusal or basics else f"{home_of(offer.project.id)}area"


def _words(offer: Offer) -> str:
    window = offer.project.registration
    if offer.state is not None:
        return "已进入报名"
    return offer.refusal.words if offer.refusal else f"报名时间：{window.opens:%Y-%m-%d} 至 {window.last_day}"


@blueprint.get("/enrollment/<int:project_id>/area")
@for_candidates
def show_areas(person: Person, project_id: int) -> Answer:
    """所在省份."""
    opened = granted(choose_area(portal(), person, project_id))
    return go(home_of(project_id)) if opened.state else _areas_page(opened)


@blueprint.post("/enrollment/<int:project_id>/area")
@for_candidates
def send_area(person: Person, project_id: int) -> Answer:
    """“下一步” leads to the notice of the chosen area and stores nothing."""
    opened, area = granted(choose_area(portal(), person, project_id)), request.form.get("area", "")
    if opened.state:
        return go(home_of(project_id))
    refusal = read_notice(portal(), person, project_id, area)
    if isinstance(refusal, Refusal):
        return _areas_page(opened, area, refusal), status_of(refusal)
    return go(notice_of(project_id, area))


def _areas_page(opened: OpenProject, chosen: str = "", refusal: Refusal | None = None) -> str:
    return show_page(
        "enrollment/area.html",
        heading="选择所在省份",
        title=opened.project.title,
        views=[area_field(parts_with(opened.project.faults).rules.areas_offered(opened.areas), chosen)],
        refusal=view_of(refusal),
    )


def area_field(names: Iterable[str], chosen: str = "") -> FieldView:
    """The drop-down of provinces."""
    options = [Option(name, name) for name in names]
    hint = "请按本人工作单位所在地选择"
    return FieldView("area", "所在省份", FieldKind.CHOICE, value=chosen, options=options, required=True, hint=hint)


@blueprint.get("/enrollment/<int:project_id>/notice")
@for_candidates
def show_notice(person: Person, project_id: int) -> Answer:
    """报考须知 and the two documents."""
    area = granted(read_notice(portal(), person, project_id, request.args.get("area", "")))
    return _notice_page(project_id, area, refusal=come_from(Reason.OTHER_AREA, area=area.name))


@blueprint.post("/enrollment/<int:project_id>/notice")
@for_candidates
def send_notice(person: Person, project_id: int) -> Answer:
    """“同意” twice and “下一步”: the enrollment begins."""
    name = request.args.get("area", "")
    agreed = {document for box, document in BOXES.items() if request.form.get(box)}
    refusal = enter(portal(), person, project_id, name, agreed)
    if refusal is None:
        return go(f"{home_of(project_id)}pages/city", "agreed")
    if refusal.reason is Reason.OTHER_AREA:
        entered = granted(own_case(portal(), person, project_id)).enrollment
        return go(f"{notice_of(project_id, entered.area)}&why={refusal.reason}")
    if refusal.reason is not Reason.NOT_AGREED:
        granted(refusal)
    area = granted(read_notice(portal(), person, project_id, name))
    return _notice_page(project_id, area, agreed, refusal), status_of(refusal)


def _notice_page(
    project_id: int, area: Area, agreed: set[str] | frozenset[str] = frozenset(), refusal: Refusal | None = None
) -> str:
    wanting = "请勾选“同意”" if refusal and refusal.reason is Reason.NOT_AGREED else ""
    boxes = {
        name: FieldView(
            box,
            "同意",
            FieldKind.CHECKBOX,
            value="yes" if name in agreed else "",
            required=True,
            error="" if name in agreed else wanting,
        )
        for box, name in BOXES.items()
    }
    return show_page(
        "enrollment/notice.html",
        heading="报考须知",
        area=area.name,
        notice=area.notice,
        boxes=boxes,
        refusal=view_of(refusal),
        back=f"{home_of(project_id)}area",
    )
