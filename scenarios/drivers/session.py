"""Cookies, redirects and headers of one person's browser, over any transport."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scenarios.drivers.addresses import authorization_in, sendable, without_authorization
from scenarios.drivers.cookies import CookieJar
from scenarios.drivers.navigation import SAFE_METHODS, Initiator, navigation_headers, origin_of
from scenarios.drivers.submission import Submission
from scenarios.drivers.transport import Response, Transport, as_meant
from scenarios.errors import NoAnswer
from scenarios.page.addresses import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 20
SITES = ("none", "same-origin", "same-site", "cross-site")

DEFAULT_HEADERS: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) EnrollmentRehearsal/1.0 (without scripts)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
    "Upgrade-Insecure-Requests": "1",
}


class Session:
    """One person's connection to the world: keeps cookies, follows redirects."""

    def __init__(self, transport: Transport, headers: Mapping[str, str]) -> None:
        self.cookies = CookieJar()
        self._authorizations: dict[str, str] = {}
        self._transport = transport
        self._headers = {**DEFAULT_HEADERS, **headers}

    def fetch(self, request: Submission, initiator: Initiator, extra: Mapping[str, str] | None = None) -> Response:
        """The answer at the end of all redirects; its `url` is the address that the page then has."""
        site = SITES[0]
        request = self._ready(request)
        for _ in range(MOST_REDIRECTS + 1):
            site = max(site, initiator.site_of(request.address), key=SITES.index)
            response = self._exchange(request, initiator, site, extra or {})
            location = response.header("Location")
            if response.status not in REDIRECTS or not location:
                return response
            before, request = request.address, self._ready(_redirected(request, response, location))
            initiator = initiator.redirected(before, request.address)
        raise NoAnswer(
            f"expected a page after at most {MOST_REDIRECTS} redirects, found another one to {request.address}"
        )

    def _ready(self, request: Submission) -> Submission:
        """The request as it travels; who its address says one is, is told to that origin from then on."""
        address = sendable(request.address)
        if "@" in address:
            authorization = authorization_in(address)
            address = without_authorization(address) if authorization else address
            self._authorizations |= {origin_of(address): authorization} if authorization else {}
        return request if address == request.address else replace(request, address=address)

    def _exchange(self, request: Submission, initiator: Initiator, site: str, extra: Mapping[str, str]) -> Response:
        address, fragment = urldefrag(request.address)
        headers = self._headers | navigation_headers(initiator, request.method, address, site) | dict(extra)
        # Cookies ask who started this and where it goes; which sites redirects led over is nothing to them.
        crossing, safe = initiator.site_of(address) == SITES[-1], request.method in SAFE_METHODS
        cookies = self.cookies.header(address, cross_site=crossing, safe=safe)
        if cookies:
            headers["Cookie"] = cookies
        if self._authorizations and origin_of(address) in self._authorizations:
            headers["Authorization"] = self._authorizations[origin_of(address)]
        if request.body is not None:
            headers["Content-Type"] = request.content_type
        response = self._transport.send(request.method, address, headers, request.body)
        for line in response.all("Set-Cookie"):
            self.cookies.receive(line, address)
        shown = f"{address}#{fragment}" if fragment else address
        return Response(response.status, shown, response.headers, response.body)


def _redirected(request: Submission, response: Response, location: str) -> Submission:
    """The next request: 303, and in practice 301 and 302, turn a POST into a GET; 307 and 308 repeat it."""
    address = joined(response.url, as_meant(location))
    fragment = urldefrag(response.url).fragment
    if fragment and "#" not in address:
        address = f"{address}#{fragment}"
    if response.status in {307, 308} or request.method in SAFE_METHODS:
        return Submission(request.method, address, request.content_type, request.body)
    return Submission("GET", address)
