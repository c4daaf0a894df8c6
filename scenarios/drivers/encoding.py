"""Encodes the entries of a form as browsers do: urlencoded, multipart, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from scenarios.drivers.driver import Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.drivers.charsets import Charset

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
PLAIN = "text/plain"

NO_FILE = Attachment("", "application/octet-stream", b"")
_LONE_NEWLINE = re.compile(r"\r(?!\n)|(?<!\r)\n")
_ESCAPES = {ord("\n"): "%0A", ord("\r"): "%0D", ord('"'): "%22"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with its text or file, in the order in which it is sent."""

    name: str
    value: str | Attachment

    @property
    def text(self) -> str:
        """What is sent where only text can be sent: of a file, its name."""
        return self.value if isinstance(self.value, str) else self.value.filename


def encode(entries: Sequence[Entry], enctype: str, charset: Charset) -> tuple[str, bytes]:
    """The content type with its parameters, and the body."""
    if enctype == MULTIPART:
        return _multipart(entries, charset)
    if enctype == PLAIN:
        lines = (f"{entry.name}={entry.text}\r\n" for entry in entries)
        return PLAIN, charset.encoded(crlf("".join(lines)))
    return URLENCODED, urlencoded(entries, charset).encode("ascii")


def urlencoded(entries: Sequence[Entry], charset: Charset) -> str:
    return "&".join(f"{_quoted(entry.name, charset)}={_quoted(entry.text, charset)}" for entry in entries)


def crlf(text: str) -> str:
    """The text with every newline as CRLF, as it travels."""
    return _LONE_NEWLINE.sub("\r\n", text) if "\n" in text or "\r" in text else text


def _quoted(text: str, charset: Charset) -> str:
    if text.isascii() and text.isalnum():
        return text
    return quote_plus(charset.encoded(crlf(text)), safe="*").replace("~", "%7E")


def _multipart(entries: Sequence[Entry], charset: Charset) -> tuple[str, bytes]:
    parts = [_part(entry, charset) for entry in entries]
    boundary = "----RehearsalFormBoundary"
    while any(boundary.encode() in part for part in parts):
        boundary += "0"
    mark = boundary.encode()
    body = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return f"{MULTIPART}; boundary={boundary}", body + b"--" + mark + b"--\r\n"


def _part(entry: Entry, charset: Charset) -> bytes:
    name = crlf(entry.name).translate(_ESCAPES)
    head = f'Content-Disposition: form-data; name="{name}"'
    if isinstance(entry.value, str):
        return charset.encoded(f"{head}\r\n\r\n{crlf(entry.value)}")
    file = entry.value
    head += f'; filename="{file.filename.translate(_ESCAPES)}"\r\nContent-Type: {file.media_type}\r\n\r\n'
    return charset.encoded(head) + file.content
