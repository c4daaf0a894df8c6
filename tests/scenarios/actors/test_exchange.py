"""What an intruder makes of answers: where redirects lead as browsers read them, and which answers say no."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from scenarios.actors.exchange import Answer, Exchange, page_of
from scenarios.drivers.navigation import Initiator
from scenarios.drivers.submission import Submission
from scenarios.drivers.transport import Response
from scenarios.target import Target

HERE = "http://127.0.0.1:8000"
TARGET = Target("here", addresses=MappingProxyType({"portal": HERE}), paths=MappingProxyType({"sign_in": "/sign-in"}))
HTML = ("Content-Type", "text/html; charset=utf-8")


class Wire:
    """Answers what it was told to, and keeps what it was asked."""

    def __init__(self, *responses: Response) -> None:
        self.responses = list(responses)
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002
        self.asked.append((method, url, dict(headers)))
        return self.responses.pop(0)


def answered(status: int, *headers: tuple[str, str], html: str = "") -> Answer:
    response = Response(status, f"{HERE}/there", (HTML, *headers), html.encode())
    return Answer(response, page_of(response), TARGET)


@pytest.mark.parametrize(
    ("location", "away"),
    [
        ("/", False),
        ("/a//b", False),
        (f"{HERE}/x", False),
        ("//evil.example", True),
        ("/\\evil.example", True),
        ("\\\\evil.example", True),
        ("https://evil.example", True),
        ("http://127.0.0.1:8001/", True),
    ],
)
def test_a_redirect_is_read_as_browsers_read_it(location: str, away: bool) -> None:  # noqa: FBT001  a column
    assert answered(303, ("Location", location)).leads_away is away


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_an_error_of_the_asker_says_no(status: int) -> None:
    assert answered(status).denied


def test_an_accident_is_no_refusal() -> None:
    answer = answered(500)
    assert answer.broke
    assert not answer.denied
    assert not answer.accepted


def test_being_led_to_the_door_says_no() -> None:
    assert answered(303, ("Location", "/sign-in?next=/x")).denied
    assert not answered(303, ("Location", "/elsewhere")).denied


@pytest.mark.parametrize("status", [200, 401, 403])
def test_a_door_in_the_place_of_an_answer_asks_to_sign_in(status: int) -> None:
    assert answered(status, html="<form><label>密码 <input name=p></label><button>登录</button></form>").asks_to_sign_in
    assert not answered(
        status, html="<form><label>密码 <input name=p></label><button>注销</button></form>"
    ).asks_to_sign_in


def test_a_door_is_known_below_a_path_of_the_host() -> None:
    below = replace(TARGET, addresses=MappingProxyType({"portal": f"{HERE}/exam"}))
    assert replace(answered(303, ("Location", "/exam/sign-in?next=/x")), target=below).asks_to_sign_in
    assert not replace(answered(303, ("Location", "/sign-in")), target=below).asks_to_sign_in


def test_an_alert_says_no_whatever_the_status() -> None:
    assert answered(200, html="<p role=alert>不行</p>").denied


def test_a_redirect_to_another_site_is_never_followed() -> None:
    wire = Wire(Response(302, f"{HERE}/", (("Location", "//evil.example/"),), b""))
    answer = Exchange(wire, TARGET).answer(Submission("GET", f"{HERE}/"), Initiator())
    assert answer.leads_away
    assert len(wire.asked) == 1


def test_cookies_that_are_set_travel_on_and_not_across_sites() -> None:
    set_cookie = ("Set-Cookie", "visit=one; Path=/; SameSite=Lax")
    wire = Wire(
        Response(303, f"{HERE}/a", (set_cookie, ("Location", "/b")), b""), *[Response(200, "", (HTML,), b"")] * 2
    )
    exchange = Exchange(wire, TARGET)
    exchange.answer(Submission("POST", f"{HERE}/a"), Initiator())
    exchange.answer(Submission("POST", f"{HERE}/a"), Initiator("https://evil.example/form"))
    assert wire.asked[1][2]["Cookie"] == "visit=one"
    assert "Cookie" not in wire.asked[2][2]
    assert wire.asked[2][2]["Origin"] == "https://evil.example"
