"""The line to the portal: signed messages from server to server, and what it answers."""

import json
from dataclasses import dataclass

import urllib3

from mock_portal.signed import signature


@dataclass(frozen=True, slots=True)
class Answer:
    """For whom and for what the phone confirms or, if ``refusal`` is not empty, why it cannot."""

    purpose: str = ""
    holder: str = ""
    refusal: str = ""
    words: str = ""
    advice: str = ""


SILENT = Answer(refusal="portal-silent", words="网站暂时没有响应。", advice="请稍后重新扫码。")
UNREADABLE = Answer(refusal="code-unreadable", words="无法识别该二维码。", advice="请刷新网页上的二维码后重新扫描。")


class PortalLine:
    """Tells the portal what a phone has done."""

    def __init__(self, address: str, secret: str) -> None:
        self._url = f"{address}/notifications/wechat"
        self._secret = secret
        self._pool = urllib3.PoolManager(maxsize=8, timeout=urllib3.Timeout(connect=2, read=10), retries=False)

    def tell(self, event: str, ticket: str, openid: str) -> Answer:
        """Send one message and give the portal's answer."""
        body = json.dumps({"event": event, "ticket": ticket, "openid": openid}).encode()
        headers = {"Content-Type": "application/json", "X-Signature": signature(self._secret, body)}
        try:
            reply = self._pool.request("POST", self._url, body=body, headers=headers)
        except urllib3.exceptions.HTTPError:
            return SILENT
        return answer_of(reply.data) if reply.status == 200 else UNREADABLE  # noqa: PLR2004


def answer_of(body: bytes) -> Answer:
    """What the portal said."""
    said = json.loads(body)
    if refusal := said["refusal"]:
        return Answer(refusal=refusal["id"], words=refusal["words"], advice=refusal["advice"])
    return Answer(purpose=said["purpose"], holder=said["holder"])
