"""What is served: the portal, and beside it the simulated outside world, which keeps its books in one process."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import urllib3

from mock_portal.app import create_app
from mock_portal.payment_platform import create_platform
from mock_portal.portal import Portal
from mock_portal.server import Service
from mock_portal.settings import Settings
from mock_portal.store.engine import Store
from mock_portal.use_cases.payment import reconcile
from mock_portal.wechat import create_wechat

READY_SECONDS = 30
POLL_SECONDS = 0.02
RECONCILE_SECONDS = 15
OK = 200

Application = Callable[..., Iterable[bytes]]


def by_port(applications: Mapping[int, Application]) -> Application:
    """One application that hands each request to the one that listens on its port."""
    of_port = {str(port): application for port, application in applications.items()}

    def dispatch(environ: Mapping[str, Any], start_response: Any) -> Iterable[bytes]:
        return of_port[environ["SERVER_PORT"]](environ, start_response)

    return dispatch


def services_of(settings: Settings, listeners: list[socket.socket], *, processes: int, threads: int) -> list[Service]:
    """The portal with as many processes as wished, and the outside world with one, because its books are in memory."""
    portal, payment, wechat = listeners
    ports = payment.getsockname()[1], wechat.getsockname()[1]

    def outside_world() -> Application:
        return by_port({ports[0]: create_platform(settings), ports[1]: create_wechat(settings)})

    return [
        Service(
            "portal",
            (portal,),
            lambda: create_app(settings, Store(settings.database, threads=threads)),
            processes,
            threads,
        ),
        Service("outside world", (payment, wechat), outside_world),
    ]


def wait_until_healthy(settings: Settings) -> None:
    """Wait until all three answer.

    Raises:
        SystemExit: one of them did not within half a minute.
    """
    pool = urllib3.PoolManager(retries=False, timeout=2)
    deadline = time.monotonic() + READY_SECONDS
    for origin in (settings.address, settings.payment_address, settings.wechat_address):
        while not answers(pool, origin):
            if time.monotonic() > deadline:
                sys.exit(f"expected {origin} to answer within {READY_SECONDS} s, found silence; see the log above")
            time.sleep(POLL_SECONDS)


def answers(pool: urllib3.PoolManager, origin: str) -> bool:
    """Whether a service says that it is well."""
    try:
        return pool.request("GET", f"{origin}/health").status == OK
    except urllib3.exceptions.HTTPError:
        return False


class Reconciling:
    """A tick that now and then settles payments whose outcome is unknown, in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._portal: Portal | None = None
        self._due = time.monotonic() + RECONCILE_SECONDS
        self._running: threading.Thread | None = None

    def __call__(self) -> None:
        """Begin if it is time and the last round is over."""
        if time.monotonic() < self._due or (self._running and self._running.is_alive()):
            return
        # Opened only now: a store that was open when the services were forked would be shared with them.
        self._portal = self._portal or Portal(self._settings, Store(self._settings.database))
        self._due = time.monotonic() + RECONCILE_SECONDS
        self._running = threading.Thread(target=reconcile, args=(self._portal,), daemon=True)
        self._running.start()

    def rest(self) -> None:
        """Wait until nothing is going on: what is forked in the middle of it would wait for it forever."""
        if self._running:
            self._running.join()
