"""Kept connections: answers of every shape, and no request that is sent twice but where a browser would do so, too."""

import gzip
import select
import socket
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread

import pytest

from scenarios.drivers.kept import KeptConnections
from scenarios.errors import NoAnswer

HEAD_END = b"\r\n\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass(slots=True)
class Script:
    """A server that gives each connection its answers, one for each request, and then hangs up."""

    connections: list[list[bytes]] = field(default_factory=list)
    received: list[tuple[int, bytes]] = field(default_factory=list)  # number of the connection, request
    accepted: int = 0
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):
            while self.connections:
                answers = self.connections.pop(0)
                self.accepted += 1
                connection, _ = self.listening.accept()
                with connection:
                    for answer in answers:
                        if request := request_from(connection):
                            self.received.append((self.accepted, request))
                            connection.sendall(answer)


def request_from(connection: socket.socket) -> bytes:
    request = b""
    while HEAD_END not in request and (more := connection.recv(65536)):
        request += more
    return request


@pytest.fixture
def wire() -> Iterator[KeptConnections]:
    wire = KeptConnections(timeout=20)
    yield wire
    wire.close()


@pytest.fixture
def script() -> Iterator[Script]:
    script = Script()
    yield script
    script.listening.close()


def served(script: Script, *connections: list[bytes]) -> Thread:
    script.connections.extend(connections)
    thread = Thread(target=script.serve, daemon=True)
    thread.start()
    return thread


def packed(content: bytes, encoding: str) -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
    )


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (PLAIN, b"ok"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n", b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nok", b"ok"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + PLAIN, b"ok"),
        (packed(gzip.compress(b"ok"), "gzip"), b"ok"),
        (packed(zlib.compress(b"ok"), "deflate"), b"ok"),
        (packed(gzip.compress(b"ok"), "x-gzip"), b"ok"),
        (packed(gzip.compress(b"o") + gzip.compress(b"k"), "gzip"), b"ok"),
        (packed(zlib.compress(b"ok", wbits=-zlib.MAX_WBITS), "deflate"), b"ok"),
        (packed(gzip.compress(gzip.compress(b"ok")), "gzip, gzip"), b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b""),
    ],
    ids=[
        *("length", "chunked", "until-the-end", "after-a-hint", "gzip", "deflate"),
        *("x-gzip", "gzip-in-two", "deflate-without-frame", "gzip-twice", "empty"),
    ],
)
def test_an_answer_of_any_shape_is_read(script: Script, wire: KeptConnections, answer: bytes, content: bytes) -> None:
    serving = served(script, [answer])
    response = wire.send("GET", f"{script.address}/a?b=c", {}, None)
    serving.join()
    assert (response.status, response.body) == (200, content)
    assert not response.header("Link")


