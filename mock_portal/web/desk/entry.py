"""Signing in to a desk and out of it."""

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.use_cases.staff import check_sign_in
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.desk import blueprint
from mock_portal.web.pages import STAFF_MENU, show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_staff, portal, sign_in, sign_out, visit

TIMED_OUT = Reason.SESSION_EXPIRED.value


@blueprint.get("/desk/")
@for_staff
def first_desk(staff: Staff) -> Response:
    """The first entry of the role's menu."""
    return redirect(STAFF_MENU[staff.role][0][1], 303)


@blueprint.get("/desk/sign-in")
def sign_in_page() -> str:
    """The form, with the reason if a session has ended by itself."""
    ended = refuse(Reason.SESSION_EXPIRED) if request.args.get("why") == TIMED_OUT else None
    return _page(ended)


@blueprint.post("/desk/sign-in")
def enter() -> Response | tuple[str, int]:
    """Sign in; a fresh session leads to the page that was asked for."""
    username = request.form.get("username", "").strip()
    staff = check_sign_in(portal(), username, request.form.get("password", ""))
    if isinstance(staff, Refusal):
        return _page(staff, username), status_of(staff)
    sign_in(staff_id=staff.id)
    return redirect(_way_on(request.args.get("next", "")), 303)


@blueprint.post("/desk/sign-out")
def leave() -> Response:
    """Sign out."""
    if visit().staff:
        sign_out()
    return redirect("/desk/sign-in", 303)


def _way_on(wanted: str) -> str:
    """Only to a desk of this site: the address comes from outside."""
    address = visit().parts.sessions.address_after_sign_in(wanted)
    return address if address.startswith("/desk/") else "/desk/"


def _page(refusal: Refusal | None, username: str = "") -> str:
    fields = (
        FieldView("username", "用户名", value=username, required=True, autocomplete="username", max_length=40),
        FieldView("password", "密码", FieldKind.PASSWORD, required=True, autocomplete="current-password"),
    )
    return show_page("desk/sign_in.html", heading="工作人员登录", refusal=view_of(refusal), fields=fields)
