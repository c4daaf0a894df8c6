"""微信绑定: binding by the same kind of code as for signing in, and unbinding (Q46)."""

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.wechat import Purpose, Ticket
from mock_portal.use_cases.wechat import claim, show_ticket, unbind
from mock_portal.web.account import blueprint
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.pages import show_page
from mock_portal.web.public.wechat import ticket_after
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal, visit


@blueprint.get("/account/wechat")
@for_candidates
def wechat(person: Person) -> str:
    """A code to bind with or, once bound, the way to unbind."""
    return _show(person, None if person.wechat_bound else _fresh(person))


@blueprint.post("/account/wechat")
@for_candidates
def bind(person: Person) -> Response | tuple[str, int]:
    """See what the phone has answered."""
    name = request.form.get("ticket", "")
    outcome = claim(portal(), visit().token, name, Purpose.BIND)
    if not isinstance(outcome, Refusal):
        return redirect("/account/wechat?done=wechat-bound", 303)
    return _show(person, ticket_after(outcome, name), outcome), status_of(outcome)


@blueprint.get("/account/wechat/unbind")
@for_candidates
def ask(person: Person) -> str | Response:
    """The question before it is done."""
    if not person.wechat_bound:
        return redirect("/account/wechat", 303)
    return show_page("account/unbind.html", heading="解除微信绑定")


@blueprint.post("/account/wechat/unbind")
@for_candidates
def loosen(person: Person) -> Response:
    """Unbind; doing it twice does no harm."""
    unbind(portal(), person)
    return redirect("/account/wechat?done=wechat-unbound", 303)


def _fresh(person: Person) -> Ticket:
    return show_ticket(portal(), visit().token, Purpose.BIND, person)


def _show(person: Person, ticket: Ticket | None, refusal: Refusal | None = None) -> str:
    return show_page(
        "account/wechat.html",
        heading="微信绑定",
        bound=person.wechat_bound,
        ticket=ticket.ticket if ticket else "",
        hidden=[FieldView("ticket", "", FieldKind.HIDDEN, value=ticket.ticket)] if ticket else [],
        minutes=-(-portal().settings.qr_seconds // 60),
        refusal=view_of(refusal),
    )
