"""QR codes as pictures that a phone can read from a screen."""

from io import BytesIO
from urllib.parse import urlencode

import segno

from mock_portal.domain.wechat import Ticket

MASK = 3


def scan_address(wechat_address: str, ticket: Ticket) -> str:
    """Where a phone goes that scans this ticket's code."""
    query = urlencode({"ticket": ticket.ticket, "purpose": ticket.purpose.value})
    return f"{wechat_address}/scan?{query}"


def qr_picture(text: str) -> bytes:
    """A PNG with the quiet zone that readers need.

    The mask is given, as any will do on a screen: to try all eight and weigh them takes nearly all the time.
    """
    picture = BytesIO()
    segno.make(text, error="m", micro=False, mask=MASK).save(picture, kind="png", scale=5, border=4)
    return picture.getvalue()
