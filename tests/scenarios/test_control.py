"""The control surface does what docs/control.md tells those who make one for a portal of their own."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from mock_portal.payment_platform.behaviour import Behaviour, Notify
from scenarios.areas import AREAS, AreaType
from scenarios.control import Control, Stage, hang_up, knock, set_stage
from scenarios.errors import ControlFailed, Misuse
from scenarios.prove.fault import faults_of
from scenarios.target import CAPABILITIES, Target

TEXT = (Path(__file__).parents[2] / "docs" / "control.md").read_text("utf-8")
PROJECT, ANSWER = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL))
DEADLINE = "2023-01-13T00:00:00+08:00"
PLATFORM = f"projects/{{}}/areas/{quote('河北')}/payment-platform/{{}}"


@pytest.fixture
def control(target: Target) -> Control:
    return Control(target)


@pytest.fixture
def project(control: Control) -> int:
    """The example's project."""
    number: int = control.ask("projects", PROJECT)["project"]
    return number


def test_the_example_makes_a_project_with_its_desks(control: Control) -> None:
    made = control.ask("projects", PROJECT)
    assert made.keys() == ANSWER.keys()
    assert made["staff"][0].keys() == ANSWER["staff"][0].keys()
    assert sorted((each["role"], each["area"], each["city"], each["unit"]) for each in made["staff"]) == [
        ("area", "河北", "", ""),
        ("center", "", "", ""),
        ("registration-point", "河北", "石家庄", "石家庄报名点"),
        ("site", "河北", "石家庄", ""),
    ]


def test_a_project_of_the_same_key_replaces_the_one_before(control: Control, project: int) -> None:
    control.ask(f"projects/{project}/clock", {"to": DEADLINE})
    after = control.ask("projects", PROJECT)["project"]
    assert control.ask(f"projects/{after}/clock")["clock"].startswith("2022-12-31T10:00:00")


def test_a_clock_can_be_set_and_can_stand_still(control: Control, project: int) -> None:
    assert control.ask(f"projects/{project}/clock", {"to": DEADLINE, "runs": False}) == {"clock": DEADLINE}
    assert control.ask(f"projects/{project}/clock") == {"clock": DEADLINE}


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        ("projects/{}/admissions", {"admitted": ["110101199001011237"], "history": []}),
        ("projects/{}/faults", {"faults": ["old-form-accepted"]}),
        ("ageing", {"seconds": 1800, "id_number": "110101199001011237"}),
        ("ageing", {"seconds": 1800, "qr_ticket": "none"}),
        ("projects/{}/reconciling", {}),
        (PLATFORM.format("{}", "behaviour"), {"notify": "held"}),
    ],
)
def test_what_else_is_told_is_understood(control: Control, project: int, path: str, wish: Any) -> None:
    assert control.ask(path.format(project), wish) is not None


def test_where_newcomers_are_wanted_nobody_is_admitted_who_is_known_elsewhere(control: Control, project: int) -> None:
    one, other = "110101199001011237", "110101199001011245"
    elsewhere = control.ask("projects", {**PROJECT, "key": "elsewhere", "admitted": [one]})["project"]
    path = "projects/{}/admissions"
    assert control.ask(path.format(project), {"admitted": [one, other], "newcomers_only": True})["known"] == [one]
    assert control.ask(path.format(elsewhere), {"admitted": [one], "newcomers_only": True})["known"] == []
    assert control.ask(path.format(elsewhere), {"admitted": [other], "newcomers_only": True})["known"] == [other]
    assert control.ask(path.format(project), {"admitted": [one]})["known"] == []


def test_a_platform_can_be_asked_and_told_to_deliver(control: Control, project: int) -> None:
    assert control.ask(PLATFORM.format(project, "deliver"), {}) == {"delivered": 0}
    assert control.ask(PLATFORM.format(project, "ledger"))["transactions"] == []
    assert control.lines(f"projects/{project}/records") == []


def test_without_the_token_nobody_is_told_anything(target: Target) -> None:
    with pytest.raises(ControlFailed, match="found 401"):
        Control(replace(target, control_token="another")).ask("projects", PROJECT)


def test_every_capability_is_told_of() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE)) == CAPABILITIES


def test_what_is_said_of_the_platform_is_what_it_does_when_nothing_is_said() -> None:
    told = TEXT[TEXT.index("`notify` (") :]
    manners, others = told.split("), `repeat` (", 1)
    assert re.findall(r"`([a-z-]+)`", manners)[1:] == [each.value for each in Notify]
    usual = {name: json.loads(value) for name, value in re.findall(r"`([a-z_]+)` \(([a-z0-9]+)\)", others)}
    usual["repeat"] = int(others[len("how often, ") : others.index(")")])
    assert msgspec.convert(usual, Behaviour) == Behaviour()
    assert usual.keys() | {"notify"} == {*Behaviour.__struct_fields__}


