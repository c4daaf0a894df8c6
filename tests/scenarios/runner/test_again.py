"""The command that plays a scenario again, read by the parser that reads it from a shell."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import fields

import pytest

from scenarios.cli import parser
from scenarios.commands.run import words_of
from scenarios.runner.options import Wishes, wishes_of

pytest_plugins = ["pytester"]

SCENARIO = "scenarios/test_my stories.py::test_it[张三's-browser]"
INFLUENCES = {
    "target": ["--target", "my portal.toml"],
    "base_url": ["--base-url", "http://127.0.0.1:5000"],
    "driver": ["--driver", "both"],
    "arrange": ["--arrange", "browser"],
    "seed": ["--seed", "-7"],
    "repeat": ["--repeat", "2"],
    "exploration": ["--exploration", "9"],
    "network_delay": ["--network-delay", "20"],
    "no_watch": ["--no-watch"],
    "fault": ["--fault", "rude", "--fault", "deaf"],
    "headed": ["--headed"],
    "browser": ["--browser", "firefox", "--browser", "webkit"],
    "browser_channel": ["--browser-channel", "chrome"],
    "device": ["--device", "iPhone 15"],
    "slowmo": ["--slowmo", "5"],
}
# What is played, what is kept of it and by how many, but not how one scenario is played.
NO_INFLUENCES = {
    *("scenarios", "path", "shard", "keyword", "players", "shuffle", "command", "version"),
    *("replay", "screenshots", "tracing", "video", "screenshot", "output", "reports"),
}
Wished = Callable[[Sequence[str]], Wishes]


@pytest.fixture
def wished(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Wished:
    """What a command wishes, as pytest is told."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return lambda words: wishes_of(
        pytester.parseconfig("-p", "scenarios.plugin", *words_of(parser().parse_args(words)))
    )


def influences(wishes: Wishes) -> dict[str, object]:
    return {each.name: getattr(wishes, each.name) for each in fields(Wishes) if each.name not in NO_INFLUENCES}


def test_every_option_of_a_run_is_known_to_have_influence_or_none() -> None:
    assert set(vars(parser().parse_args(["run"]))) == INFLUENCES.keys() | NO_INFLUENCES


@pytest.mark.parametrize("words", INFLUENCES.values(), ids=INFLUENCES)
def test_the_command_plays_a_scenario_again_in_the_same_way(wished: Wished, words: list[str]) -> None:
    seed = [] if "--seed" in words else ["--seed", "7"]
    first = wished(["run", *seed, *words])
    name, *again = shlex.split(first.command(SCENARIO))

    assert influences(first) != influences(wished(["run", "--seed", "7"])), "expected an example that wishes something"
    assert influences(wished(again)) == influences(first)
    assert (name, parser().parse_args(again).scenarios) == ("rehearsal", [SCENARIO])
