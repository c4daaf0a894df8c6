"""What an exam area (考区) has decided for one project: windows, confirmation, materials, fees, sites."""

from dataclasses import dataclass, field

from mock_portal.domain.calendar import Timetable
from mock_portal.domain.terms import Confirmation

KIB = 1024


@dataclass(frozen=True, slots=True)
class Fees:
    """Prices in fen: per subject by mode of the exam, and a fixed part per person."""

    computer: int
    paper: int
    fixed: int = 0


@dataclass(frozen=True, slots=True)
class MaterialKind:
    """One kind of evidence that an area asks for, with its limits (size in bytes per file)."""

    name: str
    required: bool = True
    max_files: int = 2
    max_bytes: int = 2048 * KIB


@dataclass(frozen=True, slots=True)
class Institution:
    """A 网上确认机构; one that is not active is neither listed nor accepted."""

    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class City:
    """A 报名地市, which is also the exam site (考点) of that name."""

    name: str
    points: tuple[str, ...] = ()
    institutions: tuple[Institution, ...] = ()
    online_payment: bool | None = None  # None: as the area decides

    @property
    def open_institutions(self) -> tuple[str, ...]:
        """Names of the institutions that may be chosen now."""
        return tuple(i.name for i in self.institutions if i.active)


@dataclass(frozen=True, slots=True)
class Area:
    """One exam area of one project; all but ``name``, ``cities`` and ``queue_page`` can be changed at the area's own desk."""

    name: str
    confirmation: Confirmation
    online_payment: bool
    timetable: Timetable
    fees: Fees
    cities: tuple[City, ...]
    materials: tuple[MaterialKind, ...] = ()
    platform: str = "统一支付平台"
    order_minutes: int = 30
    confirms_unchanged_repeaters: bool = False
    review_ends_with_payment: bool = False
    queue_page: int | None = None  # how many a page of a desk's queue shows; None: as many as everywhere
    notice: str = field(default="")

    @property
    def confirms_online(self) -> bool:
        """Whether candidates upload materials instead of bringing a printed form."""
        return self.confirmation is Confirmation.ONLINE

    def city(self, name: str) -> City | None:
        """The city of that name, if the area has it."""
        return next((c for c in self.cities if c.name == name), None)

    def pays_online(self, city: str) -> bool:
        """Whether candidates of ``city`` pay through the portal; a site may differ from its area."""
        found = self.city(city)
        return self.online_payment if found is None or found.online_payment is None else found.online_payment
