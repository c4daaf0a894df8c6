"""Section generator: what playing a candidate costs the process that plays, next to a plain script that reads the same pages."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from typing import Any

import requests
from bs4 import BeautifulSoup
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from scenarios.actors import Candidate
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.kept import KeptConnections
from scenarios.drivers.transport import Response, Transport
from scenarios.story import Story
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.journey import AREA, OneKind, a_newcomer, a_portal_of_its_own, plays

ROUNDS = 7
GOAL = 0.2  # of requests and BeautifulSoup


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of the journey with its answer."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None
    answer: Response


@dataclass(slots=True)
class Recorder:
    """A transport that keeps what went over it."""

    wire: Transport
    kept: list[Exchange] = field(default_factory=list)

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """As over the wire."""
        answer = self.wire.send(method, url, headers, body)
        self.kept.append(Exchange(method, dict(headers), body, answer))
        return answer


class Replay:
    """A transport without a network: the same answers in the same order."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self._exchanges = iter(exchanges)

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002  any
        """The next answer.

        Raises:
            AssertionError: this is not the next request.
        """
        answer = next(self._exchanges).answer
        assert answer.url == url, f"expected a request to {answer.url}, found one to {url}"
        return answer


class ReplayAdapter(BaseAdapter):
    """The same for requests."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        super().__init__()
        self._exchanges = iter(exchanges)

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """The next answer."""
        answer = next(self._exchanges).answer
        response = requests.Response()
        response.status_code, response.url, response.request = answer.status, answer.url, request
        response.headers.update(answer.headers)
        response.raw = HTTPResponse(BytesIO(answer.body), preload_content=False)
        return response

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One journey as it was played on the reference portal, and whose it was."""

    candidate: Candidate
    exchanges: list[Exchange]

    def by_the_harness(self) -> None:
        """Play it: every page is read, every form filled in from what the page holds, files made and read."""
        wire, story = Replay(self.exchanges), Story()
        candidate = Candidate(
            self.candidate.profile, self.candidate.target, story, OneKind("http", lambda: HttpDriver(wire), story)
        )
        candidate.lives_in(AREA)
        candidate.project = self.candidate.project
        plays(candidate)

    def by_a_plain_script(self) -> None:
        """Send the same with requests, and take the forms of every page with BeautifulSoup; nothing is made or checked."""
        with requests.Session() as session:
            session.mount("http://", ReplayAdapter(self.exchanges))
            for one in self.exchanges:
                answer = session.request(
                    one.method, one.answer.url, data=one.body, headers=one.headers, allow_redirects=False
                )
                if one.answer.media_type == "text/html":
                    forms_of(answer.text)


def forms_of(html: str) -> list[dict[str, str]]:
    """What each form would send as it stands, the way such scripts are written."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        {
            str(held["name"]): str(held.get("value", ""))
            for held in form.find_all(["input", "select"], attrs={"name": True})
        }
        for form in soup.find_all("form")
    ]


def recorded() -> Recorded:
    """One journey, played on a portal that is stopped afterwards."""
    with a_portal_of_its_own(processes=1) as (target, _):
        wire = KeptConnections()
        recorder = Recorder(wire)
        candidate = a_newcomer(target, "http", lambda: HttpDriver(recorder))
        plays(candidate)
        wire.close()
    return Recorded(candidate, recorder.kept)


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS) -> list[Figure]:
    """CPU per request without the network, which is the transport's."""
    journey = recorded()
    number = len(journey.exchanges)
    ways = {"harness": weighed(journey.by_the_harness, number), "plain": weighed(journey.by_a_plain_script, number)}
    for play in ways.values():
        play()
    costs = in_turns(rounds, ways, lambda words: told(f"generator, milliseconds of CPU per request, {words}"))
    return [
        Figure(
            "generator",
            f"a journey of {number} requests, network left out, against requests and BeautifulSoup: CPU per request",
            shares(costs["harness"], costs["plain"]),
            GOAL,
            note=f"{median(costs['harness']):.2f} ms of CPU against {median(costs['plain']):.2f}",
        )
    ]


def weighed(play: Callable[[], None], number: int) -> Callable[[], float]:
    """Milliseconds of this process's CPU per request."""

    def played() -> float:
        before = time.process_time()
        play()
        return (time.process_time() - before) / number * 1000

    return played
