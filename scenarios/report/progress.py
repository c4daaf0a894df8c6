"""Shows a run while it is played, and what came of it: moving on a terminal, plain lines elsewhere."""

import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from scenarios.errors import Misuse
from scenarios.report.results import MARKS, WORDS, Scenario
from scenarios.report.table import COLOURS, lines_of, slowest_of, summary_of
from scenarios.runner.state import EARLY, run_of
from scenarios.runner.telling import shortest, text_of, titled
from scenarios.saying import counted

if TYPE_CHECKING:
    from scenarios.runner.recorder import Recorder
    from scenarios.runner.service import Service

INTERRUPTED = 1


class Voice(Protocol):
    """Says lines, and how far the run has come."""

    def say(self, line: str = "", colour: str = "") -> None:
        """One line that stays."""

    def moves(self, done: int, words: str) -> None:
        """How far the run has come."""

    def ends(self) -> None:
        """Takes away what moves."""


class PlainVoice:
    """Lines for a file or a pipe."""

    def say(self, line: str = "", colour: str = "") -> None:
        del colour
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def moves(self, done: int, words: str) -> None:
        """Every scenario has a line of its own already."""

    def ends(self) -> None:
        """Nothing moves."""


class MovingVoice:
    """Coloured lines above a bar; how much it will be in the end need not be known."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        # A stream of its own, for pytest captures the usual one while a scenario is played.
        stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding=sys.stdout.encoding, errors="backslashreplace")
        self.console = Console(file=stream, highlight=False)
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self.bar = Progress(*columns, console=self.console, transient=True, refresh_per_second=4)
        self.task = self.bar.add_task("", total=total)
        self.bar.start()

    def say(self, line: str = "", colour: str = "") -> None:
        self.console.print(line, style=colour or None, markup=False, emoji=False)

    def moves(self, done: int, words: str) -> None:
        self.bar.update(self.task, completed=done, description=words)

    def ends(self) -> None:
        self.bar.stop()


class Progress:
    """The voice of `rehearsal run`, in place of pytest's own."""

    def __init__(self, total: int, early: "Service") -> None:
        self.total = total
        self.early = early
        self.voice: Voice = PlainVoice()
        self.recorder: Recorder | None = None
        self.exit_words = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[EARLY] = self.early

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self.recorder = session.config.pluginmanager.get_plugin("rehearsal-recorder")
        wishes = run_of(session.config).wishes
        where = f"{wishes.target} at {wishes.base_url}" if wishes.base_url else wishes.target
        by = {"browser": "in browsers", "http": "over HTTP", "both": "in browsers and over HTTP"}[wishes.driver]
        scenarios = counted(self.total, "scenario")
        players = counted(session.config.getoption("numprocesses", default=None) or 1, "player")
        self.voice.say(f"rehearsal of {where} {by}: {scenarios}, {players}, --seed {wishes.seed}")
        if sys.stdout.isatty():
            self.voice = MovingVoice(self.total)

    def pytest_rehearsal_played(self, scenario: Scenario) -> None:
        if self.recorder is None:
            return
        self.voice.say(self.line_of(scenario, len(self.recorder.results.scenarios)), COLOURS[scenario["outcome"]])
        if scenario["outcome"] == "not_verified":
            self.voice.say(f"    {scenario['because']}")
        results = self.recorder.results
        counts = ", ".join(f"{n} {WORDS[outcome]}" for outcome, n in results.counts.items())
        self.voice.moves(len(results.scenarios), counts)

    def line_of(self, scenario: Scenario, count: int) -> str:
        """One scenario in one line."""
        number = f"{count:>{len(str(self.total))}}/{self.total}"
        return f"{number} {MARKS[scenario['outcome']]} {titled(scenario)} {scenario['duration_s']:.1f} s"

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Keeps why there was nothing to play; a run that ends at a failure, or that somebody breaks off, says so itself."""
        played = self.recorder and self.recorder.results.scenarios
        if isinstance(excinfo.value, pytest.exit.Exception) or (
            isinstance(excinfo.value, pytest.Session.Interrupted) and not played
        ):
            self.exit_words = " ".join(str(excinfo.value).split())

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.voice.ends()
        if self.recorder is None or not self.recorder.is_over:
            return
        results, folder = self.recorder.results, run_of(session.config).folder
        for scenario in results.in_order():
            if scenario["outcome"] in {"failed", "flaky"}:
                self.voice.say()
                self.voice.say(f"{MARKS[scenario['outcome']]} {text_of(scenario, folder)}")
        self.voice.say()
        for line, outcome in lines_of(results):
            self.voice.say(line, COLOURS[outcome] if outcome else "bold")
        self.voice.say()
        option = session.config.option
        if option.durations is not None:
            for line in slowest_of(results, option.durations, option.durations_min or 0):
                self.voice.say(line)
            self.voice.say()
        for trouble in results.trouble:
            self.voice.say(trouble, "red")
        self.voice.say(summary_of(results), COLOURS[results.verdict])
        if (report := folder / "report.html").is_file():
            self.voice.say(f"report: {shortest(report)}")

    def status(self, status: int) -> int:
        """The command's exit status, by pytest's.

        Raises:
            Misuse: there was nothing to play.
            KeyboardInterrupt: somebody had enough before there was anything to tell.
        """
        if self.exit_words and status == Misuse.exit_code:
            raise Misuse(self.exit_words)
        told = self.recorder is not None and self.recorder.is_over
        if status == pytest.ExitCode.INTERRUPTED and not told:
            raise KeyboardInterrupt
        if status == pytest.ExitCode.OK and not told:
            raise Misuse(
                "expected scenarios to be played, found that pytest played none; see addopts in its settings, and PYTEST_ADDOPTS"
            )
        if status in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return status
        return INTERRUPTED if status == pytest.ExitCode.INTERRUPTED else Misuse.exit_code

    def pytest_internalerror(self, excrepr: Any) -> None:
        sys.stderr.write(f"{excrepr}\n")
