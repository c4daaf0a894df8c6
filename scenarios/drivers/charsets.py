"""The charsets that browsers know, under all their labels: how a page says which is its own, and how a form is sent in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.drivers.transport import Response

EURO = "€"
EURO_IN_GBK = b"\x80"
BYTES_OF_GBK = 2


@dataclass(frozen=True, slots=True)
class Charset:
    """A charset by the name that browsers give it, and what Python calls the one that they mean by it."""

    name: str
    codec: str

    def encoded(self, text: str) -> bytes:
        """The text as it is sent; a character that the charset lacks travels as a numeric reference."""
        if self.name == "GBK" and not text.isascii():
            return b"".join(map(_in_gbk, text))
        return text.encode(self.codec, "xmlcharrefreplace")

    def decoded(self, content: bytes) -> str:
        return content.decode(self.codec, "rehearsal-gbk" if self.name == "GBK" else "replace")

    @property
    def for_sending(self) -> Charset:
        """What forms and addresses of a page in this charset are sent in."""
        return UTF_8 if self.codec.startswith("utf-16") else self


UTF_8 = Charset("UTF-8", "utf-8")
_LABELS = {
    UTF_8: "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    Charset("GBK", "gb18030"): "gbk gb2312 x-gbk gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58",
    Charset("gb18030", "gb18030"): "gb18030",
    Charset("Big5", "cp950"): "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    Charset("windows-1252", "cp1252"): "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1"
    " ascii us-ascii ansi_x3.4-1968 cp819 ibm819 csisolatin1 iso-ir-100 iso_8859-1:1987 x-user-defined",
    Charset("windows-1250", "cp1250"): "windows-1250 cp1250 x-cp1250",
    Charset("windows-1251", "cp1251"): "windows-1251 cp1251 x-cp1251",
    Charset("ISO-8859-2", "iso8859-2"): "iso-8859-2 iso8859-2 latin2 l2",
    Charset("ISO-8859-15", "iso8859-15"): "iso-8859-15 iso8859-15 l9",
    Charset("Shift_JIS", "cp932"): "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j csshiftjis ms932",
    Charset("EUC-JP", "euc_jp"): "euc-jp x-euc-jp cseucpkdfmtjapanese",
    Charset("EUC-KR", "cp949"): "euc-kr korean ks_c_5601-1987 ksc5601 ksc_5601 windows-949 cseuckr iso-ir-149",
    Charset("KOI8-R", "koi8-r"): "koi8-r koi8 koi cskoi8r koi8_r",
    Charset("UTF-16LE", "utf-16-le"): "utf-16le utf-16 unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff",
    Charset("UTF-16BE", "utf-16-be"): "utf-16be unicodefffe",
}
CHARSETS = {label: charset for charset, labels in _LABELS.items() for label in labels.split()}
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))

# A page says its charset in its head, and before so many bytes whatever else stands there.
SURE_BYTES = 1024
HEAD = frozenset(b"html head meta title link style script noscript base object".split())
TAG = re.compile(rb"""<!--.*?-->|</?([a-z][^\s/>]*)((?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*+)>""", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(rb"""([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
IN_CONTENT = re.compile(rb"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)


def charset_named(label: str) -> Charset | None:
    """The charset of a label; None for one that browsers do not know."""
    return CHARSETS.get(label.strip().lower())


def charset_of(response: Response) -> Charset:
    """The charset by its mark at the beginning, by header, as the page says itself, else UTF-8."""
    marked = next((label for mark, label in MARKS if response.body.startswith(mark)), "")
    return charset_named(marked or response.charset) or _own_charset(response.body) or UTF_8


def decoded(response: Response) -> str:
    """The body as text."""
    return charset_of(response).decoded(response.body).removeprefix("\ufeff")


def _own_charset(body: bytes) -> Charset | None:
    """What the page's `meta` says; it has been read by then, so that it cannot be in UTF-16."""
    stated = (charset_named(label.decode("latin-1")) for label in _stated(body))
    found = next((one for one in stated if one), None)
    return found and found.for_sending


def _stated(body: bytes) -> Iterator[bytes]:
    for tag in TAG.finditer(body):
        name = (tag[1] or b"").lower()
        if name and name not in HEAD and tag.start() > SURE_BYTES:
            return
        if name == b"meta":
            attributes = {one[1].lower(): one[2] or one[3] or one[4] or b"" for one in ATTRIBUTE.finditer(tag[2])}
            in_content = IN_CONTENT.search(attributes.get(b"content", b""))
            if b"charset" in attributes:
                yield attributes[b"charset"]
            elif in_content and attributes.get(b"http-equiv", b"").lower() == b"content-type":
                yield in_content[1]


def _in_gbk(character: str) -> bytes:
    if character == EURO:
        return EURO_IN_GBK
    encoded = character.encode("gb18030")
    return encoded if len(encoded) <= BYTES_OF_GBK else f"&#{ord(character)};".encode()


def _read_in_gbk(problem: UnicodeError) -> tuple[str, int]:
    """Browsers write the euro in one byte, and read it so."""
    assert isinstance(problem, UnicodeDecodeError)
    euro = problem.object[problem.start : problem.start + 1] == EURO_IN_GBK
    return (EURO, problem.start + 1) if euro else ("\ufffd", problem.end)


codecs.register_error("rehearsal-gbk", _read_in_gbk)
