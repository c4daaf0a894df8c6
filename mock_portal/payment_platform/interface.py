"""What merchants ask the platform, server to server: what became of an order, and money back. Signed both ways."""

from typing import Any, TypeVar

import msgspec
from flask import Blueprint, Response, request

from mock_portal.payment_platform.app import platform
from mock_portal.payment_platform.ledger import Transaction
from mock_portal.payment_platform.messages import Paid, Query, QueryAnswer, RefundAnswer, RefundRequest
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_holds, signature_of
from mock_portal.shapes import read_json

blueprint = Blueprint("interface", __name__)
Shape = TypeVar("Shape", Query, RefundRequest)


def answer(body: Any, status: int = 200) -> Response:
    """A signed answer."""
    encoded = msgspec.json.encode(body)
    headers = {SIGNATURE_HEADER: signature_of(platform().secret, encoded)}
    return Response(encoded, status, headers, mimetype="application/json")


def refusal(words: str, status: int) -> Response:
    """An answer that says no."""
    return answer({"error": words}, status)


def asked(shape: type[Shape]) -> Shape | Response:
    """What a merchant asks, or the refusal of it."""
    body = request.get_data()
    if not signature_holds(platform().secret, body, request.headers.get(SIGNATURE_HEADER, "")):
        return refusal("the signature is wrong", 403)
    try:
        wish = read_json(body, shape)
    except msgspec.DecodeError as error:
        return refusal(str(error), 400)
    if platform().behaviour(wish.merchant).down:
        return refusal("down for maintenance", 503)
    return wish


def shown(transaction: Transaction) -> Paid:
    """A payment as a merchant sees it."""
    t = transaction
    return Paid(t.id, t.amount, t.paid_at, refunded=t.refunded_at is not None)


@blueprint.post("/query")
def query() -> Response:
    """Every payment of an order; an order that was never paid is no error."""
    wish = asked(Query)
    if isinstance(wish, Response):
        return wish
    payments = platform().ledger.payments(wish.merchant, wish.order)
    return answer(QueryAnswer(wish.merchant, wish.order, tuple(shown(p) for p in payments)))


@blueprint.post("/refund")
def refund() -> Response:
    """Give one payment back; asking again changes nothing."""
    wish = asked(RefundRequest)
    if isinstance(wish, Response):
        return wish
    refunded = platform().ledger.refund(wish.merchant, wish.transaction, wish.amount)
    if refunded is None or refunded.refunded_at is None:
        return refusal("no such payment of that amount", 404)
    return answer(RefundAnswer(refunded.id, refunded.amount, refunded.refunded_at))
