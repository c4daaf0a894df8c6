"""A portal that only remembers: pages holding every kind of control, and what was sent from them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.scenarios.drivers.echo_pages import PAGES, SERVED, SUGGESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.datastructures import Headers

FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}
# What a browser fetches beside the page says nothing about what a person did.
UNASKED = {"/favicon.ico", "/pixel.png"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class FileSent:
    """A file as it arrived."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """One request as the portal understands it: entries in order, and the bytes where no boundary differs."""

    method: str
    path: str
    query: str
    kind: str
    entries: tuple[tuple[str, str | FileSent], ...]
    text: str
    cookies: tuple[tuple[str, str], ...]
    headers: dict[str, str]


@dataclass(slots=True)
class Echo:
    """The running portal and the requests it got; icons and the like are not remembered."""

    address: str = ""
    received: list[Received] = field(default_factory=list)

    @property
    def last(self) -> Received:
        return self.received[-1]

    def __call__(self, environ: dict[str, object], start_response: object) -> Iterator[bytes]:
        request = Request(environ)
        if request.path not in UNASKED:
            self.received.append(understood(request))
        return answer(request)(environ, start_response)  # type: ignore[arg-type, return-value]


def answer(request: Request) -> Response:
    path = request.path.strip("/")
    if path in PAGES:
        return html(PAGES[path].replace("{other}", other_site(request)).replace("{port}", port_of(request)))
    if path in SERVED:
        return Response(SERVED[path].content, headers=[*SERVED[path].headers])
    if path.startswith("nothing/"):
        return Response(status=int(path.removeprefix("nothing/")), mimetype="text/html")
    return doing(path, request)


def doing(path: str, request: Request) -> Response:
    """What comes from places that are more than a page."""
    match path.split("/"):
        case ["echo"]:
            return html("<title>Echo</title><h1>收到</h1><a href='/every'>返回</a>")
        case ["redirect", status]:
            return Response(status=int(status), headers={"Location": request.args.get("to", "/echo?after=redirect")})
        case ["sign-in"]:
            signed = Response(status=303, headers={"Location": "/desk/here"})
            signed.set_cookie("session", "s1", httponly=True, samesite="Lax")
            signed.set_cookie("desk", "d1", path="/desk")
            signed.set_cookie("elsewhere", "e1", path="/elsewhere")
            signed.set_cookie("safe", "only", secure=True, samesite="None")
            signed.set_cookie("gone", "g1", max_age=0)
            return signed
        case ["desk", _]:
            return html("<h1>工作台</h1><a href='/echo'>走</a>")
        case ["form.pdf"]:
            named = {"Content-Disposition": "attachment; filename*=UTF-8''%E6%8A%A5%E5%90%8D%E8%A1%A8.pdf"}
            return Response(b"%PDF-1.7 form", mimetype="application/pdf", headers=named)
        case ["refused"]:
            return html("<h1>无法打印</h1><p role=alert>请先提交报名信息</p>", status=409)
        case ["pixel.png"]:
            return Response(PIXEL, mimetype="image/png")
        case ["guarded"]:
            return guarded(request)
        case ["suggest"]:
            return Response(SUGGESTIONS.get(request.args.get("q", ""), ""), mimetype="text/plain")
        case _:
            return html("<h1>没有此页</h1>", status=404)


def guarded(request: Request) -> Response:
    """A page for who says the name and password."""
    if request.authorization and (request.authorization.username, request.authorization.password) == ("clerk", "p@ss"):
        return html("<h1>请进</h1><a href=/guarded>里面</a>")
    return Response("<h1>止步</h1>", 401, {"WWW-Authenticate": "Basic realm=x"}, mimetype="text/html")


def other_site(request: Request) -> str:
    """This portal under another name: for browsers another site."""
    host, _, port = request.host.partition(":")
    return f"http://{'127.0.0.1' if host == 'localhost' else 'localhost'}:{port}"


def port_of(request: Request) -> str:
    return request.host.partition(":")[2]


def html(body: str, status: int = 200) -> Response:
    return Response(f"<!doctype html><html lang=zh-CN>{body}", status=status, mimetype="text/html")


def understood(request: Request) -> Received:
    body = request.get_data()
    kind = request.mimetype
    headers = ("Origin", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User")
    return Received(
        method=request.method,
        path=request.path,
        query=request.query_string.decode(),
        kind=kind,
        entries=tuple(_entries(kind, request.headers, body)),
        text="" if kind == "multipart/form-data" else body.decode(errors="backslashreplace"),
        cookies=tuple(sorted(request.cookies.items())),
        headers={name: request.headers[name] for name in headers if name in request.headers},
    )


def _entries(kind: str, headers: Headers, body: bytes) -> Iterator[tuple[str, str | FileSent]]:
    if kind == "application/x-www-form-urlencoded":
        yield from parse_qsl(body.decode(), keep_blank_values=True)
    elif kind == "multipart/form-data":
        boundary = headers["Content-Type"].partition("boundary=")[2].encode()
        yield from _parts(MultipartDecoder(boundary), body)


def _parts(decoder: MultipartDecoder, body: bytes) -> Iterator[tuple[str, str | FileSent]]:
    decoder.receive_data(body)
    decoder.receive_data(None)
    current: Field | File | None = None
    content = b""
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, Field | File):
            current, content = event, b""
        elif isinstance(event, Data) and current is not None:
            content += event.data
            if not event.more_data:
                yield current.name, _value(current, content)


def _value(part: Field | File, content: bytes) -> str | FileSent:
    if isinstance(part, Field):
        return content.decode()
    return FileSent(part.filename, part.headers.get("Content-Type", ""), content)


@contextmanager
def running_echo() -> Iterator[Echo]:
    """The echo portal on a free port."""
    echo = Echo()
    server = make_server("127.0.0.1", 0, echo, threaded=True)
    echo.address = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield echo
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
