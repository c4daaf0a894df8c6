"""`rehearsal candidates`: made-up candidates for other tools."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

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

    people = candidates(options.seed, options.count, options.start)
    stream = options.output.open("w", encoding="utf-8", newline="") if options.output else nullcontext(sys.stdout)
    with stream as target:
        write(people, options.format, target)
    return 0
