"""QR codes as pictures that a phone can read from a screen."""

from io import BytesIO
from urllib.parse import urlencode

import segno
from PIL import Image, ImageOps

from mock_portal.domain.wechat import Ticket

MASK = 3
SCALE, QUIET_ZONE = 5, 4  # pixels of a module; modules around the code
BLACK, WHITE = 0, 255
COLOURS = bytes([WHITE, BLACK])  # of a light module and of a dark one


def scan_address(wechat_address: str, ticket: Ticket) -> str:
    """Where a phone goes that scans this ticket's code."""
    query = urlencode({"ticket": ticket.ticket, "purpose": ticket.purpose.value})
    return f"{wechat_address}/scan?{query}"


def qr_picture(text: str) -> bytes:
    """A PNG with the quiet zone that readers need.

    The mask is given, as any will do on a screen: to try all eight and weigh them takes nearly all the time.
    """
    modules = segno.make(text, error="m", micro=False, mask=MASK).matrix
    drawn = Image.frombytes("L", (len(modules), len(modules)), b"".join(modules).translate(COLOURS.ljust(256)))
    framed = ImageOps.expand(drawn, QUIET_ZONE, WHITE)
    picture = BytesIO()
    framed.resize((framed.width * SCALE, framed.height * SCALE), Image.Resampling.NEAREST).save(
        picture, "PNG", compress_level=1
    )
    return picture.getvalue()
