"""The table at the end of a run: path x area type x outcome x time."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from scenarios.report.results import MARKS, WORDS, Results, table
from scenarios.requirements import Kind, requirements
from scenarios.runner.telling import titled

HEADS = ("path", "area type", "driver", "outcome", "time")
COLOURS = {"passed": "green", "failed": "red", "flaky": "yellow", "not_verified": "cyan"}


def lines_of(results: Results) -> list[tuple[str, str]]:
    """The table as lines with the outcome that colours each of them; empty for the head."""
    rows = [
        (
            (row.path, row.area_type or "-", row.driver, f"{MARKS[row.outcome]} {row.words}", f"{row.seconds:.1f} s"),
            row.outcome,
        )
        for row in table(results)
    ]
    widths = [max(width(cells[i]) for cells in [HEADS, *(cells for cells, _ in rows)]) for i in range(len(HEADS))]
    return [(aligned(HEADS, widths), ""), *((aligned(cells, widths), outcome) for cells, outcome in rows)]


def aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    *words, time = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join([*words, time.strip().rjust(widths[-1])])


def width(text: str) -> int:
    """How many columns a text takes; Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int) -> str:
    """The text cut or filled to so many columns."""
    while width(text) > columns - 2:
        text = text[:-2] + "…"
    return text + " " * (columns - width(text))


def slowest_of(results: Results, count: int, least: float) -> Iterator[str]:
    """So many scenarios that took longest, of those that took so many seconds at least; all of them if the count is 0."""
    long = [one for one in results.scenarios if one["duration_s"] >= least]
    found = sorted(long, key=lambda one: -one["duration_s"])[: count or None]
    yield f"slowest {len(found)} of {len(results.scenarios)}:"
    yield from (f"{one['duration_s']:>7.1f} s  {titled(one)}" for one in found)


def summary_of(results: Results) -> str:
    """The run in one line."""
    counts = ", ".join(f"{n} {WORDS[outcome]}" for outcome, n in sorted(results.counts.items(), key=order)) or "nothing"
    verified = ", ".join(verified_of(results))
    return f"{results.verdict.replace('_', ' ').upper()}: {counts} in {results.duration_s:.1f} s; verified: {verified}"


def verified_of(results: Results) -> Iterator[str]:
    """How many of the guide's requirements, of the decisions and of the defects are verified."""
    states = results.requirements()
    for kind in Kind:
        found = [states[id_]["state"] for id_, one in requirements().items() if one.source is kind]
        yield f"{found.count('verified') + found.count('proven')} of {len(found)} {kind.plural}"


def order(count: tuple[str, int]) -> int:
    return list(WORDS).index(count[0])
