"""What the WeChat service tells: a phone has scanned a code, or pressed the button."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from flask import request

from mock_portal.shapes import Words, read_json
from mock_portal.use_cases.wechat import Answer, is_told_by_wechat, phone_confirms, phone_scans
from mock_portal.web.notifications import blueprint
from mock_portal.web.refusals import FORBIDDEN, UNPROCESSABLE
from mock_portal.web.visits import portal

EVENTS = {"scanned": phone_scans, "confirmed": phone_confirms}


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone has done with which code, and whose phone it is."""

    event: Literal["scanned", "confirmed"]
    ticket: Words
    openid: Annotated[Words, msgspec.Meta(min_length=1, max_length=64)]


@blueprint.post("/wechat")
def wechat() -> dict[str, Any] | tuple[dict[str, str], int]:
    """Hear a message and answer what the phone shall show."""
    body, signature = request.get_data(), request.headers.get("X-Signature", "")
    try:
        told = read_json(body, Told)
    except msgspec.DecodeError as error:
        return {"error": f"expected an event, a ticket and an openid, found something else: {error}"}, UNPROCESSABLE
    if not is_told_by_wechat(portal(), told.ticket, told.openid, body, signature):
        return {"error": "expected a message signed by the WeChat service"}, FORBIDDEN
    return _as_json(EVENTS[told.event](portal(), told.ticket, told.openid))


def _as_json(answer: Answer) -> dict[str, Any]:
    refusal = answer.refusal
    return {
        "purpose": answer.purpose.value if answer.purpose else None,
        "holder": answer.holder,
        "refusal": {"id": refusal.reason.value, "words": refusal.words, "advice": refusal.advice} if refusal else None,
    }
