"""Section journey: what a request costs the portal on average, over a candidate's whole way, on both kinds of store."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from scenarios.areas import AREAS, AreaType
from scenarios.cast import People, Staff
from scenarios.control import set_stage
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.kept import KeptConnections
from scenarios.drivers.transport import Response
from scenarios.story import Story
from scenarios.target import Target
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.journey import OneKind, a_portal_of_its_own
from tests.benchmarks.portal import Client, cpu_of, hello
from tests.benchmarks.servers import Worker, serving
from tests.mock_portal.postgres import a_server

ROUNDS = 7
JOURNEYS, GREETINGS = 4, 400
AT_MOST = {"SQLite": 5.0, "PostgreSQL": 6.0}
AREA = AREAS[AreaType.ONLINE_PAY]
NUMBERS = count(1)


class Weighed:
    """A wire that counts a candidate's requests, and what the portal spent while they were answered."""

    def __init__(self, portal: str, worker: Worker) -> None:
        self._wire = KeptConnections()
        self._portal = portal
        self._worker = worker
        self.requests = 0
        self.cpu_seconds = 0.0

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """One request; what the platform asks of the portal meanwhile counts as the portal's work, not as a request."""
        before = self._worker.cpu_seconds()
        answer = self._wire.send(method, url, headers, body)
        self.cpu_seconds += self._worker.cpu_seconds() - before
        self.requests += url.startswith(self._portal)
        return answer

    def close(self) -> None:
        """Hang up."""
        self._wire.close()


def plays(target: Target, wire: Weighed) -> None:
    """Registration, basic information, all pages, materials, submission, payment; desks and clock act on another wire."""
    key, story, behind = f"average/{next(NUMBERS)}", Story(), KeptConnections()
    stage = set_stage(target, key, [AREA])
    newcomer = People(key, target, stage, story, OneKind("http", lambda: HttpDriver(wire), story), AREA).newcomer()
    staff = Staff(stage, target, story, OneKind("http", lambda: HttpDriver(behind), story), AREA)
    newcomer.gets_ready()
    assert newcomer.submits().accepted
    for desk in (staff.institution(), staff.site(), staff.exam_area()):
        assert desk.passes(newcomer.profile.name).accepted
    stage.travels_to(stage.calendar.payment.noon)
    assert newcomer.pays().accepted
    assert newcomer.sees_flow().shows("paid")
    behind.close()


def per_request(target: Target, worker: Worker, journeys: int) -> float:
    """CPU seconds of the portal for each of a candidate's requests."""
    wire = Weighed(target.addresses["portal"], worker)
    for _ in range(journeys):
        plays(target, wire)
    wire.close()
    return wire.cpu_seconds / wire.requests


def worker_of(pid: int) -> Worker:
    """The one worker of the portal: the first process that was started below it has it as its only child."""
    return Worker(child_of(child_of(pid)), port=0)


def child_of(pid: int) -> int:
    """The child of a process that was started first."""
    return min(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))


def figures(told: Callable[[str], None], *, rounds: int = ROUNDS, journeys: int = JOURNEYS) -> list[Figure]:
    """Whole journeys against "hello", by the CPU that the server spends on them."""
    with ExitStack() as stack:
        bare = stack.enter_context(serving(hello))
        greeting = Client(bare.port)
        databases = {"SQLite": "", "PostgreSQL": stack.enter_context(a_server()).new_database()}
        ways = {"hello": lambda: 1000 * cpu_of(bare, lambda: greeting.get("/"), GREETINGS)}
        for store, database in databases.items():
            target, pid = stack.enter_context(a_portal_of_its_own(processes=1, database=database))
            worker = worker_of(pid)
            per_request(target, worker, 1)
            ways[store] = lambda target=target, worker=worker: 1000 * per_request(target, worker, journeys)  # type: ignore[misc]
        costs = in_turns(rounds, ways, lambda words: told(f"journey, CPU ms per request, {words}"))
    return [
        Figure(
            "journey",
            f"a request of a whole journey on {store}, on average, against a bare Flask hello",
            shares(costs[store], costs["hello"]),
            goal,
            note=f"{sorted(costs[store])[rounds // 2]:.2f} ms of CPU against {sorted(costs['hello'])[rounds // 2]:.2f}",
        )
        for store, goal in AT_MOST.items()
    ]
