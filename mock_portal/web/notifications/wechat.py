"""What the WeChat service tells: a phone has scanned a code, or pressed the button."""

from typing import Any

from flask import request

from mock_portal.signed import is_signed
from mock_portal.use_cases.wechat import Answer, phone_confirms, phone_scans
from mock_portal.web.notifications import blueprint
from mock_portal.web.refusals import FORBIDDEN, UNPROCESSABLE
from mock_portal.web.visits import portal

EVENTS = {"scanned": phone_scans, "confirmed": phone_confirms}
LONGEST_OPENID = 64


@blueprint.post("/wechat")
def wechat() -> dict[str, Any] | tuple[dict[str, str], int]:
    """Hear a message ``{"event", "ticket", "openid"}`` and answer what the phone shall show."""
    if not is_signed(portal().settings.wechat_secret, request.get_data(), request.headers.get("X-Signature", "")):
        return {"error": "expected a message signed by the WeChat service"}, FORBIDDEN
    message = request.get_json(silent=True)
    if not isinstance(message, dict) or message.get("event") not in EVENTS:
        return {"error": f"expected an event of {', '.join(EVENTS)}"}, UNPROCESSABLE
    openid = str(message.get("openid", ""))
    if not 0 < len(openid) <= LONGEST_OPENID:
        return {"error": f"expected an openid of 1 to {LONGEST_OPENID} characters"}, UNPROCESSABLE
    return _as_json(EVENTS[message["event"]](portal(), str(message.get("ticket", "")), openid))


def _as_json(answer: Answer) -> dict[str, Any]:
    refusal = answer.refusal
    return {
        "purpose": answer.purpose.value if answer.purpose else None,
        "holder": answer.holder,
        "refusal": {"id": refusal.reason.value, "words": refusal.words, "advice": refusal.advice} if refusal else None,
    }
