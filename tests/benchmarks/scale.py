"""Section scale: pages in a store with 100,000 enrollments, against the same pages in one with 1,000."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mock_portal.app import create_app
from mock_portal.domain.terms import Page, Role, State
from mock_portal.portal import Portal, real_time
from mock_portal.store.sessions import begin_session
from mock_portal.use_cases.queues import PAGE_SIZE
from mock_portal.web.visits import CANDIDATE_COOKIE, STAFF_COOKIE
from tests.benchmarks.crowd import Crowd, a_crowd, places
from tests.benchmarks.figures import Figure, in_turns, shares
from tests.benchmarks.portal import Client, cpu_of
from tests.benchmarks.servers import Worker, serving
from tests.mock_portal.postgres import a_server
from tests.mock_portal.world import a_portal

FEW, MANY = 1_000, 100_000
ROUNDS, REQUESTS, WARM_UP = 7, 60, 20
AT_MOST = 1.1


@dataclass(frozen=True, slots=True)
class Weighed:
    """A portal over a store of some size, and the requests that are weighed, by name."""

    worker: Worker
    requests: dict[str, Callable[[], None]]


@contextmanager
def a_portal_with(enrollments: int, database: str) -> Iterator[Weighed]:
    """The portal in one process over a store of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        portal = a_portal(Path(folder), database=database, clock=None)
        requests = addresses(portal, a_crowd(portal, enrollments))
        portal.store.close()
        with serving(lambda: create_app(portal.settings)) as worker:
            yield Weighed(worker, {name: opener(worker, *request) for name, request in requests.items()})


def opener(worker: Worker, cookie: str, address: str, status: int) -> Callable[[], None]:
    """Opens one page again and again on a connection of its own."""
    client = Client(worker.port, {"Cookie": cookie})
    return lambda: client.get(address, status)


def addresses(portal: Portal, crowd: Crowd) -> dict[str, tuple[str, str, int]]:
    """Cookie, address and expected status of each request."""
    home = f"/enrollment/{crowd.project_id}/"
    point, site, area = (crowd.desks[role] for role in (Role.POINT, Role.SITE, Role.AREA))
    cookies = {role: staff_cookie(portal, staff.id) for role, staff in crowd.desks.items()}
    drafting, paying = (candidate_cookie(portal, person.id) for person in (crowd.drafting, crowd.paying))
    with portal.reading() as tx:
        middle, last = places(tx, area, State.SITE_PASSED, PAGE_SIZE)
    queue = f"/desk/area-review?state={State.SITE_PASSED}"
    assert point.area == site.area == area.area
    return {
        "flow page": (drafting, home, 200),
        "form page": (drafting, f"{home}pages/{Page.IDENTITY}", 200),
        "payment page": (paying, f"/payment/{crowd.project_id}/", 200),
        "queue of an area, first page": (cookies[Role.AREA], queue, 200),
        "queue of an area, in the middle": (cookies[Role.AREA], f"{queue}&after={middle}", 200),
        "queue of an area, last page": (cookies[Role.AREA], f"{queue}&after={last}", 200),
        "queue of a site, first page": (cookies[Role.SITE], "/desk/site-review", 200),
        "search by ID number": (cookies[Role.POINT], f"/desk/confirmation?id_number={crowd.someone}", 303),
        "search by code": (cookies[Role.POINT], f"/desk/confirmation?code={crowd.form}", 200),
        "the center's project": (cookies[Role.CENTER], "/desk/projects", 200),
    }


def candidate_cookie(portal: Portal, account_id: int) -> str:
    """Signs a candidate in."""
    token = secrets.token_urlsafe(24)
    with portal.writing() as tx:
        begin_session(tx, token, real_time(), account_id=account_id)
    return f"{CANDIDATE_COOKIE}={token}"


def staff_cookie(portal: Portal, staff_id: int) -> str:
    """Signs a desk in."""
    token = secrets.token_urlsafe(24)
    with portal.writing() as tx:
        begin_session(tx, token, real_time(), staff_id=staff_id)
    return f"{STAFF_COOKIE}={token}"


def figures(told: Callable[[str], None], *, many: int = MANY, rounds: int = ROUNDS) -> list[Figure]:
    """Each page on both kinds of store."""
    with a_server() as server:
        return [
            *_on("SQLite", told, ("", ""), many, rounds),
            *_on("PostgreSQL", told, (server.new_database(), server.new_database()), many, rounds),
        ]


def _on(store: str, told: Callable[[str], None], databases: tuple[str, str], many: int, rounds: int) -> list[Figure]:
    with ExitStack() as stack:
        sizes = {
            size: stack.enter_context(a_portal_with(size, database))
            for size, database in zip((FEW, many), databases, strict=True)
        }
        return [
            _figure(
                store, name, {size: (each.worker, each.requests[name]) for size, each in sizes.items()}, told, rounds
            )
            for name in sizes[FEW].requests
        ]


def _figure(
    store: str,
    name: str,
    requests: dict[int, tuple[Worker, Callable[[], None]]],
    told: Callable[[str], None],
    rounds: int,
) -> Figure:
    for worker, request in requests.values():
        cpu_of(worker, request, WARM_UP)
    costs = in_turns(
        rounds,
        {
            str(size): (lambda worker=worker, request=request: 1000 * cpu_of(worker, request, REQUESTS))  # type: ignore[misc]
            for size, (worker, request) in requests.items()
        },
        lambda words: told(f"scale, {store}, {name}, CPU ms per request, {words}"),
    )
    few, many = costs.values()
    return Figure(
        "scale",
        f"{name} on {store} with {max(requests)} enrollments, against {FEW}",
        shares(many, few),
        AT_MOST,
        note=f"{sorted(many)[rounds // 2]:.2f} ms of CPU against {sorted(few)[rounds // 2]:.2f}",
    )
