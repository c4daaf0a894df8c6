"""Gathers what became of all scenarios, in the process that directs the run, and writes the report at its end."""

import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios.report.results import BROKEN_OFF, Results, Scenario
from scenarios.report.table import COLOURS, lines_of, summary_of
from scenarios.runner.state import run_of
from scenarios.runner.telling import legible


class Recorder:
    """Listens to reports, whichever worker they come from."""

    def __init__(self, config: pytest.Config) -> None:
        wishes = run_of(config).wishes
        self.config = config
        self.began = time.perf_counter()
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        self.results = Results(
            wishes.target,
            wishes.driver,
            wishes.seed,
            started,
            faults=wishes.faults,
            network_delay_ms=wishes.network_delay,
        )
        self.is_over = False
        self.chosen = 0
        self.unplayed: dict[str, Scenario] = {}

    def expect(self, known: Iterable[Scenario]) -> None:
        """Learns which scenarios this run is to play."""
        self.unplayed = {one["id"]: one for one in known}
        self.chosen = len(self.unplayed)

    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Expects what this process has collected, unless somebody else's loop plays it in another way."""
        run = run_of(self.config)
        if run.has_scenarios:
            from scenarios.runner.result import known_of_all

            self.expect(known_of_all(session.items, run.wishes))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        scenario: Scenario | None = getattr(report, "scenario", None)
        if scenario is not None:
            self.unplayed.pop(scenario["id"], None)
            self.hear(scenario)
        elif report.failed and report.when not in {"setup", "call", "teardown"}:
            self.lose(report.nodeid, str(report.longrepr).strip())

    def hear(self, scenario: Scenario) -> None:
        """Takes note of a scenario that was played."""
        self.results.scenarios.append(scenario)
        self.config.hook.pytest_rehearsal_played(scenario=scenario)

    def lose(self, id_: str, words: str) -> None:
        """Takes note of what a worker was playing when it crashed."""
        self.trouble(f"{id_}: {words}")
        if known := self.unplayed.pop(id_, None):
            from scenarios.runner.result import lost

            self.hear(lost(known, words))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.trouble(f"{report.nodeid} could not be read: {report.longreprtext}")

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.trouble(str(excinfo.value) or BROKEN_OFF)

    def pytest_internalerror(self, excrepr: Any) -> None:
        self.trouble(str(excrepr))

    def trouble(self, words: str) -> None:
        """Takes note of what keeps the run from being trusted."""
        told = legible(words)
        if told not in self.results.trouble:
            self.results.trouble.append(told)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Dismisses the portal and, while it stops, writes the report, if there was anything to play."""
        run = run_of(self.config)
        if run.service and run.has_scenarios:
            self.results.address = run.service.address
            self.results.says = run.service.target.says.says
            run.service.dismiss()
            if run.service.ended_early is not None:
                self.trouble(f"the portal ended by itself with {run.service.ended_early}; see portal.log")
        self.results.duration_s = time.perf_counter() - self.began
        if not self.results.scenarios or self.config.getoption("setuponly", default=False):
            return
        self.tell_what_is_unplayed()
        self.write(session, run.folder)
        self.is_over = True
        if session.exitstatus == pytest.ExitCode.OK and self.results.verdict != "passed":
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def write(self, session: pytest.Session, folder: Path) -> None:
        """Writes the report; where it cannot be, on a full disk say, what the run came to is told even so."""
        from scenarios.report.folder import write

        try:
            write(self.results, folder)
        except OSError as problem:
            self.trouble(f"expected to write the report of the run, found: {problem}")
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def tell_what_is_unplayed(self) -> None:
        """Sees to it that nothing which was to be played is passed over."""
        if self.unplayed and not self.results.trouble:
            self.trouble(f"{len(self.unplayed)} of {self.chosen} scenarios not played, for the run ended before")
        from scenarios.runner.result import unplayed

        self.results.scenarios.extend(unplayed(known) for known in self.unplayed.values())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.is_over:
            return
        terminalreporter.section("rehearsal")
        for line, outcome in lines_of(self.results):
            terminalreporter.line(line, **{COLOURS[outcome]: True} if outcome else {"bold": True})
        terminalreporter.line("")
        terminalreporter.line(summary_of(self.results))
        if (report := run_of(self.config).folder / "report.html").is_file():
            terminalreporter.line(f"report: {report}")
