"""The headers by which a browser tells where a request comes from: Referer, Origin, Sec-Fetch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import SplitResult, urldefrag, urlsplit

from scenarios.drivers.cookies import is_trustworthy
from scenarios.drivers.sites import site_of

DEFAULT_POLICY = "strict-origin-when-cross-origin"
DEFAULT_PORTS = {"http": 80, "https": 443}
SAFE_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Initiator:
    """Who starts a navigation: the page at an address with its referrer policy, or nobody (typed address).

    What was told of it before a redirect is all that is told after it: `told` is that `Referer`, and another origin on
    the way has made this one `opaque`. Not `by_hand` is where a page leads on by itself.
    """

    address: str = ""
    policy: str = DEFAULT_POLICY
    told: str | None = None
    opaque: bool = False
    by_hand: bool = True

    @property
    def origin(self) -> str:
        return origin_of(self.address) if self.address.startswith("http") else ""

    def referer_for(self, target: str) -> str:
        """What the `Referer` header says to the target; empty when it is not sent."""
        if not self.origin or self.policy == "no-referrer":
            return ""
        full = self.address.partition("#")[0] if self.told is None else self.told
        return {"full": full, "origin": full and f"{self.origin}/", "none": ""}[self._extent(target)]

    def redirected(self, before: str, after: str) -> Initiator:
        """The same, as it is known once the answer from one address has sent on to another one."""
        opaque = self.opaque or origin_of(before) != origin_of(after)
        return replace(self, told=self.referer_for(before), opaque=opaque)

    def _extent(self, target: str) -> str:
        same = self.origin == origin_of(target)
        downgrade = self.address.startswith("https:") and not is_trustworthy(urlsplit(target))
        policies = {
            "unsafe-url": "full",
            "same-origin": "full" if same else "none",
            "origin": "origin",
            "strict-origin": "none" if downgrade else "origin",
            "origin-when-cross-origin": "full" if same else "origin",
            "no-referrer-when-downgrade": "none" if downgrade else "full",
            DEFAULT_POLICY: "full" if same else "none" if downgrade else "origin",
        }
        return policies.get(self.policy, policies[DEFAULT_POLICY])

    def origin_header(self, method: str, target: str) -> str:
        """What the `Origin` header says; empty when it is not sent. A typed address sends none at all."""
        if method in SAFE_METHODS or not self.origin:
            return ""
        hidden = (
            self.opaque
            or self.policy == "no-referrer"
            or (not self.referer_for(target) and self.policy not in {"unsafe-url", "origin"})
        )
        return "null" if hidden else self.origin

    def site_of(self, target: str) -> str:
        """What `Sec-Fetch-Site` says."""
        if not self.origin:
            return "none"
        if self.origin == origin_of(target):
            return "same-origin"
        return "same-site" if site_of(self.address) == site_of(target) else "cross-site"


@lru_cache(maxsize=4096)
def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}{_port(parts)}"


def _port(parts: SplitResult) -> str:
    return "" if parts.port in {None, DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"


def is_same_page(address: str, current: str) -> bool:
    """Whether an address only points to another place on the page that is open."""
    return "#" in address and urldefrag(address).url == urldefrag(current).url


def policy_from(header: str) -> str:
    """The last policy in a `Referrer-Policy` header that browsers know."""
    known = {"no-referrer", "unsafe-url", "same-origin", "origin", "strict-origin", "origin-when-cross-origin"}
    known |= {"no-referrer-when-downgrade", DEFAULT_POLICY}
    stated = [one.strip().lower() for one in header.split(",")]
    return next((one for one in reversed(stated) if one in known), DEFAULT_POLICY)


def navigation_headers(initiator: Initiator, method: str, target: str, site: str) -> dict[str, str]:
    """The headers that follow from who navigates where; `site` is the farthest site on the way so far."""
    headers = {"Referer": initiator.referer_for(target), "Origin": initiator.origin_header(method, target)}
    if is_trustworthy(urlsplit(target)):
        headers |= {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}
        headers |= {"Sec-Fetch-Dest": "document", "Sec-Fetch-User": "?1" if initiator.by_hand else ""}
    return {name: value for name, value in headers.items() if value}
