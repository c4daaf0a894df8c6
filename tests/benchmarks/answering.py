"""A stub that gives the recorded answers of one journey over and over, at the addresses where the portal was.

Where many play at once, each connection is somebody, who is given the answers from the first one on.
"""

import pickle
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import urlsplit

LEFT_OUT = frozenset({"content-length", "transfer-encoding", "connection", "date", "server"})


def serve(path: Path, *, to_each: bool) -> None:
    """Serve until the standard input is closed."""
    journey = pickle.loads(path.read_bytes())  # noqa: S301 - written by the benchmark a moment ago
    recorded = [one.answer for one in journey.exchanges]
    everybody, lock = cycle(recorded), Lock()

    class Stub(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            self.answers = cycle(recorded) if to_each else everybody

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                answer = next(self.answers)
            self.send_response(answer.status)
            for name, value in answer.headers:
                if name.lower() not in LEFT_OUT:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_POST = do_GET  # noqa: N815 - as the base class calls it

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 1024  # as many may come at once as before a real one

    Stub.wbufsize = -1
    ports = {urlsplit(one.answer.url).port for one in journey.exchanges}
    for port in ports:
        Thread(target=Server(("127.0.0.1", port or 80), Stub).serve_forever, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), to_each="--to-each" in sys.argv)
