"""Cookies as browsers keep and send them: per host and path, never per port."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from scenarios.drivers.sites import is_ip, is_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

AGE = re.compile(r"-?[0-9]+")
MOST_DIGITS = 12  # of an age: nobody waits longer
LONGEST_AGE = 400 * 24 * 60 * 60  # seconds for which browsers keep a cookie at most
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - compared with a date of Greenwich without saying so


class SameSite(StrEnum):
    """On which requests between sites a cookie travels; a missing word counts as Lax.

    Chromium lets such a cookie go along with a POST from another site for its first two minutes; a portal that
    relies on it works by chance, so that this is not followed here.
    """

    STRICT = "Strict"
    LAX = "Lax"
    NONE = "None"


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie; `domain` begins with a dot when it is sent to subdomains too, `expires` is in epoch seconds."""

    name: str
    value: str
    domain: str
    path: str = "/"
    expires: float | None = None
    secure: bool = False
    http_only: bool = False
    same_site: SameSite = SameSite.LAX

    @property
    def key(self) -> tuple[str, str, str]:
        return self.domain, self.path, self.name


class CookieJar:
    """The cookies of one session."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._cookies: dict[tuple[str, str, str], Cookie] = {}

    def __iter__(self) -> Iterator[Cookie]:
        return iter(self.kept())

    def kept(self) -> tuple[Cookie, ...]:
        """The cookies that have not expired."""
        now = self._now()
        return tuple(one for one in self._cookies.values() if one.expires is None or one.expires > now)

    def add(self, cookies: Iterable[Cookie]) -> None:
        self._cookies.update((cookie.key, cookie) for cookie in cookies)

    def receive(self, set_cookie: str, address: str) -> None:
        """Keeps, replaces or drops a cookie as one `Set-Cookie` header from this address says."""
        cookie = parse_cookie(set_cookie, urlsplit(address), self._now())
        if cookie is None:
            return
        self._cookies.pop(cookie.key, None)
        if cookie.expires is None or cookie.expires > self._now():
            self._cookies[cookie.key] = cookie

    def header(self, address: str, *, cross_site: bool = False, safe: bool = True) -> str:
        """The `Cookie` header of a navigation; `safe` is false for methods that change things."""
        if not self._cookies:
            return ""
        target = urlsplit(address)
        sent = [one for one in self.kept() if _fits(one, target) and _may_cross(one, cross_site, safe)]
        sent.sort(key=lambda one: -len(one.path))
        return "; ".join(f"{one.name}={one.value}" if one.name else one.value for one in sent)


def parse_cookie(set_cookie: str, origin: SplitResult, now: float) -> Cookie | None:
    """The cookie that a header sets, or None when a browser would ignore it; an expired one means removal."""
    pair, *rest = set_cookie.split(";")
    name, equals, value = pair.partition("=")
    name, value = (name.strip(), value.strip()) if equals else ("", pair.strip())
    attributes = {key.strip().lower(): held.strip() for key, _, held in (one.partition("=") for one in rest)}
    host = (origin.hostname or "").lower()
    domain = _domain(attributes.get("domain", ""), host)
    cookie = Cookie(
        name=name,
        value=value,
        domain=domain or "",
        path=_path(attributes.get("path", ""), origin.path),
        expires=_expiry(attributes, now),
        secure="secure" in attributes,
        http_only="httponly" in attributes,
        same_site=_same_site(attributes.get("samesite", "")),
    )
    refused = domain is None or not (name or value) or _is_insecure(cookie, origin)
    return None if refused or _breaks_prefix(cookie) else cookie


def _domain(stated: str, host: str) -> str | None:
    """The host itself, a dotted domain that covers it, or None when the host may not set it."""
    wanted = stated.lstrip(".").lower()
    if not wanted:
        return host
    if is_ip(host):
        return host if wanted == host else None
    covers = host == wanted or host.endswith(f".{wanted}")
    if wanted == host and is_suffix(host):
        return host
    return f".{wanted}" if covers and not is_suffix(wanted) else None


def _path(stated: str, request_path: str) -> str:
    if stated.startswith("/"):
        return stated
    return request_path.rpartition("/")[0] or "/"


def _expiry(attributes: dict[str, str], now: float) -> float | None:
    age = attributes.get("max-age", "")
    if AGE.fullmatch(age):
        return (
            now + min(int(age[:MOST_DIGITS]), LONGEST_AGE)
            if not age.startswith("-") and int(age[:MOST_DIGITS])
            else 0.0
        )
    try:
        at = parsedate_to_datetime(attributes["expires"])
    except (KeyError, ValueError, OverflowError):
        return None
    # Browsers read every date as one of Greenwich; no calendar's arithmetic is asked, which ends at both ends of time.
    return (at.replace(tzinfo=None) - EPOCH).total_seconds()


def _same_site(stated: str) -> SameSite:
    return next((one for one in SameSite if one.lower() == stated.lower()), SameSite.LAX)


def _is_insecure(cookie: Cookie, origin: SplitResult) -> bool:
    if cookie.same_site is SameSite.NONE and not cookie.secure:
        return True
    return cookie.secure and not is_trustworthy(origin)


def _breaks_prefix(cookie: Cookie) -> bool:
    if cookie.name.startswith("__Host-"):
        return not cookie.secure or cookie.path != "/" or cookie.domain.startswith(".")
    return cookie.name.startswith("__Secure-") and not cookie.secure


def _fits(cookie: Cookie, target: SplitResult) -> bool:
    host = (target.hostname or "").lower()
    if not (host == cookie.domain or (cookie.domain.startswith(".") and f".{host}".endswith(cookie.domain))):
        return False
    if cookie.secure and not is_trustworthy(target):
        return False
    path = target.path or "/"
    if not path.startswith(cookie.path):
        return False
    return path == cookie.path or cookie.path.endswith("/") or path[len(cookie.path)] == "/"


def _may_cross(cookie: Cookie, cross_site: bool, safe: bool) -> bool:  # noqa: FBT001 - a rule of two facts
    if not cross_site or cookie.same_site is SameSite.NONE:
        return True
    return safe and cookie.same_site is SameSite.LAX


@lru_cache(maxsize=4096)
def is_trustworthy(target: SplitResult) -> bool:
    """Whether browsers treat an address as secure: HTTPS, or this very machine."""
    host = target.hostname or ""
    return target.scheme == "https" or host == "localhost" or host.endswith(".localhost") or _is_loopback(host)


def _is_loopback(host: str) -> bool:
    return is_ip(host) and ip_address(host).is_loopback
