"""The control surface: how a rehearsal sets its stage; mounted only when asked for, open only with the token."""

import hmac

from flask import Blueprint, Response, current_app, redirect, request

from mock_portal.web.visits import portal

COOKIE = "control"
blueprint = Blueprint("control", __name__, url_prefix="/control")


@blueprint.before_request
def ask_for_token() -> Response | tuple[dict[str, str], int] | None:
    """Let in whoever has the token: programs as a bearer, people once in the address and then as a cookie."""
    token = portal().settings.control_token or ""
    if matches(request.args.get("token", ""), token) and request.method == "GET":
        return remember(token)
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if matches(bearer, token):
        return None
    if matches(request.cookies.get(COOKIE, ""), token) and (request.method == "GET" or same_origin()):
        return None
    return {"error": "expected the control token, found none or another one; it is printed when the portal starts"}, 401


def matches(given: str, token: str) -> bool:
    """Whether this is the token."""
    return bool(given) and hmac.compare_digest(given.encode(), token.encode())


def same_origin() -> bool:
    """Whether a form was sent from the control page itself."""
    return request.headers.get("Origin", request.host_url.rstrip("/")) == request.host_url.rstrip("/")


def remember(token: str) -> Response:
    """Keep the token in a cookie and take it out of the address."""
    answer = current_app.make_response(redirect(request.path, 303))
    answer.set_cookie(COOKIE, token, path="/control", httponly=True, samesite="Strict")
    return answer


from mock_portal.web.control import page, programs  # noqa: E402, F401  views register themselves
