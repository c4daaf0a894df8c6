"""What one pytest process knows about the run it belongs to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from scenarios.errors import Misuse
from scenarios.runner.options import Wishes

if TYPE_CHECKING:
    from scenarios.runner.service import Notice, Service
    from scenarios.target import Target


@dataclass(slots=True)
class RunState:
    """Wishes, and the portal: a service of one's own, or the director's notice where this process is a worker."""

    wishes: Wishes
    service: "Service | None" = None
    notice: "Notice | None" = None
    has_scenarios: bool = False

    def serving(self) -> "Service":
        """The portal of this run; made when it is first asked for, so that other test runs never pay for it."""
        if self.service is None:
            from scenarios.runner.service import Service

            self.service = Service(self.wishes.target, self.wishes.base_url, self.wishes.reports)
        return self.service

    @property
    def folder(self) -> Path:
        """Where this run keeps what it leaves; it has one from the moment at which there is something to play."""
        return self.notice.folder if self.notice else self.serving().folder

    def target(self) -> "Target":
        """The portal under test at its addresses."""
        service = self.serving()
        return self.notice.read(service.target) if self.notice else ready_or_exit(service)

    def is_over(self, problem: Misuse) -> NoReturn:
        """Ends the run, for nothing can be played; a worker that ended without a word would pass for one that crashed."""
        if self.notice:
            self.notice.refuse(str(problem))
        pytest.exit(str(problem), returncode=Misuse.exit_code)


RUN = pytest.StashKey[RunState]()
# A portal that was started before pytest was, to save time.
EARLY = pytest.StashKey["Service"]()


def run_of(config: pytest.Config) -> RunState:
    """The state of the run that this process belongs to."""
    return config.stash[RUN]


def is_worker(config: pytest.Config) -> bool:
    """Whether this process plays for another one, which directs the run."""
    return hasattr(config, "workerinput")


def ready_or_exit(service: "Service") -> "Target":
    """The target at its addresses; a run whose portal does not start is over."""
    try:
        return service.ready()
    except Misuse as problem:
        pytest.exit(str(problem), returncode=Misuse.exit_code)
