"""The running portal: settings, store, parts and the real clock, handed to every use case."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.case import Case
from mock_portal.parts import HEALTHY, Parts, parts_with
from mock_portal.settings import Settings
from mock_portal.store.engine import Store
from mock_portal.store.projects import faults_of_person
from mock_portal.store.sessions import faults_of_account


def real_time() -> datetime:
    """Now, in Beijing; a project's own clock is reckoned from it."""
    return datetime.now(BEIJING)


@dataclass(frozen=True, slots=True)
class Portal:
    """What a use case works with. A use case opens its own transactions and never sees the web."""

    settings: Settings
    store: Store
    now: Callable[[], datetime] = field(default=real_time)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for reading; see ``Store.reading``."""
        return self.store.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction; see ``Store.writing``."""
        return self.store.writing()

    def parts(self, case: Case) -> Parts:
        """The parts that govern an enrollment: those of its project."""
        return parts_with(case.project.faults)

    def parts_of_person(self, tx: Connection, id_number: str) -> Parts:
        """The parts that govern an account: healthy ones, unless a project that admits its owner is under test."""
        return self.parts_under(faults_of_person(tx, id_number)) if self.settings.control_token else HEALTHY

    def parts_of_account(self, tx: Connection, account_id: int) -> Parts:
        """The same for somebody known by account."""
        return self.parts_under(faults_of_account(tx, account_id)) if self.settings.control_token else HEALTHY

    def parts_under(self, faults: Sequence[str]) -> Parts:
        """The parts with these faults in them; only a portal with a control surface is ever under test."""
        return parts_with(faults) if self.settings.control_token else HEALTHY
