"""Query, refund and control: signed or with the token, idempotent, on the merchant's clock."""

from datetime import timedelta
from typing import Any

import pytest

from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_of
from tests.mock_portal.browser import Browser
from tests.mock_portal.payment_platform.street import MERCHANT, SECRET, Street

QUERY = {"merchant": MERCHANT, "order": "N1"}


def paid(street: Street) -> dict[str, Any]:
    """The one payment of the order, as the books have it, after somebody paid."""
    Browser(street.app).open(street.address()).press("确认支付")
    return ledger(street)["transactions"][0]  # type: ignore[no-any-return]


def ledger(street: Street) -> dict[str, Any]:
    """The merchant's books."""
    found: dict[str, Any] = street.control("ledger").json or {}
    return found


def test_a_query_tells_every_payment_and_is_signed(street: Street) -> None:
    assert street.ask("query", QUERY).json == {**QUERY, "payments": []}
    transaction = paid(street)
    answer = street.ask("query", QUERY)
    assert answer.json is not None
    assert [p["transaction"] for p in answer.json["payments"]] == [transaction["id"]]
    assert answer.headers[SIGNATURE_HEADER] == signature_of(SECRET, answer.data)


@pytest.mark.parametrize("act", ["query", "refund"])
def test_a_wish_without_the_right_signature_is_refused(street: Street, act: str) -> None:
    assert street.ask(act, QUERY, secret="another").status_code == 403


def test_a_wish_of_another_shape_is_refused(street: Street) -> None:
    assert street.ask("query", {"merchant": MERCHANT}).status_code == 400


def test_a_refund_is_made_once_however_often_it_is_asked_for(street: Street) -> None:
    transaction = paid(street)
    wish = {"merchant": MERCHANT, "transaction": transaction["id"], "amount": 28000}
    first = street.ask("refund", wish)
    street.control("clock", {"offset_us": 1})
    assert first.json == street.ask("refund", wish).json
    assert ledger(street)["transactions"][0]["refunded_at"] is not None


@pytest.mark.parametrize("change", [{"amount": 27999}, {"transaction": "none"}, {"merchant": "1-山东省"}])
def test_a_refund_of_something_else_is_refused(street: Street, change: dict[str, Any]) -> None:
    wish = {"merchant": MERCHANT, "transaction": paid(street)["id"], "amount": 28000} | change
    assert street.ask("refund", wish).status_code == 404
    assert ledger(street)["transactions"][0]["refunded_at"] is None


def test_a_slow_platform_takes_its_time_before_it_shows_takes_or_tells_anything(street: Street) -> None:
    assert street.control("behaviour", {"takes_s": 2.5}).status_code == 200
    client = street.app.test_client()
    client.get(street.address())
    assert street.ask("query", {"merchant": MERCHANT, "order": "N1"}).status_code == 200
    assert street.paused == [2.5, 2.5]


def test_a_platform_that_is_down_takes_no_money_and_answers_nothing(street: Street) -> None:
    browser = Browser(street.app).open(street.address())
    street.control("behaviour", {"down": True})
    assert street.ask("query", QUERY).status_code == 503
    assert Browser(street.app).open(street.address()).status == 503
    assert browser.press("确认支付").status == 503
    assert ledger(street)["transactions"] == []


def test_the_platform_lives_by_the_merchants_clock(street: Street) -> None:
    street.control("clock", {"offset_us": timedelta(minutes=20) // timedelta(microseconds=1)})
    assert paid(street)["paid_at"] == "2023-02-20T02:20:00Z"


def test_a_merchant_that_does_not_answer_success_is_told_again(street: Street) -> None:
    street.merchant_says = "500 accident"
    paid(street)
    street.merchant_says = "success"
    ((_, again),) = street.postponed
    again()
    sent = ledger(street)["notifications"]
    assert [(s["attempt"], s["outcome"]) for s in sent] == [(1, "500 accident"), (2, "success")]
    assert len(street.postponed) == 1


def test_held_notifications_are_delivered_when_asked_for(street: Street) -> None:
    street.control("behaviour", {"notify": "held"})
    paid(street)
    assert (street.told, len(ledger(street)["held"])) == ([], 1)
    assert street.control("deliver", {}).json == {"delivered": 1}
    assert (len(street.told), ledger(street)["held"]) == (1, [])


@pytest.mark.parametrize("wish", [{"notify": "never"}, {"dwon": True}, {"repeat": "3"}])
def test_a_behaviour_that_is_misspelt_is_refused(street: Street, wish: dict[str, Any]) -> None:
    assert street.control("behaviour", wish).status_code == 400
    assert street.control("behaviour").json == street.control("behaviour", {}).json


def test_the_control_surface_wants_its_token(street: Street) -> None:
    assert street.control("ledger", token="wrong").status_code == 401
    assert street.control("behaviour", {"down": True}, token="").status_code == 401


def test_a_clock_that_stands_gives_one_time_to_whatever_happens(street: Street) -> None:
    street.control("clock", {"offset_us": 0, "stands_at": "2023-02-20T02:10:00+00:00"})
    transaction = paid(street)
    wish = {"merchant": MERCHANT, "transaction": transaction["id"], "amount": transaction["amount"]}
    answer = street.ask("refund", wish).json or {}
    assert transaction["paid_at"] == answer["refunded_at"] == "2023-02-20T02:10:00Z"
