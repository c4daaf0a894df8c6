"""A street for tests: a platform whose merchant is a list of what it was told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from flask import Flask
from werkzeug.test import TestResponse

from mock_portal.payment_platform import create_platform
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_of, signed_query

SECRET, TOKEN = "secret-of-tests", "control-token-of-tests"
NOW = datetime(2023, 2, 20, 2, tzinfo=UTC)
MERCHANT = "1-湖南省"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the platform must be told before it starts."""

    payment_secret: str = SECRET
    control_token: str | None = TOKEN


@dataclass(slots=True)
class Street:
    """A platform, the merchant's ears, and what the platform has postponed."""

    app: Flask
    told: list[dict[str, Any]] = field(default_factory=list)
    postponed: list[tuple[float, Callable[[], None]]] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    merchant_says: str = "success"

    def address(self, **overrides: str) -> str:
        """The address of a pay page as the merchant signs it."""
        usual = {
            "merchant": MERCHANT,
            "order": "N1",
            "amount": "28000",
            "subject": "303 内科学",
            "expires": (NOW + timedelta(minutes=30)).isoformat(),
            "notify_address": "http://merchant.example/notifications/payment",
            "return_address": "http://merchant.example/payment/return?order=N1",
            "nonce": "n",
        }
        return "/pay?" + signed_query(SECRET, usual | overrides)

    def ask(self, act: str, wish: dict[str, Any], *, secret: str = SECRET) -> TestResponse:
        """What a merchant asks, signed."""
        body = msgspec.json.encode(wish)
        return self.app.test_client().post(f"/{act}", data=body, headers={SIGNATURE_HEADER: signature_of(secret, body)})

    def control(self, act: str, wish: dict[str, Any] | None = None, *, token: str = TOKEN) -> TestResponse:
        """What the rehearsal tells, or without a wish asks."""
        client, headers = self.app.test_client(), {"Authorization": f"Bearer {token}"}
        address = f"/control/merchants/{MERCHANT}/{act}"
        return (
            client.get(address, headers=headers) if wish is None else client.post(address, json=wish, headers=headers)
        )


def a_street() -> Street:
    """A platform at a fixed time."""
    made: Street

    def post(_address: str, body: bytes, _signature: str) -> str:
        made.told.append(msgspec.json.decode(body))
        return made.merchant_says

    def later(seconds: float, act: Callable[[], None]) -> None:
        made.postponed.append((seconds, act))

    def pause(seconds: float) -> None:
        made.paused.append(seconds)

    made = Street(create_platform(Secrets(), now=lambda: NOW, post=post, later=later, pause=pause))
    return made
