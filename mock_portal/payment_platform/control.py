"""How a rehearsal tells the platform to behave, sets its clocks and reads its books; JSON, with the token only."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from mock_portal.payment_platform.app import platform
from mock_portal.payment_platform.behaviour import Behaviour
from mock_portal.payment_platform.ledger import Sent, Transaction
from mock_portal.payment_platform.messages import Notification
from mock_portal.shapes import read_json

blueprint = Blueprint("control", __name__, url_prefix="/control/merchants/<merchant>")


@dataclass(frozen=True, slots=True)
class ClockWish:
    """What the merchant's clock runs ahead of real time, in microseconds, or the moment at which it stands still."""

    offset_us: int
    stands_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """Everything about one merchant: payments with their refunds, attempts to notify, notifications still kept."""

    transactions: list[Transaction]
    notifications: list[Sent]
    held: list[Notification]


def answer(body: Any, status: int = 200) -> Response:
    """A body as JSON."""
    return Response(msgspec.json.encode(body), status, mimetype="application/json")


@blueprint.before_request
def ask_for_token() -> Response | None:
    """Let in nobody without the token."""
    expected = f"Bearer {platform().control_token}"
    given = request.headers.get("Authorization", "")
    if hmac.compare_digest(expected.encode(), given.encode()):
        return None
    return answer({"error": "expected the control token as a bearer, found none or another one"}, 401)


@blueprint.errorhandler(msgspec.DecodeError)
def wrong_wish(error: Exception) -> Response:
    """Say what is wrong with a wish."""
    return answer({"error": str(error)}, 400)


@blueprint.post("/behaviour")
def set_behaviour(merchant: str) -> Response:
    """Behave like this; what the wish leaves out is as on a good day."""
    behaviour = read_json(request.get_data(), Behaviour)
    platform().ledger.set_behaviour(merchant, behaviour)
    return answer(behaviour)


@blueprint.get("/behaviour")
def behaviour(merchant: str) -> Response:
    """How the platform behaves now."""
    return answer(platform().ledger.behaviour(merchant))


@blueprint.post("/clock")
def set_clock(merchant: str) -> Response:
    """Set the merchant's clock."""
    wish = read_json(request.get_data(), ClockWish)
    platform().ledger.set_clock(merchant, timedelta(microseconds=wish.offset_us), wish.stands_at)
    return answer({"clock": platform().ledger.now(merchant)})


@blueprint.post("/deliver")
def deliver(merchant: str) -> Response:
    """Send the notifications that were held."""
    return answer({"delivered": platform().notifier.deliver_held(merchant)})


@blueprint.get("/ledger")
def ledger(merchant: str) -> Response:
    """The merchant's books."""
    return answer(Books(*platform().ledger.books(merchant)))
