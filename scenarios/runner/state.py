"""What one pytest process knows about the run it belongs to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

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

            self.service = Service(self.wishes)
        return self.service

    def target(self) -> "Target":
        """The portal under test at its addresses."""
        from scenarios.runner.service import ready_or_exit

        service = self.serving()
        return self.notice.read(service.target) if self.notice else ready_or_exit(service)


RUN = pytest.StashKey[RunState]()


def run_of(config: pytest.Config) -> RunState:
    """The state of the run that this process belongs to."""
    return config.stash[RUN]


def is_worker(config: pytest.Config) -> bool:
    """Whether this process plays for another one, which directs the run."""
    return hasattr(config, "workerinput")
