"""注销账号: only while nothing was entered for any exam (Q52)."""

from flask import redirect
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Refusal
from mock_portal.use_cases.accounts import cancel
from mock_portal.web.account import blueprint
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal, sign_out


@blueprint.get("/account/cancel")
@for_candidates
def question(person: Person) -> str:  # noqa: ARG001  everybody is asked the same
    """The question before it is done."""
    return _show(None)


@blueprint.post("/account/cancel")
@for_candidates
def cancellation(person: Person) -> Response | tuple[str, int]:
    """Cancel, or say why not."""
    refusal = cancel(portal(), person)
    if refusal:
        return _show(refusal), status_of(refusal)
    sign_out()
    return redirect("/?done=account-cancelled", 303)


def _show(refusal: Refusal | None) -> str:
    return show_page("account/cancel.html", heading="注销账号", refusal=view_of(refusal))