@pytest.mark.parametrize(
    ("method", "answer"),
    [("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), ("POST", b"HTTP/1.1 204 No Content\r\n\r\n")],
)
def test_what_has_no_body_is_not_waited_for(script: Script, wire: KeptConnections, method: str, answer: bytes) -> None:
    serving = served(script, [answer])
    assert wire.send(method, script.address, {}, None).body == b""
    serving.join()


def test_a_request_travels_as_it_was_given(script: Script, wire: KeptConnections) -> None:
    serving = served(script, [PLAIN])
    wire.send("POST", f"{script.address}/a?b=%E6", {"Accept": "text/html", "Cookie": "a=1"}, b"c")
    serving.join()
    host = script.address.removeprefix("http://").encode()
    assert script.received[0][1].startswith(
        b"POST /a?b=%E6 HTTP/1.1\r\nHost: "
        + host
        + b"\r\nAccept: text/html\r\nCookie: a=1\r\nContent-Length: 1\r\n\r\n"
    )


def test_a_header_cannot_begin_another_one(script: Script, wire: KeptConnections) -> None:
    with pytest.raises(ValueError, match="expected headers of one line each"):
        wire.send("GET", script.address, {"Cookie": "a=1\r\nX-Other: 2"}, None)


def test_headers_of_one_name_stay_apart(script: Script, wire: KeptConnections) -> None:
    serving = served(script, [b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n"])
    assert wire.send("GET", script.address, {}, None).all("Set-Cookie") == ["a=1", "b=2"]
    serving.join()


def test_a_connection_is_used_again(script: Script, wire: KeptConnections) -> None:
    serving = served(script, [PLAIN, PLAIN])
    wire.send("GET", script.address, {}, None)
    wire.send("GET", script.address, {}, None)
    assert [number for number, _ in script.received] == [1, 1]
    serving.join()


@pytest.mark.parametrize("polls", [True, False], ids=["poll", "no poll"])
def test_where_the_other_side_has_hung_up_a_new_connection_is_made(
    script: Script, wire: KeptConnections, monkeypatch: pytest.MonkeyPatch, *, polls: bool
) -> None:
    if not polls:
        monkeypatch.delattr(select, "poll")
    for _ in range(2):
        serving = served(script, [PLAIN])
        wire.send("POST", script.address, {}, None)
        serving.join()
    assert [number for number, _ in script.received] == [1, 2]


def test_a_connection_that_is_said_to_end_is_not_used_again(script: Script, wire: KeptConnections) -> None:
    closing = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    serving = served(script, [closing, PLAIN], [PLAIN])
    wire.send("GET", script.address, {}, None)
    wire.send("GET", script.address, {}, None)
    assert [number for number, _ in script.received] == [1, 2]
    serving.join()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no",
    ],
    ids=["nothing", "too-short", "without-last-chunk"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_half_an_answer_is_none_and_the_request_is_not_sent_again(
    script: Script, wire: KeptConnections, method: str, answer: bytes
) -> None:
    serving = served(script, [answer], [PLAIN])
    with pytest.raises(NoAnswer, match="closed before the answer was complete"):
        wire.send(method, script.address, {}, None)
    assert len(script.received) == 1
    wire.send("GET", script.address, {}, None)
    serving.join()
    assert len(script.received) == 2


HUNG_UP = b""


def test_a_page_is_asked_for_again_where_a_connection_that_had_lain_idle_ends_just_then(
    script: Script, wire: KeptConnections
) -> None:
    serving = served(script, [PLAIN, HUNG_UP], [PLAIN])
    wire.send("GET", script.address, {}, None)
    assert wire.send("GET", script.address, {}, None).body == b"ok"
    serving.join()
    assert [number for number, _ in script.received] == [1, 1, 2]


def test_all_connections_may_have_ended_but_a_new_one_that_ends_is_no_answer(
    script: Script, wire: KeptConnections
) -> None:
    serving = served(script, [PLAIN, HUNG_UP], [HUNG_UP], [PLAIN])
    wire.send("GET", script.address, {}, None)
    with pytest.raises(NoAnswer, match="closed before the answer was complete"):
        wire.send("GET", script.address, {}, None)
    wire.send("GET", script.address, {}, None)
    serving.join()
    assert [number for number, _ in script.received] == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("method", "ending"),
    [("POST", HUNG_UP), ("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok")],
    ids=["what may have been done", "what has begun to be answered"],
)
def test_nothing_else_is_asked_for_again(script: Script, wire: KeptConnections, method: str, ending: bytes) -> None:
    serving = served(script, [PLAIN, ending], [PLAIN])
    wire.send("GET", script.address, {}, None)
    with pytest.raises(NoAnswer, match="closed before the answer was complete"):
        wire.send(method, script.address, {}, None)
    wire.send("GET", script.address, {}, None)
    serving.join()
    assert [number for number, _ in script.received] == [1, 1, 2]


@pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", packed(b"nonsense", "gzip")], ids=["no-http", "no-gzip"])
def test_nonsense_is_no_answer(script: Script, wire: KeptConnections, answer: bytes) -> None:
    serving = served(script, [answer])
    with pytest.raises(NoAnswer):
        wire.send("GET", script.address, {}, None)
    serving.join()


def test_where_nobody_listens_there_is_no_answer(script: Script, wire: KeptConnections) -> None:
    address = script.address
    script.listening.close()
    with pytest.raises(NoAnswer):
        wire.send("GET", address, {}, None)
