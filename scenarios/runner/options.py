"""The options of a run, as pytest and the command line share them, and the wishes they express."""

import re
import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from scenarios.errors import Misuse

Kind = Literal["browser", "http"]
SEEDS = 1_000_000_000
EXPLORATION = 5
LONGEST_DELAY = 5000
SHARD = re.compile(r"([1-9]\d*)/([1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who started the run wants."""

    target: str
    base_url: str | None
    driver: Literal["browser", "http", "both"]
    arrange: Kind
    seed: int
    path: str | None
    shard: tuple[int, int]
    screenshots: Literal["last", "steps"]
    repeat: int
    replay: bool
    faults: tuple[str, ...]
    watch: bool
    exploration: int
    shuffle: bool
    network_delay: int  # milliseconds
    browsers: tuple[str, ...]
    channel: str | None
    device: str | None
    headed: bool
    slowmo: int  # milliseconds
    reports: Path

    @property
    def drivers(self) -> tuple[Kind, ...]:
        """The drivers that each scenario is played with."""
        return ("browser", "http") if self.driver == "both" else (self.driver,)

    def command(self, nodeid: str) -> str:
        """The one command that plays a scenario again in the same way, with the same persons; a shell can read it."""
        words = ["rehearsal", "run", "--seed", str(self.seed), "--driver", self.driver]
        words += ["--target", self.target] if self.target != "reference" else []
        words += ["--base-url", self.base_url] if self.base_url else []
        words += ["--repeat", str(self.repeat)] if self.repeat > 1 else []
        words += [word for name in self.faults for word in ("--fault", name)]
        words += ["--exploration", str(self.exploration)] if self.exploration != EXPLORATION else []
        words += ["--network-delay", str(self.network_delay)] if self.network_delay else []
        words += [] if self.watch else ["--no-watch"]
        return shlex.join([*words, *self._of_browsers(), nodeid])

    def _of_browsers(self) -> list[str]:
        """What is said of browsers, where some play."""
        if self.driver == "http":
            return []
        words = ["--arrange", self.arrange] if self.arrange == "browser" else []
        words += [word for name in self.browsers for word in ("--browser", name)]
        words += ["--browser-channel", self.channel] if self.channel else []
        words += ["--device", self.device] if self.device else []
        words += ["--headed"] if self.headed else []
        return words + (["--slowmo", str(self.slowmo)] if self.slowmo else [])


def add_options(parser: pytest.Parser) -> None:
    """Adds the options of a rehearsal to pytest's own."""
    group = parser.getgroup("rehearsal", "Rehearsal")
    add = group.addoption
    add("--target", default="reference", metavar="NAME|FILE", help="portal under test: a name, or a .toml file")
    add("--driver", default="browser", choices=("browser", "http", "both"), help="what plays the scenarios")
    add("--arrange", default="http", choices=("http", "browser"), help="what plays that which came before")
    add("--seed", type=int, default=None, metavar="N", help="makes every random choice; random if not given")
    add("--path", default=None, metavar="NAME", help="play only this path")
    add("--shard", default="1/1", metavar="I/N", help="play only the I-th of N parts")
    add("--screenshots", default="last", choices=("last", "steps"), help="pictures in the report")
    add("--repeat", type=int, default=1, metavar="N", help="play each scenario N times, with other persons each time")
    add("--replay", default="on", choices=("on", "off"), help="play a failed scenario once more, for evidence")
    add(
        "--exploration", type=int, default=EXPLORATION, metavar="N", help="so many random walks through the process (5)"
    )
    add("--shuffle", action="store_true", help="play in a random order, made by the seed")
    add("--network-delay", type=int, default=0, metavar="MS", help="let every request take so much longer (0)")
    add("--no-watch", action="store_true", help="do not compare each step with the tables of the process")
    add("--fault", action="append", default=[], metavar="NAME", help="a defect for every scenario's project to have")
    add("--reports", default="reports", metavar="DIR", help="where the reports of all runs are kept")


def wishes_of(config: pytest.Config) -> Wishes:
    """What the options say; the workers of a run are told the seed that was chosen for all.

    Raises:
        Misuse: an option's value makes no sense.
    """
    told = getattr(config, "workerinput", {})
    seed = config.getoption("--seed")
    return Wishes(
        target=config.getoption("--target"),
        base_url=base_url_of(config),
        driver=config.getoption("--driver"),
        arrange=config.getoption("--arrange"),
        seed=told.get("rehearsal_seed", secrets.randbelow(SEEDS) if seed is None else seed),
        path=config.getoption("--path"),
        shard=shard_of(config.getoption("--shard")),
        screenshots=config.getoption("--screenshots"),
        repeat=at_least(1, "--repeat", config),
        replay=config.getoption("--replay") == "on" and not config.option.usepdb,  # whoever debugs has seen it
        faults=tuple(config.getoption("--fault")),
        watch=not config.getoption("--no-watch"),
        exploration=at_least(1, "--exploration", config),
        shuffle=config.getoption("--shuffle"),
        network_delay=delay_of(config.getoption("--network-delay")),
        browsers=tuple(config.getoption("--browser", default=None) or ()),
        channel=config.getoption("--browser-channel", default=None),
        device=config.getoption("--device", default=None),
        headed=config.getoption("--headed", default=False),
        slowmo=at_least(0, "--slowmo", config),
        reports=Path(config.getoption("--reports")),
    )


def at_least(least: int, option: str, config: pytest.Config) -> int:
    """A number that is given, or stands where nothing is; none where the option's plugin is not in use."""
    given: int = config.getoption(option, default=least)
    if given < least:
        raise Misuse(f"expected {option} to be {least} or more, found {given}")
    return given


def base_url_of(config: pytest.Config) -> str | None:
    """The address given by option or by pytest-playwright's setting, where that is in use at all."""
    if stated := config.getoption("--base-url", default=None):
        return str(stated)
    try:
        return config.getini("base_url") or None
    except ValueError:
        return None


def delay_of(milliseconds: int) -> int:
    """A delay that lets an answer come before the drivers stop waiting for it."""
    if not 0 <= milliseconds <= LONGEST_DELAY:
        raise Misuse(f"expected --network-delay to be from 0 to {LONGEST_DELAY} ms, found {milliseconds}")
    return milliseconds


def shard_of(text: str) -> tuple[int, int]:
    """The part to play, as (which, of how many)."""
    found = SHARD.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        raise Misuse(f"expected --shard I/N with I from 1 to N, found {text}")
    return int(found[1]), int(found[2])
