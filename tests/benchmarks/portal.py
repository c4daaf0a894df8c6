"""Section portal: requests per second on one core, as a share of a bare Flask "hello" on the same server."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from mock_portal.app import create_app
from mock_portal.domain.case import SavedPage
from mock_portal.domain.terms import Page
from mock_portal.portal import Portal, real_time
from mock_portal.store.sessions import begin_session
from mock_portal.web.policy import SessionPolicy
from mock_portal.web.visits import CANDIDATE_COOKIE
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.servers import Worker, serving
from tests.mock_portal.world import (
    MID_REGISTRATION,
    Filled,
    a_filled_enrollment,
    a_portal,
    a_project,
    an_account,
    an_area,
    filled_pages,
)

ROUNDS = 7
REQUESTS = 400
WARM_UP = 100
OK, SEE_OTHER = 200, 303
GOALS: dict[str, float | None] = {
    "flow page": 0.30,
    "form page of ten fields, identity": 0.20,
    "page submit with commit": 0.20,
    "form page, specialty": None,  # with its drop-down of more than a hundred specialties it is no page of ten fields
}


def hello() -> Flask:
    """The smallest Flask application there is."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "hello")
    app.add_url_rule("/health", "health", lambda: "ok")
    return app


class Client:
    """One person's browser on one kept connection: no scripts, no cache, nothing but requests."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self._wire = HTTPConnection("127.0.0.1", port)
        self._headers = headers or {}

    def get(self, address: str, expected: int = OK) -> None:
        """Open a page."""
        self._send("GET", address, None, expected)

    def post(self, address: str, fields: list[tuple[str, str]]) -> None:
        """Send a form that is accepted."""
        self._send("POST", address, urlencode(fields), SEE_OTHER)

    def _send(self, method: str, address: str, body: str | None, expected: int) -> None:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self._wire.request(method, address, body, self._headers | kind)
        answer = self._wire.getresponse()
        content = answer.read()
        assert answer.status == expected, f"expected {expected} at {address}, found {answer.status}: {content[:2000]!r}"


class Candidate:
    """A signed-in candidate in mid-registration whose pages are all filled in."""

    def __init__(self, portal: Portal, filled: Filled, port: int) -> None:
        token = secrets.token_urlsafe(24)
        with portal.writing() as tx:
            begin_session(tx, token, real_time(), account_id=filled.person.id)
        self._csrf = SessionPolicy().csrf_token(portal.settings.secret, token)
        self._client = Client(port, {"Cookie": f"{CANDIDATE_COOKIE}={token}"})
        self._home = f"/enrollment/{filled.project_id}/"
        self._owner = f"candidate-{filled.person.id}"
        self._pages = filled_pages(an_area(), an_area().cities[0].name)
        self._revisions = count(1)

    def sees_flow(self) -> None:
        """The flow page."""
        self._client.get(self._home)

    def opens(self, page: Page) -> None:
        """A form page as saved."""
        self._client.get(f"{self._home}pages/{page}")

    def saves_identity(self) -> None:
        """The identity page once more, as it stands, on the revision that it has by now."""
        fields = [("csrf", self._csrf), ("owner", self._owner), ("page_revision", str(next(self._revisions)))]
        self._client.post(f"{self._home}pages/{Page.IDENTITY}", fields + list(_sent(self._pages[Page.IDENTITY])))


def _sent(saved: SavedPage) -> Iterator[tuple[str, str]]:
    for name, value in saved.values.items():
        yield from ((name, each) for each in ([value] if isinstance(value, str) else value))


@contextmanager
def a_served_portal(folder: Path) -> Iterator[tuple[Worker, Candidate]]:
    """The portal in one process, with one candidate in mid-registration in it."""
    portal = a_portal(folder, clock=None)
    person = an_account(portal)
    project = a_project(portal, admitted=[person], clock_offset=MID_REGISTRATION - real_time())
    filled = a_filled_enrollment(portal, project, person)
    portal.store.close()
    with serving(lambda: create_app(portal.settings)) as worker:
        yield worker, Candidate(portal, filled, worker.port)


def cpu_of(worker: Worker, request: Callable[[], None], requests: int) -> float:
    """CPU seconds of the server per request."""
    before = worker.cpu_seconds()
    for _ in range(requests):
        request()
    return (worker.cpu_seconds() - before) / requests


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS, requests: int = REQUESTS) -> list[Figure]:
    """Each kind of request against "hello", by the CPU that the server spends on it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        bare = stack.enter_context(serving(hello))
        worker, candidate = stack.enter_context(a_served_portal(folder))
        greeting = Client(bare.port)
        requested: dict[str, tuple[Worker, Callable[[], None]]] = {
            "hello": (bare, lambda: greeting.get("/")),
            "flow page": (worker, candidate.sees_flow),
            "form page of ten fields, identity": (worker, lambda: candidate.opens(Page.IDENTITY)),
            "form page, specialty": (worker, lambda: candidate.opens(Page.SPECIALTY)),
            "page submit with commit": (worker, candidate.saves_identity),
        }
        for server, request in requested.values():
            cpu_of(server, request, WARM_UP)
        costs = in_turns(
            rounds,
            {
                name: (lambda server=server, request=request: 1000 * cpu_of(server, request, requests))  # type: ignore[misc]
                for name, (server, request) in requested.items()
            },
            lambda words: told(f"portal, CPU ms per request, {words}"),
        )
    return [
        Figure(
            "portal",
            f"{name}: requests per second on one core, share of a bare Flask hello",
            shares(costs["hello"], costs[name]),
            GOALS[name],
            at_least=True,
            note=f"{sorted(costs[name])[rounds // 2]:.2f} ms of CPU against {sorted(costs['hello'])[rounds // 2]:.2f}",
        )
        for name in GOALS
    ]
