"""One crafted request after the other with one set of cookies, and what was answered, to the byte."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from scenarios.actors.outcome import Outcome, Said, complaints_on
from scenarios.drivers.charsets import decoded
from scenarios.drivers.cookies import Cookie, CookieJar
from scenarios.drivers.navigation import SAFE_METHODS, Initiator
from scenarios.drivers.session import REDIRECTS
from scenarios.drivers.submission import Submission
from scenarios.drivers.transport import Response, Transport
from scenarios.page import Page, read_page
from scenarios.page.page import BLANK
from scenarios.page.wording import AS_THE_GUIDE, Wording
from scenarios.target import Target

LONGEST_WAY = 5
DOORS = ("sign_in", "desk_sign_in")


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The very first response to a request, and the page at the end of its redirects within the portal."""

    first: Response
    page: Page
    target: Target
    cookies: tuple[Cookie, ...] = ()  # what the session holds afterwards

    @property
    def status(self) -> int:
        """The status of the first response."""
        return self.first.status

    @property
    def body(self) -> bytes:
        """The bytes of the first response."""
        return self.first.body

    @property
    def leads_to(self) -> str:
        """Where the first response redirects to, as a browser reads it; empty if it does not."""
        location = self.header("Location") if self.status in REDIRECTS else ""
        return urljoin(self.first.url, location.replace("\\", "/")) if location else ""

    @property
    def leads_away(self) -> bool:
        """Whether it redirects to somewhere else than the portal."""
        return bool(self.leads_to) and origin(self.leads_to) != origin(self.target.origin("portal"))

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether it leads to a door instead of answering, or is one itself."""
        doors = {urlsplit(self.target.address(door)).path for door in DOORS if door in self.target.paths}
        is_door = self.page.has_field("密码") and self.page.has_button("登录")
        return urlsplit(self.leads_to).path in doors or (not self.leads_to and is_door)

    @property
    def denied(self) -> bool:
        """Whether the portal said no in one of the ways that are no accident."""
        return 400 <= self.status < 500 or self.asks_to_sign_in or bool(self.page.alerts)  # noqa: PLR2004  HTTP

    @property
    def broke(self) -> bool:
        """Whether the portal met with an accident."""
        return max(self.status, self.page.status) >= 500  # noqa: PLR2004  HTTP

    @property
    def accepted(self) -> bool:
        """Whether nothing says no."""
        return not self.denied and not self.broke

    def refused_because(self, refusal: str) -> Said:
        """Whether the page at the end says no in words that the target file knows as ``refusal``."""
        return Outcome(self.page, self.target).refused_because(refusal)

    def header(self, name: str) -> str:
        """A header of the first response, empty if there is none."""
        return self.first.header(name)

    def __repr__(self) -> str:
        said = " / ".join(complaints_on(self.page)) or self.page.heading or self.first.media_type
        return f"<answered {self.status} {self.leads_to}: {said}>"


@dataclass(slots=True)
class Exchange:
    """Sends requests as they are; redirects are followed within the portal only, so that nothing else is ever asked."""

    wire: Transport
    target: Target
    headers: Mapping[str, str] = field(default_factory=dict)
    jar: CookieJar = field(default_factory=CookieJar)

    def answer(self, request: Submission, initiator: Initiator) -> Answer:
        """What this request is answered; ``initiator`` decides which cookies SameSite lets travel."""
        first = last = self._send(request, initiator)
        for _ in range(LONGEST_WAY):
            there = urljoin(last.url, last.header("Location"))
            if last.status not in REDIRECTS or origin(there) != origin(self.target.origin("portal")):
                break
            last = self._send(Submission("GET", there), initiator)
        return Answer(first, page_of(last, self.target.says), self.target, self.jar.kept())

    def _send(self, request: Submission, initiator: Initiator) -> Response:
        crossing = initiator.site_of(request.address) == "cross-site"
        given = {
            "Cookie": self.jar.header(request.address, cross_site=crossing, safe=request.method in SAFE_METHODS),
            "Origin": initiator.origin_header(request.method, request.address),
            "Content-Type": request.content_type,
        }
        sent = {name: value for name, value in given.items() if value} | dict(self.headers)
        response = self.wire.send(request.method, request.address, sent, request.body)
        for line in response.all("Set-Cookie"):
            self.jar.receive(line, request.address)
        return response


def jar_of(cookies: Iterable[Cookie]) -> CookieJar:
    """A jar that begins with these cookies."""
    jar = CookieJar()
    jar.add(cookies)
    return jar


def origin(address: str) -> tuple[str, str]:
    """What tells one site from another."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def page_of(response: Response, wording: Wording = AS_THE_GUIDE) -> Page:
    """The page in a response, and a blank one for a file."""
    if response.media_type and not response.media_type.startswith("text/"):
        return replace(BLANK, address=response.url, status=response.status)
    return read_page(decoded(response), response.url, response.status, wording=wording)
