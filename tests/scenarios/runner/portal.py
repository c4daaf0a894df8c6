"""A portal of three pages that announces itself as the reference portal does, and writes down that it was started."""

import json
import os
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = """<!doctype html><html lang="zh-CN"><title>{title}</title>
<h1>{title}</h1><form method="get" action="/greeting">
<label>姓名 <input name="name"></label><button>提交</button></form></html>"""


FAULTS = [
    {"name": "rude", "family": "manners", "breaks": ["R1.1a"], "words": "Nobody is greeted."},
    {"name": "deaf", "family": "senses", "breaks": ["R1.1b"], "words": "Nobody is heard."},
    {"name": "fickle", "family": "senses", "breaks": ["R1.1a"], "words": "A script takes the greeting back."},
]


class Portal(BaseHTTPRequestHandler):
    """Greets whoever gives a name."""

    def do_GET(self) -> None:
        if self.path == "/end":
            os._exit(7)
        title = "你好" if self.path.startswith("/greeting") else "首页"
        title = self.headers.get("Cookie", "no cookies") if self.path == "/cookies" else title
        title = "走开" if self.path.endswith("/rude") else title
        content = PAGE.format(title=title).encode()
        if self.path.endswith("/fickle"):
            content += b"<script>document.querySelector('h1').remove()</script>"
        if self.path == "/control/faults":
            content = json.dumps({"faults": FAULTS}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Set-Cookie", "visited=yes; Path=/")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives
        """Says nothing."""


def main(folder: Path, certificate: str = "") -> None:
    """Serves until stopped; leaves one file per start in the folder. With a certificate it speaks TLS."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    if certificate:
        secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.load_cert_chain(certificate)
        server.socket = secured.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    (folder / f"started-{os.getpid()}").touch()
    scheme = "https" if certificate else "http"
    where = {"portal": f"{scheme}://127.0.0.1:{server.server_port}", "control_token": "secret"}
    sys.stdout.write(json.dumps(where) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
