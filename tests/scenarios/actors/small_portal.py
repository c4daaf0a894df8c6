"""A portal made of a few fixed pages, and people whose hands work at it over HTTP without any network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from scenarios.actors.actor import How
from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Response
from scenarios.target import Target

PORTAL = "http://portal.example/exam"
HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass
class SmallPortal:
    """Answers a path with its page, a POST with the page that ``after`` has for the path, and keeps what it was asked."""

    pages: Mapping[str, str]
    after: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002
        path = url.removeprefix(PORTAL)
        self.asked.append(f"{method} {path}")
        known = self.after if method == "POST" else self.pages
        return Response(200 if path in known else 404, url, (HTML,), known.get(path, "<h1>无此页面</h1>").encode())

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  all hands are of one kind
        return HttpDriver(self)

    def kind(self, how: How) -> str:  # noqa: ARG002
        return "http"


def a_target(*capabilities: str, **paths: str) -> Target:
    """A target at the small portal's address, which lies below a path of its host."""
    assert urlsplit(PORTAL).path
    return Target(
        "small",
        addresses=MappingProxyType({"portal": PORTAL}),
        capabilities=frozenset(capabilities),
        paths=MappingProxyType(paths),
        refusals=MappingProxyType({"id-taken": ("该证件号码已注册",)}),
    )


def a_form(heading: str, *fields: str, button: str, says: str = "", to: str = "") -> str:
    """A page with one form of text fields."""
    alert = f'<p role="alert">{says}</p>' if says else ""
    inputs = "".join(
        f'<label for="f{n}">{label}</label><input id="f{n}" name="f{n}">' for n, label in enumerate(fields)
    )
    action = f' action="{PORTAL}{to}"' if to else ""
    return f'<h1>{heading}</h1>{alert}<form method="post"{action}>{inputs}<button>{button}</button></form>'
