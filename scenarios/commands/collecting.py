"""Finds scenarios without playing them, by pytest's own collection in this process."""

import io
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenarios.errors import Misuse
from scenarios.runner.selection import is_scenario
from scenarios.runner.state import run_of

if TYPE_CHECKING:
    from scenarios.runner.service import Service

HOME = Path(__file__).parent.parent
# Pytest's own voice is silenced: the commands speak for themselves. Of its plugins only those are loaded that a run needs:
# each costs its import, and pytest reads and rewrites all the source that comes with it. Whoever wants more names them
# behind --. That a command has imported its own package before pytest could rewrite the asserts in it is no news.
PLUGINS = (
    *("--disable-plugin-autoload", "-p", "xdist.plugin", "-p", "scenarios.plugin", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
SILENT = ("-p", "no:terminalreporter", *PLUGINS)
SETTINGS = ("pyproject.toml", "pytest.ini")
# With these pytest has to be heard itself: with the first it tells something and plays nothing, with the last it shows
# what it plays.
LOOKS = (
    *("--collect-only", "--collectonly", "--co", "--setup-plan", "--setupplan", "--setup-only", "--setuponly"),
    *("--fixtures", "--funcargs", "--fixtures-per-test", "--markers", "--cache-show"),
    *("--version", "-V", "--help", "-h"),
    *("--setup-show", "--setupshow", "--pdb", "--trace"),
)
# Takes a while to import; a run over HTTP has no use for it.
BROWSERS = ("-p", "pytest_playwright.pytest_playwright")


def look(passed_on: Sequence[str]) -> str:
    """The first of these options with which pytest has to be heard itself; nothing if there is none."""
    return next((word for word in passed_on if word.partition("=")[0] in LOOKS), "")


def refuse_looks(passed_on: Sequence[str]) -> None:
    """Lets options pass with which pytest only plays.

    Raises:
        Misuse: with one of them it would tell something itself.
    """
    if word := look(passed_on):
        raise Misuse(f"expected options to play with behind --, found {word}; see `rehearsal run -- {word}`")


def memory() -> tuple[str, ...]:
    """What failed last is remembered for --lf and its like in a project's folder, and nowhere else."""
    here = Path.cwd()
    if not any((here / name).is_file() for name in SETTINGS):
        return ()
    return ("-p", "cacheprovider", "-p", "stepwise", "-o", f"cache_dir={here / '.pytest_cache'}")


class Found:
    """Keeps what was collected."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.left_out = 0
        self.problems: list[str] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = [item for item in session.items if is_scenario(item)]

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        self.left_out += len(items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problems.append(f"{report.nodeid}: {last_line(report.longreprtext)}")

    def pytest_internalerror(self, excrepr: object) -> None:
        self.problems.append(last_line(str(excrepr)))


def collect(places: Sequence[str], options: Sequence[str]) -> list[pytest.Item]:
    """The scenarios that these places and options mean.

    Raises:
        Misuse: pytest does not understand them, a file cannot be read, or there is no scenario.
        KeyboardInterrupt: whoever waited for them has had enough.
    """
    found, errors = Found(), io.StringIO()
    with redirect_stderr(errors):
        status = pytest.main([*SILENT, *resolved(places), *options, "--collect-only"], plugins=[found])
    if found.problems:
        raise Misuse(f"expected scenarios that can be read, found {found.problems[0]}")
    if status == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if status == pytest.ExitCode.USAGE_ERROR:
        raise Misuse(complaint(errors.getvalue()))
    if not found.items:
        raise Misuse(nothing_found(", ".join(places) or str(HOME), found.left_out))
    return found.items


def collect_for(service: "Service", places: Sequence[str], options: Sequence[str]) -> list[pytest.Item]:
    """The same, to be played on a portal that has been started for them.

    Raises:
        Misuse: they mean another one, or see ``collect``.
    """
    items = collect(places, options)
    service.refuse_others(run_of(items[0].config).wishes)
    return items


def nothing_found(where: str, left_out: int) -> str:
    """What is wrong where no scenario was found."""
    if not left_out:
        return f"expected scenarios to play, found none in {where}"
    return (
        f"expected scenarios to play, found that none of the {left_out} in {where} is meant by -k and the other options "
        "that choose; `rehearsal run -- --collect-only -q` lists names that -k understands"
    )


def resolved(places: Sequence[str]) -> list[str]:
    """Places as pytest finds them from wherever the command was given; all scenarios if none is named.

    They go before what stands behind --: some options of pytest take a value or none, and --debug would write into it.
    """
    return [place_of(place) for place in places] or [str(HOME)]


def place_of(place: str) -> str:
    file, *inside = place.split("::")
    candidates = (Path(file), HOME.parent / file, HOME / file)
    found = next((path for path in candidates if path.exists()), None)
    if found is None:
        raise Misuse(
            f"expected a file or a folder of scenarios, found {place}; to pick scenarios by a word put -- -k WORD behind"
        )
    return "::".join([str(found), *inside])


def complaint(said: str) -> str:
    """Pytest's complaint about its arguments, without the usage before it."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "error: " in line.lower()]
    words = (telling or lines or ["arguments that it cannot use"])[-1]
    words = words.rpartition("error: ")[2].removeprefix("ERROR: ")
    words += "; `rehearsal run --help` says how its plugins are loaded" if "unrecognized arguments" in words else ""
    return words if words.startswith("expected") else f"expected arguments that pytest understands, found: {words}"


def last_line(text: str) -> str:
    """The line of a traceback that says what is wrong."""
    lines = [line for line in text.strip().splitlines() if line.startswith("E ")] or text.strip().splitlines() or [""]
    return lines[-1].removeprefix("E").strip()
