"""Why a scenario failed, in few words: where in the scenario, and what was expected and found there."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from _pytest._code import Traceback, filter_traceback

from scenarios.errors import Misuse, NoAnswer, TargetWrong

LONGEST_HEADLINE = 240
COLOURS = re.compile(r"\x1b\[[\d;]*m")  # as terminals understand them


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong; `words` fill a screen at most when the portal is wrong, and hold a traceback when the harness is.

    `of_target` says that it is the portal that was seen to be wrong: not the harness, and not a wire on which nothing came.
    """

    words: str
    where: str = ""
    source: str = ""
    in_phase: str = "call"
    misuse: bool = False
    of_target: bool = True

    @property
    def headline(self) -> str:
        """The line that says most: the first one, or the error that a traceback ends with; cut where it is very long."""
        lines = [line.strip() for line in self.words.splitlines() if line.strip()]
        errors = [line.removeprefix("E ").strip() for line in lines if line.startswith("E ")]
        line = next(iter(errors or lines), "failed without a word")
        return line if len(line) <= LONGEST_HEADLINE else f"{line[: LONGEST_HEADLINE - 1]}…"


def failure_of(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> Failure:
    """The failure that a phase of a scenario ended with."""
    problem = call.excinfo
    phase = report.when or "call"
    if problem is None:
        return Failure(report.longreprtext, in_phase=phase)
    where, source = place_in_scenario(item, problem)
    misuse = isinstance(problem.value, Misuse)
    return Failure(words_of(problem), where, source, phase, misuse=misuse, of_target=is_of_target(problem.value))


def is_of_target(problem: BaseException) -> bool:
    """Whether a problem says that the portal is wrong, which takes an expectation of it and an answer that it gave."""
    return isinstance(problem, AssertionError) and not isinstance(problem, NoAnswer)


def words_of(problem: pytest.ExceptionInfo[BaseException]) -> str:
    """What was expected and found, as plain text, whatever colours pytest or Playwright have put on."""
    return COLOURS.sub("", told_of(problem))


def told_of(problem: pytest.ExceptionInfo[BaseException]) -> str:
    """Anything unexpected comes with its traceback, for it is the harness's own fault; pytest has no part in it."""
    if isinstance(problem.value, AssertionError | TargetWrong | Misuse | pytest.fail.Exception):
        return str(problem.value) or problem.exconly()
    if has_ended(problem.value):
        return "expected a browser to the end of the scenario, found that it, or its page, had crashed or was closed"
    return str(problem.getrepr(style="short", tbfilter=of_scenario_and_harness))


def of_scenario_and_harness(problem: pytest.ExceptionInfo[BaseException]) -> Traceback:
    """A traceback without what only leads to the scenario."""
    return problem.traceback.filter(lambda entry: filter_traceback(entry) and not entry.ishidden(problem))


def has_ended(problem: BaseException) -> bool:
    """Whether Playwright, which need not be there, says that a browser or a page of it is gone."""
    gone = type(problem).__name__ == "TargetClosedError" or "crashed" in str(problem)
    return gone and type(problem).__module__.startswith("playwright.")


def place_in_scenario(item: pytest.Item, problem: pytest.ExceptionInfo[BaseException]) -> tuple[str, str]:
    """The last line of the scenario's own file that was being played, as (file:line, source)."""
    for entry in reversed(problem.traceback):
        if str(entry.path) == str(item.path):
            line = entry.lineno + 1
            return f"{item.nodeid.partition('::')[0]}:{line}", statement_of(entry)
    return "", ""


def statement_of(entry: Any) -> str:
    """The source of a line; nothing, if the file has been rewritten since."""
    try:
        return str(entry.statement).strip()
    except IndexError:
        return ""
