"""Everything that is known about one enrollment at one moment: what the rules decide upon."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.terms import Page, State

Values = Mapping[str, str | tuple[str, ...]]
NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Person:
    """The account's owner as registered; ``id_number`` is in its normal form (capital X, no blanks)."""

    id: int
    username: str
    name: str
    id_type: str
    id_number: str
    sex: str
    birth_date: date | None
    nationality: str
    foreign_nationality: str = ""
    photo_file: int | None = None
    wechat_bound: bool = False


@dataclass(frozen=True, slots=True)
class Credential:
    """One entry of 【学历学位信息维护】: an education or a degree, with what 学信网 said of it."""

    id: int
    kind: str  # "education" or "degree"
    level: str
    school: str
    major: str
    obtained_on: date
    certificate_no: str
    verification: str  # 未核验, 核验通过, 核验未通过


@dataclass(frozen=True, slots=True)
class Project:
    """An exam project with a clock of its own: ``clock_offset`` is what it runs ahead of real time, unless it stands still."""

    id: int
    title: str
    registration: Window
    exam_date: date
    clock_offset: timedelta = timedelta()
    stands_at: datetime | None = None
    faults: tuple[str, ...] = ()

    def now(self, real_now: datetime) -> datetime:
        """The project's time at the real moment ``real_now``."""
        return self.stands_at or real_now + self.clock_offset


@dataclass(frozen=True, slots=True)
class SavedPage:
    """What a candidate last sent on one form page. ``revision`` is the enrollment's at that save, ``done`` says it was valid."""

    values: Values
    revision: int
    done: bool


@dataclass(frozen=True, slots=True)
class Enrollment:
    """The enrollment of one person in one project, as stored."""

    id: int
    project_id: int
    account_id: int
    state: State
    area: str
    city: str = ""
    institution: str = ""
    agreed: bool = False
    pages: Mapping[Page, SavedPage] = field(default_factory=lambda: MappingProxyType({}))
    photo_file: int | None = None  # the photo that was confirmed
    version: int = 0  # of the latest submission, 0 before the first
    code: str | None = None  # the valid verification code, if any
    submitted_at: datetime | None = None
    corrected: bool = False  # by the site, since it was submitted
    reason: str = ""  # why the last desk said no
    revision: int = 0  # counts every change

    def values(self, page: Page) -> Values:
        """What stands on ``page``, nothing if it was never saved."""
        saved = self.pages.get(page)
        return saved.values if saved else NOTHING


@dataclass(frozen=True, slots=True)
class Case:
    """One enrollment with its person, project and area at the project's time ``now``."""

    project: Project
    area: Area
    person: Person
    enrollment: Enrollment
    now: datetime

    @property
    def state(self) -> State:
        """The stored state; what the clock made of it is the rules' ``standing``."""
        return self.enrollment.state

    @property
    def pays_online(self) -> bool:
        """Whether this candidate pays through the portal."""
        return self.area.pays_online(self.enrollment.city)
