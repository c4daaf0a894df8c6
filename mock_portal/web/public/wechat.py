"""微信扫码登录: the code, whether a phone has answered, and signing in with it (R1.2)."""

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus
from mock_portal.use_cases.wechat import claim, show_ticket, ticket_of
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.pages import show_page
from mock_portal.web.public import blueprint
from mock_portal.web.qr import qr_picture, scan_address
from mock_portal.web.refusals import Refused, status_of, view_of
from mock_portal.web.visits import portal, sign_in, visit


@blueprint.get("/sign-in/wechat")
def show_code() -> str:
    """A fresh code for this browser."""
    ticket = show_ticket(portal(), visit().token, Purpose.SIGN_IN)
    return _show(ticket, request.args.get("next", ""))


@blueprint.post("/sign-in/wechat")
def sign_in_by_wechat() -> Response | tuple[str, int]:
    """Sign in, if a phone has confirmed this browser's code; else say what is in the way."""
    name, wanted = request.form.get("ticket", ""), request.form.get("next", "")
    outcome = claim(portal(), visit().token, name, Purpose.SIGN_IN)
    if isinstance(outcome, Refusal):
        return _show(ticket_after(outcome, name), wanted, outcome), status_of(outcome)
    sign_in(account_id=outcome)
    return redirect(visit().parts.sessions.address_after_sign_in(wanted), 303)


def ticket_after(refusal: Refusal, name: str) -> Ticket | None:
    """The code that stays on the screen after a refusal: only one that a phone may still answer."""
    return ticket_of(portal(), visit().token, name) if refusal.reason is Reason.NOT_SCANNED else None


def _show(ticket: Ticket | None, wanted: str, refusal: Refusal | None = None) -> str:
    shown = ticket.ticket if ticket else ""
    return show_page(
        "public/wechat.html",
        heading="微信扫码登录",
        ticket=shown,
        wanted=wanted,
        hidden=[
            FieldView("ticket", "", FieldKind.HIDDEN, value=shown),
            FieldView("next", "", FieldKind.HIDDEN, value=wanted),
        ],
        minutes=-(-portal().settings.qr_seconds // 60),
        refusal=view_of(refusal),
    )


@blueprint.get("/sign-in/wechat/<name>.png")
def picture(name: str) -> Response:
    """The code itself, for the browser that was shown it."""
    content = qr_picture(scan_address(portal().settings.wechat_address, _own(name)))
    return Response(content, mimetype="image/png")


@blueprint.get("/sign-in/wechat/<name>/status")
def status(name: str) -> dict[str, str]:
    """How far a code has come, for the script of its page: ``waiting``, ``answered`` by a phone, or ``dead``."""
    ticket = _own(name)
    if portal().now() >= ticket.expires_at:
        return {"state": "dead"}
    return {"state": "waiting" if ticket.status is TicketStatus.SHOWN else "answered"}


def _own(name: str) -> Ticket:
    ticket = ticket_of(portal(), visit().token, name)
    if ticket is None:
        raise Refused(refuse(Reason.NOT_FOUND))
    return ticket
