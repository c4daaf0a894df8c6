"""One whole journey, from registration to submission and print on-site, played by any kind of hands."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from scenarios.actors import Candidate
from scenarios.actors.actor import How
from scenarios.areas import AREAS, AreaType
from scenarios.cast import People
from scenarios.control import set_stage
from scenarios.drivers.driver import Driver
from scenarios.drivers.narrated import NarratedDriver
from scenarios.launch import start
from scenarios.story import Story
from scenarios.target import Target, load_target

NUMBERS = count(1)
AREA = AREAS[AreaType.ON_SITE_PAY]


@contextmanager
def a_portal_of_its_own(processes: int = 2, database: str = "") -> Iterator[tuple[Target, int]]:
    """The reference portal as a run starts it, on SQLite unless a ``database`` is named, and its process id."""
    reference = load_target("reference")
    assert reference.start is not None
    options = ("--processes", str(processes), *(("--database", database) if database else ()))
    target = replace(reference, start=(*reference.start, *options))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        running = start(target, Path(folder) / "portal.log")
        try:
            yield running.at_its_addresses(), running.process.pid
        finally:
            running.dismiss()
            running.wait()


@dataclass(slots=True)
class OneKind:
    """Hands of one kind only, which act and arrange alike; told in the story as those of a scenario are."""

    name: str
    make: Callable[[], Driver]
    story: Story

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  the same hands do both
        return NarratedDriver(self.make(), self.story.listener(name))

    def kind(self, how: How) -> str:  # noqa: ARG002  same
        """One kind."""
        return self.name


def a_newcomer(target: Target, kind: str, make: Callable[[], Driver]) -> Candidate:
    """Somebody without an account, admitted to a project of their own."""
    key, story = f"bench/{next(NUMBERS)}", Story()
    stage = set_stage(target, key, [AREA])
    return People(key, target, stage, story, OneKind(kind, make, story), AREA).newcomer()


def plays(newcomer: Candidate) -> None:
    """The journey."""
    newcomer.gets_ready()
    newcomer.submits_and_prints()
