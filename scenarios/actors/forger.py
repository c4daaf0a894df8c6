"""Somebody who pretends to be the payment platform or WeChat: knows what everybody sees, and not the secret."""

import json
from urllib.parse import parse_qs, urlsplit

from scenarios.actors.exchange import Answer
from scenarios.actors.intruder import Intruder
from scenarios.page import Page

JSON = "application/json"
PAID_AT = "2023-02-17T12:00:00+08:00"


class Pretender(Intruder):
    """Sends messages of another system to the portal, signed with anything but the secret."""

    door = ""  # the path of the target at which such messages are heard

    def sends(self, body: bytes, signature: str | None) -> Answer:
        """Send any body to where such messages are heard; ``signature`` None sends none at all."""
        headers = {} if signature is None else {"X-Signature": signature}
        return self.asks("POST", self.target.address(self.door), headers=headers, content=(JSON, body))


class Forger(Pretender):
    """Pretends to be the payment platform."""

    name = "冒充缴费平台的人"
    door = "payment_notification"

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

    def sees_parameters(self, pay_page: Page) -> dict[str, str]:
        """What the portal asks the platform for, as it stands in every payer's address bar."""
        return {name: values[0] for name, values in parse_qs(urlsplit(pay_page.address).query).items()}


class FalsePhone(Pretender):
    """Pretends to be the WeChat service: says of a code that it knows what no phone has done."""

    name = "冒充微信的人"
    door = "wechat_notification"

    def confirms(self, ticket: str, wechat: str, signature: str | None) -> Answer:
        """Say that the phone of this WeChat has scanned the code of this ticket and said yes."""
        told = {"ticket": ticket, "openid": wechat}
        self.sends(json.dumps({**told, "event": "scanned"}).encode(), signature)
        return self.sends(json.dumps({**told, "event": "confirmed"}).encode(), signature)
