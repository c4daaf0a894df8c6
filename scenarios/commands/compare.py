"""`rehearsal compare`: what got slower beyond the noise, what newly fails, what newly passes."""

import argparse
import json
import sys
from math import inf
from pathlib import Path
from typing import Any

from scenarios.errors import Misuse

DESCRIPTION = """\
Compares two runs, or two groups of repeated runs, of scenarios or of one load plan. The first line says whether to worry; below
it stand the new runs that ended worse than the base runs, what newly fails, is newly flaky, is no longer verified or got slower
beyond the noise, of proofs which faults are newly missed, then what was played otherwise or no longer, still fails, or newly
passes. How much runs differ by themselves is only seen when they are repeated: from three of each on, slower and faster are told
from noise, with the chance that any of what is named is noise after all kept below what --confidence allows, however many
scenarios or steps there are. Five of each see most of what is 30 % slower.
"""
EPILOG = """\
examples:
  rehearsal compare reports/20260101-120000 reports/latest
  rehearsal compare --base old1 old2 old3 --new new1 new2 new3 --json

exit status: 0 no regression; 1 something newly fails, is newly flaky, is no longer verified or got slower, a fault is newly
missed, or a new run ended worse than all base runs (kept from its end, a fault not caught, FAIL, INVALID); 2 misuse. Scenarios
that are no longer played are counted in the first line, and are no regression: a suite may shrink.
"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "compare",
        help="compare runs: slower, newly failing, newly passing",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("runs", nargs="*", type=Path, metavar="RUN", help="two runs, the base first: folders, or their results.json")
    add("--base", nargs="+", type=Path, default=[], metavar="RUN", help="repeated runs to compare with")
    add("--new", nargs="+", type=Path, default=[], metavar="RUN", help="repeated runs to be compared")
    add("--confidence", type=float, default=0.95, metavar="C", help="how sure slower and faster have to be (0.95)")
    add("--least", type=float, default=0.1, metavar="SHARE", help="a difference below this share does not matter (0.1)")
    add("--json", action="store_true", help="as JSON, all of it")
    parser.set_defaults(command=compare_runs)


def compare_runs(options: argparse.Namespace) -> int:
    from rich.console import Console

    from scenarios.compare import compare, read_run
    from scenarios.compare.telling import show

    refuse_odd_figures(options)
    base, new = ([read_run(place) for place in group] for group in groups(options))
    comparison = compare(base, new, confidence=options.confidence, least=options.least)
    if options.json:
        print(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1))
    else:
        # A file or a pipe has no width; ids of scenarios are long.
        show(comparison, Console(highlight=False, width=None if sys.stdout.isatty() else 160))
    return 1 if comparison.regression else 0


def groups(options: argparse.Namespace) -> tuple[list[Path], list[Path]]:
    """The base runs and the new runs.

    Raises:
        Misuse: it is not clear which are which.
    """
    if options.base and options.new and not options.runs:
        return options.base, options.new
    if len(options.runs) == 2 and not options.base and not options.new:  # noqa: PLR2004 - this one and that one
        return options.runs[:1], options.runs[1:]
    given = f"{len(options.runs)} runs, {len(options.base)} with --base, {len(options.new)} with --new"
    raise Misuse(f"expected two runs, or --base RUN ... --new RUN ..., found {given}")


def refuse_odd_figures(options: argparse.Namespace) -> None:
    """Raises Misuse for figures that mean nothing."""
    if not 0.5 <= options.confidence < 1:  # noqa: PLR2004 - a coin is as sure
        raise Misuse(f"expected --confidence from 0.5 to below 1, found {options.confidence}")
    if not 0 <= options.least < inf:
        raise Misuse(f"expected --least of 0 or more, such as 0.1, found {options.least}")
