"""The command behind `make mutants`: changes the portal at random, its domain if nothing else is said, and sees which
changes no scenario notices."""

import argparse
import os
import secrets
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from scenarios.commands.collecting import SILENT, resolved
from scenarios.saying import counted
from tests.mutants.director import Director, Fate
from tests.mutants.mutation import Mutation
from tests.mutants.room import PORTAL, Room

HARMLESS = Path(__file__).with_name("harmless.toml")
LEFT_OUT = {"demo", "faults", "reference"}
EPILOG = "exit status: 0 every mutant is killed, or known to be harmless; 1 otherwise, or a scenario fails without any."


def arguments() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__, epilog=EPILOG)
    add = parser.add_argument
    add("scenarios", nargs="*", metavar="SCENARIO", help="files, or ids as reports show them; all if none")
    add("--sample", type=at_least_one, default=60, metavar="N", help="so many mutants, chosen at random (60)")
    add("--part", default="domain", choices=parts(), help=f"what is changed: one of {', '.join(parts())} (domain)")
    add("--only", default="", metavar="WORDS", help="only those with these words in module:line function change")
    add("--seed", type=int, default=None, metavar="S", help="makes the choice (chosen, and printed)")
    add("--patience", type=float, default=120.0, metavar="SECONDS", help="how long a mutant is played against (120)")
    add(
        "-n",
        dest="players",
        type=at_least_one,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="players (cores)",
    )
    return parser


def at_least_one(given: str) -> int:
    """A number of things of which there is at least one."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, found {given}")
    return int(given)


def parts() -> list[str]:
    """The parts of the portal that decide something: its packages, but for those that are wrong on purpose or for show, and
    its templates."""
    packages = (path.parent.name for path in PORTAL.glob("*/__init__.py"))
    return sorted({*packages, "templates"} - LEFT_OUT)


def main(argv: Sequence[str] | None = None) -> int:
    """Chooses mutants, tries them, tells of them."""
    options = arguments().parse_args(argv)
    seed = secrets.randbelow(1_000_000) if options.seed is None else options.seed
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        room = Room(Path(folder))
        all_of_them = [
            one
            for one in room.mutations(options.part)
            if options.only in f"{one.module}:{one.line} {one.function} {one.change}"
        ]
        chosen = Random(seed).sample(all_of_them, min(options.sample, len(all_of_them)))  # noqa: S311 - no secret
        print(f"mutants: {len(chosen)} of {len(all_of_them)}, --seed {seed}", flush=True)
        words = ["--capture=no", "--replay=off", "--driver=http", f"--reports={folder}/reports"]
        # A random walk that fails is shrunk for minutes, and tells no more than the journeys do.
        words += ["-k", "not test_exploration"]
        # The same persons for the same seed, so that a mutant meets the same scenarios when it is tried again.
        words += [f"--seed={seed}", *resolved(options.scenarios)]
        with room.portal() as healthy:
            director = Director(room, healthy, chosen, options.players, options.patience, Telling(len(chosen)))
            pytest.main([*SILENT, *words], plugins=[director])
        return verdict(director, room, time.perf_counter() - began)


class Telling:
    """Says each mutant as it is tried."""

    def __init__(self, total: int) -> None:
        self._total, self._tried = total, 0

    def __call__(self, fate: Fate) -> None:
        self._tried += 1
        place = f"{fate.mutation.module}:{fate.mutation.line} {fate.mutation.change}"
        words = (
            f"{fate.noticed_by}: {fate.headline}"
            if fate.killed
            else f"none of {counted(fate.silent, 'scenario')} noticed"
        )
        print(f"{self._tried}/{self._total} {'✓' if fate.killed else '✗'} {place}: {words}", flush=True)


def verdict(director: Director, room: Room, seconds: float) -> int:
    """Says what survived, why that matters or does not, and gives the exit status."""
    for alarm in director.alarms:
        print(f"✗ false alarm: {alarm}")
    known = reasons()
    survivors = [fate for fate in director.fates if not fate.killed]
    for fate in survivors:
        print(f"\nsurvives, {known.get(key_of(fate.mutation), 'and nobody knows why')}")
        print(fate.mutation.diff(room.source(fate.mutation)))
    killed = len(director.fates) - len(survivors)
    unknown = [fate for fate in survivors if key_of(fate.mutation) not in known]
    print(
        f"\n{killed} of {len(director.fates)} killed, {len(survivors) - len(unknown)} known as harmless, {seconds:.0f} s"
    )
    return 1 if unknown or director.alarms or not director.fates else 0


def key_of(mutation: Mutation) -> tuple[str, str]:
    """What a mutant is known by, wherever its line stands."""
    return f"{mutation.module} {mutation.function}", mutation.change


def reasons() -> dict[tuple[str, str], str]:
    """The mutants that change nothing that a person can see, and why."""
    with HARMLESS.open("rb") as file:
        return {(one["where"], one["change"]): one["because"] for one in tomllib.load(file).get("harmless", [])}


if __name__ == "__main__":
    sys.exit(main())
