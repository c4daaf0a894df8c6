"""Connections that are kept open between requests: one request is written at once, its answer is read by a parser in C."""

from __future__ import annotations

import select
import socket
import ssl
import zlib
from collections import defaultdict
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from weakref import finalize

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from scenarios.drivers.transport import TIMEOUT_SECONDS, Response
from scenarios.errors import TRUST, Misuse, NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PORTS = {"http": 80, "https": 443}
DOES_NOTHING = frozenset({"GET", "HEAD"})  # so that it may be sent again
WITH_A_BODY = frozenset({"POST", "PUT", "PATCH"})  # which say how long it is even if there is none
FRAMING = frozenset({"content-length", "transfer-encoding"})
AT_ONCE = 65536
GZIP = b"\x1f\x8b"
ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS


class Place(NamedTuple):
    """Whom one connects to, and how that place calls itself."""

    scheme: str
    host: str
    port: int
    name: str


class Answer:
    """What has come of an answer so far; called by the parser."""

    def __init__(self, method: str) -> None:
        self.headers: list[tuple[str, str]] = []
        self.has_begun = self.is_complete = self.leaves_open = False
        self._without_body = method == "HEAD"
        self._content: list[bytes] = []
        self._parser = HttpResponseParser(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.decode("latin-1"), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        self.is_complete = self._without_body and not self._is_interim

    def on_body(self, content: bytes) -> None:
        self._content.append(content)

    def on_message_complete(self) -> None:
        if self._is_interim:
            self.headers.clear()
        else:
            self.is_complete, self.leaves_open = True, self._parser.should_keep_alive()

    def feed(self, received: bytes) -> None:
        """Go on reading.

        Raises:
            ConnectionError: that was all, and it is not a whole answer.
        """
        if received:
            self.has_begun = True
            self._parser.feed_data(received)
        elif not self.headers or any(name.lower() in FRAMING for name, _ in self.headers):
            raise ConnectionError("closed before the answer was complete")
        else:
            self.is_complete = True  # an answer that does not say how long it is ends with its connection

    @property
    def status(self) -> int:
        return self._parser.get_status_code()

    @property
    def content(self) -> bytes:
        """The body, unpacked."""
        content = b"".join(self._content)
        if not content:
            return content
        packings = ",".join(value for name, value in self.headers if name.lower() == "content-encoding").lower()
        for packing in reversed(packings.split(",")):
            if packing.strip() in {"gzip", "x-gzip", "deflate"}:
                content = unpacked(content)
        return content

    @property
    def _is_interim(self) -> bool:
        return 100 <= self.status < 200  # noqa: PLR2004  informational


def unpacked(content: bytes) -> bytes:
    """What was packed, in as many pieces as it came; a `deflate` may lack its frame, and what follows a gzip is no part of it."""
    framed = content[:2] == GZIP or (
        content[0] & 0x0F == zlib.DEFLATED and int.from_bytes(content[:2], "big") % 31 == 0
    )
    pieces: list[bytes] = []
    while content:
        unpacking = zlib.decompressobj(ZLIB_OR_GZIP if framed else -zlib.MAX_WBITS)
        pieces.append(unpacking.decompress(content) + unpacking.flush())
        if not unpacking.eof:
            raise zlib.error("what was packed is cut off")
        content = unpacking.unused_data if unpacking.unused_data.startswith(GZIP) else b""
    return b"".join(pieces)


def ears_of(one: socket.socket) -> Callable[[], bool]:
    """Says whether something has come; where there is no `poll`, on Windows, `select` takes sockets of any number."""
    if not hasattr(select, "poll"):
        return lambda: bool(select.select([one], [], [], 0)[0])
    ears = select.poll()
    ears.register(one, select.POLLIN)
    return lambda: bool(ears.poll(0))


class Connection:
    """One connection to a place."""

    def __init__(self, place: Place, timeout: float, secured: ssl.SSLContext | None) -> None:
        plain = socket.create_connection((place.host, place.port), timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = secured.wrap_socket(plain, server_hostname=place.host) if secured else plain
        self._hears = ears_of(self._socket)
        self.has_served = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing has come since the last answer; what comes then is the end of the connection."""
        return not self._hears()

    def ask(self, request: bytes, answer: Answer) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # who refuses a long request may answer before its end
            self._socket.sendall(request)
        while not answer.is_complete:
            answer.feed(self._socket.recv(AT_ONCE))
        self.has_served = True

    def close(self) -> None:
        self._socket.close()


class KeptConnections:
    """A transport that may be shared by many drivers and threads.

    A request is sent twice only as browsers do it: where a connection that had lain idle ends before anything has come of the
    answer, as the other side may hang up at that moment; and only if it asks for something to be shown.
    """

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._idle: defaultdict[Place, list[Connection]] = defaultdict(list)
        finalize(self, hang_up, self._idle)  # who forgets a session leaves no connection behind

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        try:
            place, path = way_to(url)
            answer = self._answer(place, method, request_of(method, path, {"Host": place.name, **headers}, body))
            return Response(answer.status, url, tuple(answer.headers), answer.content)
        except ssl.SSLCertVerificationError as problem:
            raise Misuse(f"expected an answer to {method} {url}, got none: {problem}{TRUST}") from None
        except (OSError, HttpParserError, HttpParserUpgrade, zlib.error) as problem:
            raise NoAnswer(f"expected an answer to {method} {url}, got none: {problem}") from problem

    def close(self) -> None:
        """Hangs up, where nobody is waiting for an answer."""
        hang_up(self._idle)

    def _answer(self, place: Place, method: str, request: bytes) -> Answer:
        while True:
            answer, connection = Answer(method), self._connection(place)
            try:
                connection.ask(request, answer)
            except BaseException as problem:
                connection.close()
                had_ended = isinstance(problem, ConnectionError) and connection.has_served and not answer.has_begun
                if had_ended and method in DOES_NOTHING:
                    continue
                raise
            if answer.leaves_open:
                self._idle[place].append(connection)
            else:
                connection.close()
            return answer

    def _connection(self, place: Place) -> Connection:
        """One that lies idle, unless the other side has hung up; else a new one."""
        while True:
            try:
                connection = self._idle[place].pop()
            except IndexError:
                return Connection(place, self._timeout, self._secured if place.scheme == "https" else None)
            if connection.is_idle:
                return connection
            connection.close()

    @cached_property
    def _secured(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def hang_up(idle: Mapping[Place, list[Connection]]) -> None:
    for connections in idle.values():
        while connections:
            connections.pop().close()


@lru_cache(maxsize=1024)
def way_to(url: str) -> tuple[Place, str]:
    """The place that an address names, and what is asked for there."""
    parsed = urlsplit(url)
    host, port = parsed.hostname or "", parsed.port or PORTS[parsed.scheme]
    shown = f"[{host}]" if ":" in host else host
    name = shown if port == PORTS[parsed.scheme] else f"{shown}:{port}"
    path = parsed.path or "/"
    return Place(parsed.scheme, host, port, name), f"{path}?{parsed.query}" if parsed.query else path


def request_of(method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> bytes:
    """One request as it travels.

    Raises:
        ValueError: a header holds what would begin another one.
    """
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if body is not None or method in WITH_A_BODY:
        lines.append(f"Content-Length: {len(body or b'')}")
    head = "\r\n".join(lines)
    if head.count("\n") != len(lines) - 1:
        raise ValueError(f"expected headers of one line each, found {lines}")
    return f"{head}\r\n\r\n".encode("latin-1") + (body or b"")
