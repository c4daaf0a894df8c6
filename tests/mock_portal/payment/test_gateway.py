"""The portal believes an answer of the platform only if it is signed, whole, and about what was asked."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from flask import Flask, Response

from mock_portal.domain.rules.payment import Order, Receipt
from mock_portal.domain.terms import OrderStatus
from mock_portal.payment_gateway import PaymentGateway, PlatformDown
from mock_portal.payment_platform.messages import QueryAnswer, RefundAnswer
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, query_holds, signature_of
from mock_portal.settings import Settings
from tests.mock_portal.payment.till import PAYING_TIME, free_port, serving

SECRET = "secret-of-tests"
EXPIRY = PAYING_TIME + timedelta(minutes=30)
ORDER = Order("N1", 7, 1, "1-湖南省", 28000, "303 内科学", (), PAYING_TIME, EXPIRY, OrderStatus.OPEN)
RECEIPT = Receipt("T1", "N1", 28000, PAYING_TIME)


def signed(body: object, secret: str = SECRET, status: int = 200) -> Response:
    """An answer with its signature."""
    encoded = msgspec.json.encode(body)
    return Response(encoded, status, {SIGNATURE_HEADER: signature_of(secret, encoded)})


def asking(answer: Response, ask: Callable[[Settings], object]) -> object:
    """What ``ask`` finds at a platform that answers everything like this."""
    app = Flask(__name__)
    app.add_url_rule("/<act>", view_func=lambda act: answer, methods=["POST"])  # noqa: ARG005  the address names it
    with free_port() as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with serving(app, listener):
            return ask(Settings(payment_address=address, payment_secret=SECRET))


def query(settings: Settings) -> object:
    """Ask what became of the order."""
    return PaymentGateway().query(settings, ORDER)


def refund(settings: Settings) -> object:
    """Ask for the money of the receipt."""
    PaymentGateway().refund(settings, ORDER.merchant, RECEIPT)
    return "refunded"


NOTHING_PAID = QueryAnswer("1-湖南省", "N1", ())
REFUNDED = RefundAnswer("T1", 28000, PAYING_TIME)


@pytest.mark.parametrize(
    ("answer", "ask"),
    [
        pytest.param(signed(NOTHING_PAID, "another"), query, id="signed by somebody else"),
        pytest.param(Response(msgspec.json.encode(NOTHING_PAID)), query, id="not signed"),
        pytest.param(signed(NOTHING_PAID, status=503), query, id="down"),
        pytest.param(signed({"payments": "none"}), query, id="of another shape"),
        pytest.param(signed(QueryAnswer("1-湖南省", "N2", ())), query, id="about another order"),
        pytest.param(signed(QueryAnswer("2-湖南省", "N1", ())), query, id="about another merchant"),
        pytest.param(signed(RefundAnswer("T2", 28000, PAYING_TIME)), refund, id="another refund"),
    ],
)
def test_an_answer_that_cannot_be_believed_is_none(answer: Response, ask: Callable[[Settings], object]) -> None:
    with pytest.raises(PlatformDown):
        asking(answer, ask)


def test_a_true_answer_is_believed() -> None:
    assert asking(signed(NOTHING_PAID), query) == ()
    assert asking(signed(REFUNDED), refund) == "refunded"


def test_a_silent_platform_is_down() -> None:
    with free_port() as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(PlatformDown, match="NewConnectionError"):
        query(Settings(payment_address=address, payment_secret=SECRET))


def test_the_pay_address_carries_the_order_signed() -> None:
    settings = Settings(address="http://portal.example", payment_secret=SECRET)
    address = PaymentGateway().pay_address(settings, ORDER, "考试")
    sent = dict(parse_qsl(urlsplit(address).query))
    assert query_holds(SECRET, sent)
    assert not query_holds(SECRET, sent | {"amount": "1"})
    assert (sent["order"], sent["amount"], sent["expires"]) == ("N1", "28000", "2023-02-20T10:30:00+08:00")
    assert sent["return_address"] == "http://portal.example/payment/return?order=N1"
