"""The report as a browser with scripts shows it."""

import json
import zlib
from base64 import b64decode

from selectolax.lexbor import LexborHTMLParser


def laid_out(html: str) -> LexborHTMLParser:
    """The report with every story in its place, as scripts put them there."""
    packed = LexborHTMLParser(html).css_first("#packed")
    assert packed is not None
    tales = json.loads(zlib.decompress(b64decode(packed.text())))
    for number, tale in enumerate(tales):
        before, mark, after = html.partition(f'data-packed="{number}">')
        html = f"{before}>{tale}{after}" if mark else html
    return LexborHTMLParser(html)
