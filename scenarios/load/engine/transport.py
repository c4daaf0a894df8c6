"""Sends one request over Locust's fast client, and no more than one."""

import ssl
import zlib
from collections.abc import Mapping
from functools import cache

import gevent.ssl
from geventhttpclient import HTTPClient
from geventhttpclient.response import HTTPConnectionClosed, HTTPParseError

from scenarios.drivers.transport import TIMEOUT_SECONDS, Response
from scenarios.errors import TRUST, NoAnswer

ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS


@cache
def trusted() -> gevent.ssl.SSLContext:
    """Made once: to read all authorities that a machine knows takes longer than a page."""
    return gevent.ssl.create_default_context()


def trust(**_: object) -> gevent.ssl.SSLContext:
    """Whom this machine trusts, and SSL_CERT_FILE; the client would have a list of authorities of its own instead."""
    return trusted()


class FastTransport:
    """The connections of one person, one to each origin, as a browser keeps them.

    ``FastHttpSession`` has cookies, redirects and statistics of its own, which the HTTP driver must not have; what is below
    it is the client that makes it fast.
    """

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._clients: dict[str, HTTPClient] = {}

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        """See ``Transport``."""
        slash = url.find("/", url.index("//") + 2)
        origin, path = (url[:slash], url[slash:]) if slash > 0 else (url, "/")
        client = self._clients.get(origin) or self._client(origin)
        try:
            answer = client.request(method, path, body or b"", dict(headers))
            content = bytes(answer.read())
        except (OSError, HTTPConnectionClosed, HTTPParseError) as problem:
            advice = TRUST if isinstance(problem, ssl.SSLCertVerificationError) else ""
            raise NoAnswer(f"expected an answer to {method} {url}, got none: {problem}{advice}") from problem
        packed = answer.get("content-encoding")
        if packed in {"gzip", "deflate"}:
            content = zlib.decompress(content, ZLIB_OR_GZIP)
        return Response(answer.get_code(), url, tuple(answer.items()), content)

    def close(self) -> None:
        """Hangs up."""
        for client in self._clients.values():
            client.close()

    def _client(self, origin: str) -> HTTPClient:
        client = HTTPClient.from_url(
            origin, connection_timeout=self._timeout, network_timeout=self._timeout, ssl_context_factory=trust
        )
        # It would send a GET again as often as its pool has places, and once more. Like a browser, it may do so once, when
        # the portal has closed a connection that lay idle; never with a POST.
        client._connection_pool.size = 0  # noqa: SLF001  there is no other way to say so
        self._clients[origin] = client
        return client
