"""The portal, or its database, is killed in the middle of a crowd: nothing that was acknowledged is lost, nothing is there twice."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path
from threading import Lock

import pytest

from scenarios.actors import Candidate
from scenarios.drivers.kept import KeptConnections
from scenarios.drivers.transport import Response
from scenarios.errors import NotOnPage, TargetWrong
from scenarios.launch import Running, start
from scenarios.load.ledger import Act, Reconciliation
from scenarios.page import Page
from scenarios.target import load_target
from tests.mock_portal.postgres import SURE, Server, a_server
from tests.scenarios.load.ledger.crowd import Crowd

SEED, CANDIDATES, AT_ONCE = 41, 8, 4
ROUNDS = 2  # of submitting and withdrawing, each
STRIKES = frozenset({15, 35, 55})  # before which requests of the crowd somebody strikes; payments make some 80 in all


@dataclass(slots=True)
class Struck:
    """A wire on which, once it is armed, something happens just before certain requests are sent."""

    strike: Callable[[], None]
    armed: bool = False
    struck: int = 0
    wire: KeptConnections = field(default_factory=KeptConnections)
    numbers: "count[int]" = field(default_factory=count)
    gate: Lock = field(default_factory=Lock)

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        with self.gate:  # who is under way is struck, who comes after waits until it is over
            if self.armed and next(self.numbers) in STRIKES:
                self.strike()
                self.struck += 1
        return self.wire.send(method, url, headers, body)


@contextmanager
def serving(folder: Path, database: str) -> Iterator[Running]:
    """The reference portal on a store."""
    target = load_target("reference")
    running = start(replace(target, start=(*(target.start or ()), "--database", database)), folder / "portal.log")
    try:
        running.at_its_addresses()
        yield running
    finally:
        running.dismiss()
        running.wait()


@pytest.fixture(scope="module")
def sure_server() -> Iterator[Server]:
    """A PostgreSQL that keeps what it has committed."""
    with a_server(SURE) as server:
        yield server


@dataclass(frozen=True, slots=True)
class Stricken:
    """A crowd on a portal, and the wire on which something happens to them."""

    crowd: Crowd
    wire: Struck

    def candidates(self, ready: Callable[[Candidate], object]) -> list[Candidate]:
        """The crowd, each of it ready to play."""
        candidates = self.crowd.candidates(*range(CANDIDATES))
        for candidate in candidates:
            ready(candidate)
        return candidates


@pytest.fixture(
    params=[
        "portal-on-sqlite",
        pytest.param("portal-on-postgresql", marks=pytest.mark.postgres),
        pytest.param("postgresql", marks=pytest.mark.postgres),
    ]
)
def stricken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stricken]:
    """Each of what can be killed: the portal on either store, and the database."""
    if request.param == "portal-on-sqlite":
        server, database = None, f"sqlite:///{tmp_path / 'portal.sqlite'}"
    else:
        server = request.getfixturevalue("sure_server")
        database = server.new_database()
    with serving(tmp_path, database) as running:
        kills_portal = partial(os.kill, running.process.pid, signal.SIGUSR1)
        wire = Struck(server.crashes if server and request.param == "postgresql" else kills_portal)
        yield Stricken(Crowd(running.at_its_addresses(), tmp_path, SEED, wire=wire), wire)


def try_to(*acts: Callable[[], object]) -> None:
    """Do one after the other, whatever comes of it: who is struck meets an error, and who is lucky does not."""
    for act in acts:
        with suppress(TargetWrong):
            act()


def submits_and_withdraws(candidate: Candidate) -> None:
    rounds = (candidate.submits_again, candidate.prints, candidate.withdraws) * ROUNDS
    try_to(*rounds, candidate.submits_again, candidate.prints)


def pays(candidate: Candidate) -> None:
    try_to(candidate.checks_out, candidate.pays_at_platform, candidate.returns_to_portal, candidate.pays)


def asks_until_answered(candidate: Candidate) -> None:
    """刷新缴费状态, again where 系统繁忙 is the answer, as after a database that was killed; who has no order has no button."""
    for _ in range(CANDIDATES):
        page: Page | None
        try:
            page = candidate.refreshes_payment().page
        except NotOnPage as problem:
            page = problem.page
        if page is not None and page.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return


def plays(wire: Struck, candidates: list[Candidate], journey: Callable[[Candidate], object]) -> int:
    """Let all play at once, while the wire strikes; gives how often it did."""
    wire.armed = True
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(journey, candidates))
    wire.armed = False
    return wire.struck


def is_whole(found: Reconciliation) -> bool:
    """Whether everything was found, and every unknown outcome is known now."""
    unresolved = sum(outcome.unresolved for outcome in found.unknown.values())
    return not found.discrepancies and not unresolved and found.records == CANDIDATES


def test_submissions_outlive_what_is_killed(stricken: Stricken) -> None:
    candidates = stricken.candidates(Candidate.fills_in_everything)
    assert plays(stricken.wire, candidates, submits_and_withdraws) == len(STRIKES)
    found = stricken.crowd.reconciled()
    assert found.discrepancies == []
    assert is_whole(found)
    assert found.acknowledged[Act.SUBMIT] > CANDIDATES


def test_payments_outlive_what_is_killed(stricken: Stricken) -> None:
    candidates = stricken.candidates(Candidate.submits)
    stricken.crowd.approves(*candidates)
    assert plays(stricken.wire, candidates, pays) == len(STRIKES)
    for candidate in candidates:
        asks_until_answered(candidate)
    found = stricken.crowd.reconciled()
    assert found.discrepancies == []
    assert is_whole(found)
    assert found.acknowledged[Act.PAY] > 0
