"""What a scenario needs is known before it is played, from what it says and from its cast."""

import inspect
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scenarios.commands.collecting import collect
from scenarios.needs import NEEDED_BY
from scenarios.runner.selection import needs_of
from scenarios.target import CAPABILITIES, target_of

ROOT = Path(__file__).parents[3]
OF_WECHAT = re.compile("wechat_|binds_wechat|by_wechat|shows_code|微信")


def item(*fixtures: str, says: tuple[str, ...] = ()) -> pytest.Item:
    """A scenario that asks for these fixtures and says that it needs these capabilities."""
    markers = [pytest.mark.needs(*says).mark] if says else []
    return cast("pytest.Item", SimpleNamespace(fixturenames=fixtures, iter_markers=lambda _: markers))


def test_needs_are_stated_or_come_with_the_cast() -> None:
    assert needs_of(item("story")) == frozenset()
    assert needs_of(item("stage", "story")) == {"projects"}
    assert needs_of(item("stage", "site", says=("history",))) == {"projects", "staff", "history"}


def test_what_the_cast_needs_is_something_that_a_target_can_have() -> None:
    assert {need for needs in NEEDED_BY.values() for need in needs} <= CAPABILITIES | {"employers"}


def test_nothing_is_played_with_the_target_of_the_readme_that_it_cannot_do() -> None:
    """It is told as not verified, and so nothing fails."""
    (example,) = re.findall(r"```toml\n(name = \"staging\".*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    target = target_of(tomllib.loads(example))
    played = [one.nodeid for one in collect([], ["--driver=http"]) if not target.lacks(needs_of(one))]
    assert played == []


def is_about_wechat(scenario: pytest.Item) -> bool:
    """Whether a scenario, or what it is played with, names something that only a portal with WeChat has."""
    assert isinstance(scenario, pytest.Function)
    values = scenario.callspec.params.values() if hasattr(scenario, "callspec") else ()
    return OF_WECHAT.search(f"{inspect.getsource(scenario.function)} {values}") is not None


def test_whatever_is_about_wechat_is_not_verified_on_a_portal_without_it() -> None:
    about = [one for one in collect([], ["--driver=http"]) if is_about_wechat(one)]
    assert about
    assert [one.nodeid for one in about if "wechat-simulator" not in needs_of(one)] == []


def test_without_known_employers_what_is_about_them_is_not_verified() -> None:
    raw: dict[str, Any] = {"name": "any", "capabilities": ["projects", "wechat-simulator"]}
    wanted = needs_of(item("stage", "candidate", "employer"))
    assert target_of(raw).lacks(wanted) == ("employers",)
    assert target_of({**raw, "employers": ["北京大学第一医院"]}).lacks(wanted) == ()
