"""`rehearsal candidates`: made-up candidates for other tools."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scenarios.errors import Misuse

DESCRIPTION = """\
Writes made-up candidates: names, valid ID numbers, employers, education, titles, consistent with one another. Candidate n of
a seed is always the same person, so many machines agree without exchanging a file.
"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser("candidates", help="write made-up candidates", description=DESCRIPTION)
    parser.add_argument("--count", type=int, default=10, metavar="N", help="how many (10)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which people (1)")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="number of the first one (0)")
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="CSV with a head, or JSON lines (csv)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
    parser.set_defaults(command=write_candidates)


def write_candidates(options: argparse.Namespace) -> int:
    from fixtures.export import candidates, write

    refuse_nobody(options.start, options.count)
    people = candidates(options.seed, options.count, options.start)
    place = "standard output" if options.output is None else f"--output {options.output}"
    try:
        if options.output is None:
            write(people, options.format, sys.stdout)
            sys.stdout.flush()
        else:
            with options.output.open("w", encoding="utf-8", newline="") as file:
                write(people, options.format, file)
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except OSError as problem:
        raise Misuse(f"expected to write to {place}, found: {problem.strerror}") from None
    return 0


def refuse_nobody(start: int, count: int) -> None:
    """Raises Misuse for people whom no seed has."""
    from fixtures.people.making import PEOPLE_PER_SEED

    if count < 0:
        raise Misuse(f"expected --count to be 0 or more, found {count}")
    if start < 0 or start + count > PEOPLE_PER_SEED:
        raise Misuse(
            f"expected --start and --count to mean candidates 0 to {PEOPLE_PER_SEED - 1}, found {start} to "
            f"{start + max(count - 1, 0)}; more people have other seeds"
        )
