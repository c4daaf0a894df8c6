"""The crowd's transport sends a request once; what came of one that was not answered is for the ledger to say."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from scenarios.errors import NoAnswer
from scenarios.load.engine.transport import FastTransport

# At these paths a connection is kept, is closed after an answer as if it had lain idle for too long, or breaks unanswered.
KEPT, CLOSED, BROKEN = "/kept", "/closed", "/broken"


@dataclass(slots=True)
class Portal:
    address: str = ""
    seen: list[str] = field(default_factory=list)


@pytest.fixture
def portal() -> Iterator[Portal]:
    portal = Portal()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            portal.seen.append(f"{self.command} {self.path}")
            self.close_connection = self.path != KEPT
            if self.path != BROKEN:
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

        do_POST = do_GET  # noqa: N815  as the base class calls it

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        portal.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield portal
        server.shutdown()


@pytest.fixture
def transport() -> Iterator[FastTransport]:
    with closing(FastTransport()) as transport:
        yield transport


def send(transport: FastTransport, portal: Portal, method: str, path: str) -> bytes:
    return transport.send(method, portal.address + path, {}, b"a=1" if method == "POST" else None).body


@pytest.mark.parametrize("before", [[], [KEPT], [KEPT, KEPT]], ids=["first", "on a kept connection", "again"])
def test_a_post_that_is_not_answered_is_never_sent_again(
    portal: Portal, transport: FastTransport, before: list[str]
) -> None:
    for path in before:
        assert send(transport, portal, "GET", path) == b"ok"
    with pytest.raises(NoAnswer, match=f"expected an answer to POST {portal.address}{BROKEN}"):
        send(transport, portal, "POST", BROKEN)
    assert portal.seen.count(f"POST {BROKEN}") == 1


def test_a_get_is_sent_once_more_at_the_most(portal: Portal, transport: FastTransport) -> None:
    assert send(transport, portal, "GET", KEPT) == b"ok"
    with pytest.raises(NoAnswer):
        send(transport, portal, "GET", BROKEN)
    assert portal.seen.count(f"GET {BROKEN}") in {1, 2}


def test_a_get_on_a_connection_that_was_closed_meanwhile_is_answered_like_in_a_browser(
    portal: Portal, transport: FastTransport
) -> None:
    assert send(transport, portal, "GET", CLOSED) == b"ok"
    assert send(transport, portal, "GET", KEPT) == b"ok"
    assert portal.seen == [f"GET {CLOSED}", f"GET {KEPT}"]
