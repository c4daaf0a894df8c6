"""A comparison in words and as a table."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.compare.scenario import ABSENT
from scenarios.load.saying import counted, duration, share

MOST_LINES = 40


def show(comparison: Comparison, console: Console) -> None:
    """Everything that differs; longer lists are cut, the JSON has them whole."""
    turns = {
        "newly fails": (comparison.newly_fails, "red"),
        "newly flaky": (comparison.newly_flaky, "yellow"),
        "newly passes": (comparison.newly_passes, "green"),
        "no longer verified": ([turn for turn in comparison.gone if turn.now != ABSENT], "cyan"),
    }
    for head, (found, colour) in turns.items():
        lines(console, head, [f"{turn.name}: {said(turn)}" for turn in found], colour)
    for head, changes in (
        ("slower", comparison.slower),
        ("faster", comparison.faster),
        ("maybe slower", comparison.hints),
    ):
        if changes:
            console.print(table_of(head, changes))
    if absent := sum(turn.now == ABSENT for turn in comparison.gone):
        console.print(
            Text(f"note: {counted(absent, 'scenario')} of the base runs passed and did not play in the new ones", "dim")
        )
    for note in comparison.notes:
        console.print(Text(f"note: {note}", style="dim"))
    console.print(Text(summary(comparison), style="bold red" if comparison.regression else "bold green"))


def lines(console: Console, head: str, found: Sequence[str], colour: str) -> None:
    if found:
        console.print(Text(f"{head} ({len(found)})", style=f"bold {colour}"))
    for line in found[:MOST_LINES]:
        console.print(Text(f"  {line}"))
    if len(found) > MOST_LINES:
        console.print(Text(f"  and {len(found) - MOST_LINES} more"))


def said(turn: Turn) -> str:
    return f"{turn.before}, now {turn.now}".replace("_", " ")


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


def summary(comparison: Comparison) -> str:
    """The comparison in one line."""
    runs = f"{counted(len(comparison.base), 'run')} against {len(comparison.new)}"
    worse = {
        "newly failing": len(comparison.newly_fails),
        "newly flaky": len(comparison.newly_flaky),
        f"slower by {share(comparison.least)} or more": len(comparison.slower),
    }
    told = ", ".join(f"{count:,} {words}" for words, count in worse.items() if count)
    return (
        f"REGRESSION: {told} ({runs})" if told else f"no regression ({runs}, confidence {share(comparison.confidence)})"
    )
