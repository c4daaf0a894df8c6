"""Addresses of an enrollment's pages, and the way back to where something has to be put right first."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.terms import Page
from mock_portal.web.refusals import Refused

T = TypeVar("T")
PAGES_OF_NODES: Mapping[Node, str] = {
    Node.FILL: "pages/",
    Node.PHOTO: "photo",
    Node.MATERIALS: "materials",
    Node.SUBMIT: "submission",
}
WHERE_TO_REPAIR = {Reason.PHOTO_UNCONFIRMED: "photo", Reason.MATERIALS_MISSING: "materials"}


def home_of(project_id: int) -> str:
    """The page of 【报考流程】; the enrollment's other pages lie below it."""
    return f"/enrollment/{project_id}/"


def place_of(case: Case, node: Node) -> str:
    """Where a node leads."""
    if node is Node.PAYMENT:
        return f"/payment/{case.project.id}/"
    return home_of(case.project.id) + PAGES_OF_NODES[node]


def notice_of(project_id: int, area: str) -> str:
    """The notice and the documents of an area."""
    return f"{home_of(project_id)}notice?{urlencode({'area': area})}"


def way_back(case: Case, refusal: Refusal, first_page: Page | None = None) -> str | None:
    """Where somebody has to go first who is not so far yet (Q54); None if this page is the place to say no."""
    home = home_of(case.project.id)
    if refusal.reason is Reason.NOT_AGREED:
        return notice_of(case.project.id, case.enrollment.area)
    if refusal.reason is Reason.PAGES_IN_ORDER and first_page:
        return f"{home}pages/{first_page}?why={refusal.reason}"
    place = WHERE_TO_REPAIR.get(refusal.reason)
    return f"{home}{place}?why={refusal.reason}" if place else None


def come_from(reason: Reason, **details: object) -> Refusal | None:
    """The refusal that has led here, if the address says that it was this one."""
    return refuse(reason, **details) if request.args.get("why") == reason else None


def go(address: str, done: str = "") -> Response:
    """After something was done: on to the next page, which says so."""
    return redirect(f"{address}?done={done}" if done else address, 303)


def granted(result: T | Refusal) -> T:
    """What was asked for; a refusal leaves the view with a page of its own."""
    if isinstance(result, Refusal):
        raise Refused(result)
    return result
