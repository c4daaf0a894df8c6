"""Messages of other systems that nobody there wrote: refused, whatever is in them and whatever keeps the portal's data."""

from typing import Any

import pytest

from mock_portal.portal import Portal
from tests.mock_portal.world import an_app

PAID = {"merchant": "m", "transaction": "t", "amount": 1, "paid_at": "2023-02-17T12:00:00+08:00"}


@pytest.mark.parametrize(
    ("system", "message"),
    [
        pytest.param("payment", {**PAID, "order": "1\x002"}, id="order"),
        pytest.param("wechat", {"event": "confirmed", "ticket": "t\x00", "openid": "o"}, id="ticket"),
        pytest.param("wechat", {"event": "scanned", "ticket": "t", "openid": "\x00"}, id="openid"),
    ],
)
def test_a_character_that_no_database_keeps_is_no_accident(
    any_portal: Portal, system: str, message: dict[str, Any]
) -> None:
    answer = an_app(any_portal).test_client().post(f"/notifications/{system}", json=message)

    assert 400 <= answer.status_code < 500
