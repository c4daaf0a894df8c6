"""What the payment platform tells: an order was paid. Answered with “success” only when that is stored."""

from flask import request

from mock_portal.payment_platform.signing import SIGNATURE_HEADER
from mock_portal.use_cases.notification import receive
from mock_portal.web.notifications import blueprint
from mock_portal.web.visits import portal


@blueprint.post("/payment")
def payment() -> tuple[str, int]:
    """Weigh one notification."""
    verdict = receive(portal(), request.get_data(), request.headers.get(SIGNATURE_HEADER, ""))
    return verdict.words, verdict.status
