"""The command behind `make bench`: plays sections, prints one table of ratios, writes reports/bench/bench.json."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import (
    average,
    browser,
    generator,
    injector,
    machine,
    measures,
    memory,
    portal,
    reconciliation,
    scale,
    start,
    suite,
    virtual,
)
from tests.benchmarks.figures import Figure

Section = Callable[[Callable[[str], None]], list[Figure]]
SECTIONS: dict[str, Section] = {
    "portal": portal.figures,
    "journey": average.figures,
    "scale": scale.figures,
    "browser": browser.figures,
    "generator": generator.figures,
    "virtual": virtual.figures,
    "injector": injector.figures,
    "start": start.figures,
    "memory": memory.figures,
    "reconciliation": reconciliation.figures,
    "measures": measures.figures,
    "suite": suite.figures,
}
REPORT = Path("reports/bench/bench.json")
WORDS = {True: "reached", False: "not reached", None: ""}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and show; a goal that is not reached is a figure, not a failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all if none")
    wanted = parser.parse_args(argv).sections or list(SECTIONS)
    if unknown := set(wanted) - set(SECTIONS):
        parser.error(f"expected sections among {', '.join(SECTIONS)}, found {', '.join(sorted(unknown))}")
    before = machine.load()
    measured = [figure for name in SECTIONS if name in wanted for figure in SECTIONS[name](_tell)]
    show(measured, before)
    write(measured, before)
    return 0


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def show(figures: Sequence[Figure], load: str) -> None:
    """The table, with the machine below it."""
    table = Table("section", "what", "goal", "median", "min-max", "", "measured")
    for each in figures:
        goal = "" if each.goal is None else f"{'≥' if each.at_least else '≤'} {each.goal:.3g}"
        spread = f"{min(each.ratios):.3f}-{max(each.ratios):.3f}"
        table.add_row(each.section, each.what, goal, f"{each.middle:.3f}", spread, WORDS[each.reached], each.note)
    console = Console(width=None if sys.stdout.isatty() else 180)
    console.print(table)
    described = "; ".join(f"{name}: {what}" for name, what in machine.description().items())
    console.print(f"{described}; load before: {load}", soft_wrap=True)


def write(figures: Sequence[Figure], load: str) -> None:
    """The same for programs."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    kept = {
        "measured": datetime.now().astimezone().isoformat(timespec="seconds"),
        "machine": machine.description(),
        "load_before": load,
        "figures": [_as_json(figure) for figure in figures],
    }
    REPORT.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _as_json(figure: Figure) -> dict[str, object]:
    return {
        "section": figure.section,
        "what": figure.what,
        "goal": figure.goal,
        "at_least": figure.at_least,
        "median": figure.middle,
        "ratios": figure.ratios,
        "reached": figure.reached,
        "note": figure.note,
    }


if __name__ == "__main__":
    sys.exit(main())
