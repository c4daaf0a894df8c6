"""A comparison in words and as a table."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.report.results import WORDS
from scenarios.saying import duration, share

MOST_LINES = 40
FEW_LINES = 10  # of what is no regression


def show(comparison: Comparison, console: Console) -> None:
    """First whether to worry, then everything that differs; longer lists are cut, the JSON has them whole."""
    colour = "red" if comparison.regression else "yellow" if comparison.besides else "green"
    console.print(Text(comparison.headline, style=f"bold {colour}"), soft_wrap=True)
    for head, found, colour in (
        ("ended worse", comparison.ended_worse, "red"),
        ("newly fails", comparison.newly_fails, "red"),
        ("newly flaky", comparison.newly_flaky, "yellow"),
        ("no longer verified", comparison.no_longer_verified, "red"),
        ("faults newly missed", comparison.newly_missed, "red"),
    ):
        lines(console, head, found, colour, MOST_LINES)
    figures(console, "slower", comparison.slower)
    for head, found, colour in (
        ("played otherwise", comparison.played_otherwise, "cyan"),
        ("still fails", comparison.still_fails, "yellow"),
        ("faults still missed", comparison.still_missed, "yellow"),
        ("no longer played", sorted(comparison.gone, key=lambda turn: turn.before == "passed"), "cyan"),
        ("newly passes", comparison.newly_passes, "green"),
        ("faults newly caught", comparison.newly_caught, "green"),
    ):
        lines(console, head, found, colour, FEW_LINES)
    figures(console, "faster", comparison.faster)
    figures(console, "maybe slower", comparison.hints)
    new = [f"{len(comparison.appeared):,} in the new runs only, and did not fail"] if comparison.appeared else []
    for note in (*new, *comparison.notes):
        console.print(Text(f"note: {note}", style="dim"), soft_wrap=True)


def lines(console: Console, head: str, found: Sequence[Turn], colour: str, most: int) -> None:
    if found:
        console.print(Text(f"{head} ({len(found)})", style=f"bold {colour}"))
    for turn in found[:most]:
        console.print(Text(f"  {turn.name}: {said(turn)}"), soft_wrap=True)
    if len(found) > most:
        console.print(Text(f"  and {len(found) - most} more"))


def figures(console: Console, head: str, changes: Sequence[Change]) -> None:
    if changes:
        console.print(table_of(head, changes))


def said(turn: Turn) -> str:
    before, now = (WORDS.get(words, words) for words in (turn.before, turn.now))
    return f"{before}, now {now}"


def table_of(head: str, changes: Sequence[Change]) -> Table:
    table = Table(title=f"{head} ({len(changes)})", title_justify="left", box=None, header_style="dim", padding=(0, 1))
    table.add_column("what", overflow="fold")
    for column in ("figure", "base", "new", "change", "chance of noise"):
        table.add_column(column, justify="right", no_wrap=True)
    for change in changes[:MOST_LINES]:
        table.add_row(*map(Text, cells(change)))
    return table


def cells(change: Change) -> Iterator[str]:
    yield from (change.name, change.figure, duration(change.base), duration(change.new))
    yield f"{(change.ratio - 1) * 100:+.0f} %"
    yield "" if change.chance is None else share(change.chance)
