"""Shows a load rehearsal while it runs: a table that moves on a terminal, a line every few seconds elsewhere."""

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scenarios.load.measures.timeline import Pulses, Timeline
from scenarios.load.plan.plan import Plan
from scenarios.load.report.sight import RECENT_S, Sight, StepLine
from scenarios.load.verdict import Verdict, VerdictKind
from scenarios.saying import duration

LINE_EVERY_S = 5.0
REDRAW_EVERY_S = 0.5
OTHER_LINES = 8
COLOURS = {VerdictKind.PASS: "green", VerdictKind.FAIL: "red", VerdictKind.INVALID: "yellow"}


class LoadView:
    """Reads the pulses of a run's folder as they come. To be used in a `with`, which gives the terminal back."""

    def __init__(self, plan: Plan, folder: Path, console: Console | None = None) -> None:
        self.plan = plan
        self.pulses = Pulses(folder)
        self.console = console or Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())
        self.timeline = Timeline(0.0)
        self.last_shown = float("-inf")
        self.live = Live(console=self.console, auto_refresh=False, transient=True) if self.console.is_terminal else None

    def __enter__(self) -> Self:
        if self.live:
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live:
            self.live.stop()

    def says(self, words: str, style: str = "") -> None:
        """A line that stays."""
        self.console.print(Text(words, style=style))

    def begins(self, epoch: float) -> None:
        """The moment at which arrivals begin is known."""
        self.timeline = Timeline.of(epoch, self.plan.arrivals.lasts_s, ())

    def looks(self, now: float | None = None) -> None:
        """Shows how the run stands at this Unix time; before the epoch is known there is nothing to show."""
        if not self.timeline.epoch:
            return
        now = time.time() if now is None else now
        for pulse in self.pulses:
            self.timeline.add(pulse)
        if self.live and now - self.last_shown >= REDRAW_EVERY_S:
            self.last_shown = now
            self.live.update(
                drawn(Sight(self.plan, self.timeline, now), self.console.height - OTHER_LINES), refresh=True
            )
        elif not self.live and now - self.last_shown >= LINE_EVERY_S:
            self.last_shown = now
            self.says(Sight(self.plan, self.timeline, now).line)

    def ends(self, verdict: Verdict) -> None:
        """The verdict with its sentence."""
        self.says(f"{verdict.kind.value}: {verdict.reason}", f"bold {COLOURS[verdict.kind]}")


def drawn(sight: Sight, most: int) -> Group:
    """The moving view, with so many steps at most."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("time", style="dim"), Text(sight.time))
    facts.add_row(Text("arrivals", style="dim"), Text(f"{sight.arrivals}; {sight.flow}"))
    facts.add_row(Text("generator late", style="dim"), Text(sight.late, style="red" if sight.is_late else ""))
    facts.add_row(Text("errors", style="dim"), Text(sight.errors, style="red" if sight.counts.errors else ""))
    facts.add_row(Text("waiting", style="dim"), Text(sight.queues))
    steps = Table(box=None, padding=(0, 1), header_style="dim")
    for head in ("step", "count", "failed", "p50", "p95", "p99", "limits"):
        steps.add_column(head, justify="left" if head in {"step", "limits"} else "right")
    found = sight.steps()
    for step in found[:most]:
        steps.add_row(*cells(step))
    more = f", {len(found) - most} more steps" if len(found) > most else ""
    return Group(facts, steps, Text(f"latencies of the last {RECENT_S} s{more}", style="dim"))


def cells(step: StepLine) -> list[Text]:
    """One step as a row."""
    seconds = step.recent.seconds
    figures = [duration(seconds.quantile(part)) if seconds.count else "–" for part in (0.5, 0.95, 0.99)]
    standing = Text(step.standing, style="red" if step.broken else "green")
    failed = Text(f"{step.tally.failed:,}", style="red" if step.tally.failed else "")
    return [Text(step.name), Text(f"{step.tally.count:,}"), failed, *map(Text, figures), standing]
