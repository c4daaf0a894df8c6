"""登录 by user name or ID number, 退出登录, and 找回密码."""

from collections.abc import Mapping

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import QUESTIONS
from mock_portal.use_cases.sign_in import Recovery, check_password, recover_password
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.forms import filled, options, typed
from mock_portal.web.pages import show_page
from mock_portal.web.public import blueprint
from mock_portal.web.refusals import UNPROCESSABLE, status_of, view_of
from mock_portal.web.visits import portal, sign_in, sign_out, visit

SIGN_IN = (
    FieldView("login", "用户名/证件号码", required=True, autocomplete="username"),
    FieldView("password", "密码", FieldKind.PASSWORD, required=True, autocomplete="current-password"),
)
RECOVERY = (
    FieldView("login", "用户名/证件号码", required=True, autocomplete="username"),
    FieldView("question", "密码找回问题", FieldKind.CHOICE, options=options(QUESTIONS), required=True),
    FieldView("answer", "密码找回答案", required=True, autocomplete="off"),
    FieldView("password", "新密码", FieldKind.PASSWORD, required=True, autocomplete="new-password"),
    FieldView("password_again", "确认新密码", FieldKind.PASSWORD, required=True, autocomplete="new-password"),
)
WHY = {Reason.SESSION_EXPIRED.value: Reason.SESSION_EXPIRED, Reason.SIGNED_OUT.value: Reason.SIGNED_OUT}


@blueprint.get("/sign-in")
def sign_in_form() -> str:
    """The form; the address may carry why one has to sign in and where to go then."""
    why = WHY.get(request.args.get("why", ""))
    return _show_sign_in("", request.args.get("next", ""), refuse(why) if why else None)


@blueprint.post("/sign-in")
def sign_in_by_password() -> Response | tuple[str, int]:
    """R1.1: one field for user name and ID number."""
    login, wanted = request.form.get("login", ""), request.form.get("next", "")
    outcome = check_password(portal(), login, request.form.get("password", ""))
    if isinstance(outcome, Refusal):
        return _show_sign_in(login, wanted, outcome), status_of(outcome)
    sign_in(account_id=outcome)
    return redirect(visit().parts.sessions.address_after_sign_in(wanted), 303)


def _show_sign_in(login: str, wanted: str, refusal: Refusal | None) -> str:
    current = visit().person
    return show_page(
        "public/sign_in.html",
        heading="登录",
        views=filled(SIGN_IN, {"login": login}, {}),
        next=FieldView("next", "", FieldKind.HIDDEN, value=wanted),
        refusal=view_of(refusal),
        signed_in_as=current.name if current else "",
    )


@blueprint.post("/sign-out")
def leave() -> Response:
    """The session ends on the server; the cookie is worth nothing afterwards."""
    sign_out()
    return redirect("/?done=signed-out", 303)


@blueprint.get("/recover")
def recovery_form() -> str:
    """An empty form; it does not tell which accounts there are."""
    return _show_recovery({}, {})


@blueprint.post("/recover")
def recovery() -> Response | tuple[str, int]:
    """Set a new password, or say what is wrong."""
    values = typed(RECOVERY)
    outcome = recover_password(portal(), Recovery(**values))
    if outcome is None:
        return redirect("/sign-in?done=password-changed", 303)
    if isinstance(outcome, Refusal):
        return _show_recovery(values, {}, outcome), status_of(outcome)
    return _show_recovery(values, outcome), UNPROCESSABLE


def _show_recovery(values: Mapping[str, str], problems: Mapping[str, str], refusal: Refusal | None = None) -> str:
    return show_page(
        "public/recovery.html", heading="找回密码", views=filled(RECOVERY, values, problems), refusal=view_of(refusal)
    )
