"""Plays one scenario: once, and a second time for evidence if it failed; then says what became of it."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from scenarios.runner import evidence
from scenarios.runner.performance import EVIDENCE, PERFORMANCE, STORY, Performance
from scenarios.runner.result import result_of
from scenarios.runner.state import run_of
from scenarios.runner.telling import text_of
from scenarios.runner.video import can_record

# What pytest-playwright is told for the time of a replay; on the way nothing is recorded, for it costs more than the play.
RECORDING = ("tracing", "video", "screenshot")
SLUG_LENGTH = 80


def play(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Plays a scenario, and logs it."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    first = perform(item, nextitem)
    replay = None
    run = run_of(item.config)
    wishes = run.wishes
    if first.failure and not first.failure.misuse and wishes.replay:
        replay = replayed(item, nextitem, run.folder / "evidence" / slug_of(item.nodeid))
    result = result_of(item, wishes, first, replay)
    tell(first, result, run.folder)
    for report in first.reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    forget(item)


def perform(item: pytest.Item, nextitem: pytest.Item | None) -> Performance:
    """Plays a scenario once, from setting up to tearing down."""
    performance = item.stash[PERFORMANCE] = Performance()
    performance.reports = runtestprotocol(item, nextitem=nextitem, log=False)
    return performance


def forget(item: pytest.Item) -> None:
    """Lets go of what was noted of a scenario; its story holds on to every page that anybody saw."""
    del item.stash[PERFORMANCE]
    if STORY in item.stash:
        del item.stash[STORY]


def replayed(item: pytest.Item, nextitem: pytest.Item | None, folder: Path) -> Performance:
    """Plays a failed scenario once more, with the same persons and everything recorded."""
    with recording(item, folder):
        performance = perform(item, nextitem)
    performance.evidence = folder
    evidence.keep(performance, folder)
    return performance


@contextmanager
def recording(item: pytest.Item, folder: Path) -> Iterator[None]:
    """Has pytest-playwright record what happens meanwhile, into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    option = item.config.option
    recorded = [name for name in RECORDING if hasattr(option, name) and (name != "video" or can_record())]
    before = {name: getattr(option, name) for name in recorded}
    vars(option).update(dict.fromkeys(recorded, "on"))
    item.stash[EVIDENCE] = folder
    try:
        yield
    finally:
        vars(option).update(before)
        del item.stash[EVIDENCE]


def tell(first: Performance, result: dict[str, Any], folder: Path) -> None:
    """Puts what became of the scenario into its reports, which travel to whoever directs the run."""
    for report in first.reports:
        if report.failed:
            report.longrepr = text_of(result, folder)
            report.sections = []
    vars(first.reports[-1])["scenario"] = result


def slug_of(nodeid: str) -> str:
    """A folder's name for a scenario: readable, and never the same for two of them."""
    words = re.sub(r"[^\w-]+", "-", nodeid.rpartition("::")[2]).strip("-")[:SLUG_LENGTH]
    return f"{words}-{hashlib.sha256(nodeid.encode()).hexdigest()[:6]}"
