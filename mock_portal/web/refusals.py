"""From a refusal to an answer: the HTTP status that fits, and the page that says what to do next."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote

from flask import Flask, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.web.components import RefusalView

CONFLICT, UNPROCESSABLE, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, TOO_MANY = 409, 422, 403, 404, 401, 429

STATUS: Mapping[Reason, int] = {
    Reason.WRONG_PASSWORD: UNPROCESSABLE,
    Reason.ACCOUNT_LOCKED: TOO_MANY,
    Reason.RECOVERY_REFUSED: UNPROCESSABLE,
    Reason.DESK_LOCKED: TOO_MANY,
    Reason.SIGNED_OUT: UNAUTHORIZED,
    Reason.SESSION_EXPIRED: UNAUTHORIZED,
    Reason.FORM_EXPIRED: FORBIDDEN,
    Reason.OTHER_OWNER: FORBIDDEN,
    Reason.OUT_OF_SCOPE: FORBIDDEN,
    Reason.FORBIDDEN: FORBIDDEN,
    Reason.NOT_ADMITTED: FORBIDDEN,
    Reason.NOT_FOUND: NOT_FOUND,
    Reason.ORDER_UNKNOWN: NOT_FOUND,
    Reason.UNKNOWN_FORM: NOT_FOUND,
    Reason.NO_SUCH_CANDIDATE: NOT_FOUND,
    Reason.NO_SUCH_ACCOUNT: NOT_FOUND,
    Reason.PAGE_INVALID: UNPROCESSABLE,
    Reason.PHOTO_REFUSED: UNPROCESSABLE,
    Reason.MATERIAL_REFUSED: UNPROCESSABLE,
    Reason.NOT_AGREED: UNPROCESSABLE,
    Reason.UNKNOWN_AREA: UNPROCESSABLE,
    Reason.REASON_MISSING: UNPROCESSABLE,
    Reason.NOTHING_CHANGED: UNPROCESSABLE,
    Reason.SETTINGS_INVALID: UNPROCESSABLE,
    Reason.PLATFORM_DOWN: 503,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: a conflict with the state of things, unless said otherwise."""
    return STATUS.get(refusal.reason, CONFLICT)


def view_of(refusal: Refusal | None) -> RefusalView | None:
    """The refusal as the macro ``refusal`` shows it."""
    return RefusalView(refusal.reason.value, refusal.words, refusal.advice) if refusal else None


class Refused(Exception):
    """Leaves a view at once; the person sees a page with the refusal.

    Where the refused act has a page of its own to go back to, a view shows the refusal there instead and answers with
    ``status_of``.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


HTTP_REFUSALS: Mapping[int, Refusal] = {
    403: refuse(Reason.FORBIDDEN),
    404: refuse(Reason.NOT_FOUND),
    405: refuse(Reason.NOT_FOUND),
    413: refuse(Reason.MATERIAL_REFUSED, problem="文件过大"),
}


def register_refusals(app: Flask) -> None:
    """Answer refusals, wrong addresses and accidents with a page, never with internals."""
    from mock_portal.web.pages import show_page
    from mock_portal.web.visits import is_orphaned, sign_out

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Response | tuple[str, int]:
        reason = error.refusal.reason
        signs_in = reason in {Reason.SIGNED_OUT, Reason.SESSION_EXPIRED}
        if signs_in and request.method == "GET":
            back = quote(request.full_path.rstrip("?"))
            return redirect(f"{_half()}/sign-in?why={reason.value}&next={back}", 303)
        return _page(error.refusal, signs_in=signs_in), status_of(error.refusal)

    @app.errorhandler(HTTPException)
    def wrong_request(error: HTTPException) -> tuple[str, int] | HTTPException:
        if error.code is None or error.code < 400:  # noqa: PLR2004  redirects are answers of their own
            return error
        return _page(HTTP_REFUSALS.get(error.code) or refuse(Reason.FORM_EXPIRED)), error.code

    @app.errorhandler(Exception)
    def accident(error: Exception) -> Response | tuple[str, int]:
        with suppress(Exception):  # a store that cannot be asked is one accident more, and no other answer
            if is_orphaned():  # whatever went wrong, it was for want of what hung on the account
                sign_out()
                return refused(Refused(refuse(Reason.SIGNED_OUT)))
        app.logger.error("unexpected error at %s", request.path, exc_info=error)
        return show_page("accident.html", heading="系统繁忙"), 500


def _page(refusal: Refusal, *, signs_in: bool = False) -> str:
    from mock_portal.web.pages import show_page

    return show_page("refused.html", heading="操作未完成", refusal=view_of(refusal), signs_in=signs_in, half=_half())


def _half() -> str:
    """What the addresses of the half of the site that was asked begin with."""
    return "/desk" if request.path.startswith("/desk") else ""
