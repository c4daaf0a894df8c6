"""Somebody who pretends to be the payment platform: knows what every payer sees, and not the secret."""

import json
from urllib.parse import parse_qs, urlsplit

from scenarios.actors.exchange import Answer
from scenarios.actors.intruder import Intruder
from scenarios.page import Page

JSON = "application/json"
PAID_AT = "2023-02-17T12:00:00+08:00"


class Forger(Intruder):
    """Sends notifications to the portal, signed with anything but the secret; ``signature`` None sends none at all."""

    name = "冒充缴费平台的人"

    def claims(self, pay_page: Page, signature: str | None, **changed: object) -> Answer:
        """Say that the order of the platform's page that lies open was paid."""
        asked = self.sees_parameters(pay_page)
        said: dict[str, object] = {
            "merchant": asked["merchant"],
            "order": asked["order"],
            "transaction": f"forged{asked['order']}",  # one that nobody has told of before
            "amount": int(asked["amount"]),
            "paid_at": PAID_AT,
        }
        return self.sends(json.dumps({**said, **changed}).encode(), signature)

    def sends(self, body: bytes, signature: str | None) -> Answer:
        """Send any body to the address for notifications."""
        headers = {} if signature is None else {"X-Signature": signature}
        return self.asks("POST", self.target.address("payment_notification"), headers=headers, content=(JSON, body))

    def sees_parameters(self, pay_page: Page) -> dict[str, str]:
        """What the portal asks the platform for, as it stands in every payer's address bar."""
        return {name: values[0] for name, values in parse_qs(urlsplit(pay_page.address).query).items()}
