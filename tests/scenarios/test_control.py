"""The control surface does what docs/control.md tells those who make one for a portal of their own."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from mock_portal.payment_platform.behaviour import Behaviour, Notify
from scenarios.control import Control
from scenarios.errors import TargetWrong
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
        ("reconciling", {}),
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
    with pytest.raises(TargetWrong, match="found 401"):
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
