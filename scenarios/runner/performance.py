"""What is noted while one scenario is played once: its story, how it ended, and the last page."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scenarios.runner.failure import Failure, failure_of

if TYPE_CHECKING:
    from scenarios.page import Page
    from scenarios.story import Story

STORY = pytest.StashKey["Story"]()
EVIDENCE = pytest.StashKey[Path]()
ONLY_SET_UP = "not verified, because it was only set up"
UNPLAYED = "not verified, because the run ended before it was played"
# The faults that one playing is given instead of those that the whole run has.
FAULTS = pytest.StashKey[tuple[str, ...]]()


@dataclass(slots=True)
class Performance:
    """One playing of one scenario."""

    story: "Story | None" = None
    failure: Failure | None = None
    skipped: str = ""
    called: bool = False
    seconds: float = 0.0
    area_type: str = ""
    seed: int | None = None
    picture: bytes | None = None
    evidence: Path | None = None
    reports: list[pytest.TestReport] = field(default_factory=list)

    @property
    def page(self) -> "Page | None":
        """The last page that anybody saw."""
        return self.story.last_page if self.story else None

    @property
    def outcome(self) -> str:
        """How this playing ended, taken by itself."""
        if self.failure:
            return "failed"
        return "not_verified" if self.because else "passed"

    @property
    def because(self) -> str:
        """Why this playing says nothing of the portal; a scenario that was only set up has not been played."""
        return self.skipped or ("" if self.called or self.failure else ONLY_SET_UP)

    def note(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """Notes one phase: setting up, calling, or tearing down."""
        self.story = item.stash.get(STORY, None)
        self.seconds += report.duration
        self.called = self.called or report.when == "call"
        if report.failed and self.failure is None:
            self.failure = failure_of(item, call, report)
        if report.skipped:
            self.skipped = reason_of(report)
        if report.when == "call" or (report.when == "setup" and not report.passed):
            self._look_around(getattr(item, "funcargs", None) or {})

    def _look_around(self, given: dict[str, Any]) -> None:
        """Notes what is gone once the scenario is torn down."""
        self.seed = given.get("seed")
        self.area_type = (self.story.area_type if self.story else "") or str(given.get("area_type", ""))
        if self.story and self.story.last_camera:
            self.picture = self.story.last_camera()


PERFORMANCE = pytest.StashKey[Performance]()


def reason_of(report: pytest.TestReport) -> str:
    """Why a scenario was not verified."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    words = reason.removeprefix("Skipped: ")
    return words if words.startswith("not verified") else f"not verified, because {words}"