class Surface(BaseHTTPRequestHandler):
    """Answers everything with what the server was told to answer."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def do_GET(self) -> None:
        self.server.heard = self.headers  # type: ignore[attr-defined]
        status, body = self.server.answer  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode() if status != 204 else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives
        """Says nothing."""


class Foreign:
    """A control surface that somebody made for a portal of their own."""

    def __init__(self, server: HTTPServer) -> None:
        self._server = server
        address = f"http://127.0.0.1:{server.server_port}"
        self.target = Target(
            "foreign",
            {"portal": "http://nowhere.example", "control": address},
            control_token="secret",
            control_token_variable="STAGING_TOKEN",
            capabilities=frozenset({"projects", "staff"}),
        )

    def answers(self, body: str = "", status: int = 200) -> None:
        self._server.answer = (status, body)  # type: ignore[attr-defined]

    def heard(self, header: str) -> str | None:
        return self._server.heard[header]  # type: ignore[attr-defined, no-any-return]

    def stage(self) -> Stage:
        self.answers('{"project": 7, "staff": []}')
        return set_stage(self.target, "any", [AREAS[AreaType.ON_SITE_PAY]])


@pytest.fixture
def foreign() -> Iterator[Foreign]:
    with HTTPServer(("127.0.0.1", 0), Surface) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield Foreign(server)
        hang_up()
        server.shutdown()
        serving.join()


def test_requests_say_that_they_are_json(foreign: Foreign) -> None:
    foreign.stage()

    assert (foreign.heard("Content-Type"), foreign.heard("Authorization")) == ("application/json", "Bearer secret")


def test_a_desk_that_a_stage_lacks_is_named(foreign: Foreign) -> None:
    with pytest.raises(Misuse, match="expected the stage to have a desk center for the whole project, found none"):
        foreign.stage().sign_in_of("center", "")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "found none"),
        ("<html>login</html>", "to answer with JSON, found: <html>login"),
        ('{"staff": []}', "missing required field project"),
        ('{"project": "seven"}', "Expected int, got str"),
        ('{"project": 7, "staff": [{"role": "site"}]}', "missing required field"),
    ],
)
def test_an_answer_of_another_shape_is_the_control_surfaces_failure(foreign: Foreign, body: str, told: str) -> None:
    foreign.answers(body)
    with pytest.raises(ControlFailed, match=told):
        set_stage(foreign.target, "any", [])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[]", "Expected object, got array"),
        ("{}", "missing required field faults"),
        ('{"faults": ["rude"]}', "Expected object, got str"),
        (
            '{"faults": [{"name": "rude", "family": "manners", "breaks": "R1.1a", "words": ""}]}',
            "Expected array, got str",
        ),
    ],
)
def test_faults_that_are_told_in_another_shape_are_the_control_surfaces_failure(
    foreign: Foreign, body: str, told: str
) -> None:
    foreign.answers(body)
    with pytest.raises(
        ControlFailed, match=f"expected control faults to answer as docs/control.md has it, found .*{told}"
    ):
        faults_of(foreign.target)


def test_a_fault_of_which_nobody_says_how_many_it_strikes_strikes_everybody(foreign: Foreign) -> None:
    (example,) = re.findall(r"\| `GET faults` \| \| `(.*?)`", TEXT)
    foreign.answers(example)
    assert faults_of(foreign.target)[0].one_in == 1


def test_what_is_answered_beyond_what_is_documented_is_ignored(foreign: Foreign) -> None:
    site = {"role": "site", "area": "河北", "city": "石家庄", "unit": "", "username": "u", "password": "p", "id": 3}
    foreign.answers(json.dumps({"project": 7, "staff": [site], "made": "today"}))
    assert set_stage(foreign.target, "any", []).sign_in_of("site", "河北", "石家庄").username == "u"


def test_without_staff_there_are_no_desks(foreign: Foreign) -> None:
    foreign.answers('{"project": 7}')
    assert set_stage(foreign.target, "any", []).staff == ()


@pytest.mark.parametrize("status", [200, 204])
def test_an_empty_answer_is_enough_where_nothing_is_to_be_learnt(foreign: Foreign, status: int) -> None:
    stage = foreign.stage()
    foreign.answers("", status)
    stage.admits(["110101199001011237"])


@pytest.mark.parametrize(
    ("act", "lacking"),
    [
        (lambda stage: stage.travels_to(stage.moment), "clock"),
        (lambda stage: stage.stands_at(stage.moment), "clock"),
        (lambda stage: stage.platform("河北", "behaviour", {}), "payment-simulator"),
        (lambda stage: stage.money("河北"), "payment-simulator"),
        (lambda stage: stage.lets_time_pass_for("1", timedelta(1)), "ageing"),
        (lambda stage: stage.reconciles(), "reconciling"),
    ],
)
def test_what_is_not_claimed_is_not_asked_for(foreign: Foreign, act: Callable[[Stage], object], lacking: str) -> None:
    stage = foreign.stage()
    foreign.answers("asked", 500)
    with pytest.raises(pytest.skip.Exception, match=f"not verified, because target foreign has no {lacking}"):
        act(stage)


@pytest.mark.parametrize("status", [401, 403, 302])
def test_a_token_that_is_not_taken_is_told_before_anything_is_played(foreign: Foreign, status: int) -> None:
    foreign.answers("", status)
    with pytest.raises(Misuse, match=f"to take the token of the environment variable STAGING_TOKEN, found {status}"):
        knock(foreign.target)


@pytest.mark.parametrize("status", [200, 404])
def test_a_control_surface_need_not_know_of_faults(foreign: Foreign, status: int) -> None:
    foreign.answers("", status)
    knock(foreign.target)


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("STAGING_TOKEN", r"variable STAGING_TOKEN \(control_token_variable of target any\) to hold .* found it unset"),
        ("", "expected target any to name under control_token_variable the environment variable"),
    ],
)
def test_a_missing_token_is_told_with_what_is_to_be_done(variable: str, told: str) -> None:
    with pytest.raises(Misuse, match=told):
        Control(Target("any", {"portal": "http://any.example"}, control_token_variable=variable))


@pytest.mark.parametrize(
    "token", ["abc\r", "a b\n", "令牌", "a\0"], ids=["carriage-return", "space", "not-latin", "nul"]
)
def test_a_token_that_cannot_travel_is_misuse_and_stays_a_secret(token: str) -> None:
    target = Target(
        "any", {"control": "http://any.example"}, control_token=token, control_token_variable="STAGING_TOKEN"
    )
    with pytest.raises(Misuse, match="variable STAGING_TOKEN, to be printable ASCII") as told:
        Control(target)
    assert token.strip() not in str(told.value)
