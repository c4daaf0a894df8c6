"""Sends one HTTP request and returns its response, without redirects or cookies: the part that load replaces."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TIMEOUT_SECONDS = 30.0
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it came over the wire, decompressed; header names are kept as they were sent."""

    status: int
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name; empty when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    def all(self, name: str) -> Iterable[str]:
        wanted = name.lower()
        return [value for key, value in self.headers if key.lower() == wanted]

    @property
    def media_type(self) -> str:
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        stated = CHARSET.search(self.header("Content-Type"))
        return stated[1].lower() if stated else ""


def as_meant(header: str) -> str:
    """A header arrives as Latin-1; what does not fit there was meant as UTF-8."""
    try:
        return header if header.isascii() else header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


class Transport(Protocol):
    """Sends exactly one request; whatever keeps the answer from coming is a `NoAnswer`, a certificate that is not trusted `Misuse`."""

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """The answer to one request, whatever its status."""


@dataclass(frozen=True, slots=True)
class SlowTransport:
    """Another transport over a network on which every answer takes so many seconds longer."""

    transport: Transport
    delay: float

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        time.sleep(self.delay)
        return self.transport.send(method, url, headers, body)
