"""Addresses as they travel: what cannot stand in one is percent-encoded, the rest is left as browsers leave it."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from scenarios.errors import TargetWrong

if TYPE_CHECKING:
    from scenarios.drivers.charsets import Charset

SAFE_IN_PATHS = "!$%&'()*+,/:;=@[]|~\\"
SAFE_IN_QUERIES = "!$%&()*+,/:;=?@[\\]^`{|}~"
SAFE_IN_FRAGMENTS = "!#$%&'()*+,/:;=?@[\\]^{|}~"
LONGEST_LABEL = 63


@lru_cache(maxsize=4096)
def sendable(address: str) -> str:
    """The address as it travels; one that no browser can fetch is a `TargetWrong`."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        place = _place(parts)
    except ValueError as problem:
        raise TargetWrong(f"expected an address that can be fetched, found {address!r}: {problem}") from problem
    if not known:
        raise TargetWrong(f"expected an address that can be fetched, found {address!r}")
    return parts._replace(
        netloc=place,
        path=quote(parts.path, safe=SAFE_IN_PATHS) or "/",
        query=quote(parts.query, safe=SAFE_IN_QUERIES),
        fragment=quote(parts.fragment, safe=SAFE_IN_FRAGMENTS),
    ).geturl()


def in_charset(address: str, charset: Charset) -> str:
    """The address with its question in the charset of the page that it stands on."""
    if address.isascii():
        return address
    head, mark, rest = address.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    encoded = "".join(one if one.isascii() else _in_query(charset.encoded(one)) for one in query)
    return f"{head}{mark}{encoded}{hash_mark}{fragment}"


def _in_query(encoded: bytes) -> str:
    """One character; a numeric reference must not look like the end of what it stands in."""
    return quote(encoded, safe="" if encoded.startswith(b"&#") else SAFE_IN_QUERIES)


@lru_cache(maxsize=1024)
def authorization_in(address: str) -> str:
    """What the `Authorization` header says for an address with a name and a password in it; else empty."""
    parts = urlsplit(address)
    if parts.username is None and parts.password is None:
        return ""
    known = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(known.encode()).decode()}"


def without_authorization(address: str) -> str:
    before, at, after = address.partition("@")
    return f"{before.partition('://')[0]}://{after}" if at else address


def _place(parts: SplitResult) -> str:
    """Host and port, with whom they are asked for; a host beyond ASCII travels as resolvers know it."""
    who, at, _ = parts.netloc.rpartition("@")
    host = (
        (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname or ""
    )
    if not all(1 <= len(label) <= LONGEST_LABEL for label in host.removesuffix(".").split(".")):
        raise ValueError(f"a part of its host has no characters, or more than {LONGEST_LABEL}")
    if any(character in host for character in ' <>"%^|`{}'):
        raise ValueError("its host has a character that hosts cannot have")
    shown = f"[{host}]" if ":" in host else host
    return f"{who}{at}{shown}" + (f":{parts.port}" if parts.port else "")
