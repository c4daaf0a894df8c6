"""A small crowd over HTTP in one process: the actors of the scenarios, each with a witness, on a real portal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from fixtures.people import a_candidate
from scenarios.actors import Candidate, ExamArea, NationalCenter, RegistrationPoint, Site
from scenarios.actors.actor import Hands, How
from scenarios.areas import AREAS, Area, AreaType
from scenarios.control import Stage, set_stage
from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Transport
from scenarios.load.account import Ending, RunAccount
from scenarios.load.ledger import Book, LedgerWords, Reconciliation, Who, reconcile, witnessed
from scenarios.load.ledger.records import Record, records_in
from scenarios.story import Story
from scenarios.target import StaffSignIn, Target


@dataclass(frozen=True, slots=True)
class WitnessedHands:
    """Hands of one person, over HTTP; ``who`` of them is written down in the book."""

    book: Book
    who: Who
    words: LedgerWords
    wire: Transport | None = None

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  the book knows who it is
        return witnessed(HttpDriver(self.wire), self.book, self.who, self.words)

    def kind(self, how: How) -> str:  # noqa: ARG002  both ways are the same
        return "http"


@dataclass(slots=True)
class Crowd:
    """People and desks of one project, and what the ledgers and the records say of them."""

    target: Target
    folder: Path
    seed: int
    faults: Sequence[str] = ()
    area: Area = AREAS[AreaType.ON_SITE_PAY]
    wire: Transport | None = None
    stage: Stage = field(init=False)
    book: Book = field(init=False)
    words: LedgerWords = field(init=False)

    def __post_init__(self) -> None:
        # One key for all: the people of the crowd before are gone, so that the same ones can come again.
        self.stage = set_stage(self.target, "crowd", [self.area], faults=self.faults)
        self.book = Book(self.folder / "w0.jsonl")
        self.words = LedgerWords.of(self.target)

    def candidate(self, number: int) -> Candidate:
        """Candidate of that number, ready for enrolling."""
        profile = a_candidate(self.seed, number, employers=self.target.employers)
        self.stage.admits([profile.id_number])
        hands = self._hands(Who(number, "candidate", profile.id_number))
        person = Candidate(profile, self.target, Story(), hands)
        person.lives_in(self.area)
        person.project = self.stage.project
        person.gets_ready()
        return person

    def candidates(self, *numbers: int) -> list[Candidate]:
        """Several of them."""
        return [self.candidate(number) for number in numbers]

    def approves(self, *candidates: Candidate) -> None:
        """The desks' part, and then it is time to pay."""
        city = self.area.city
        point = RegistrationPoint(*self._desk("registration-point", city.name, city.points[0]))
        site = Site(*self._desk("site", city.name))
        area = ExamArea(*self._desk("area"))
        for candidate in candidates:
            assert point.confirms(candidate.prints()).accepted
            assert site.passes(candidate.profile.name).accepted
            assert area.passes(candidate.profile.name).accepted
        self.stage.travels_to(self.stage.calendar.payment.noon)

    def records(self) -> list[Record]:
        """What the national center's file says now."""
        sign_in = self.stage.sign_in_of("center", "")
        center = NationalCenter(sign_in, self.target, Story(), self._hands(Who(-1, "center")))
        text = center.downloads_records().content.decode("utf-8-sig")
        return list(records_in(StringIO(text), "records"))

    def reconciled(self) -> Reconciliation:
        """Ledger and records compared."""
        account = RunAccount(self.seed, 0.0, 1.0, Ending.DRAINED, 0.0, 0, ())
        return reconcile(
            self.folder,
            self.records(),
            account,
            id_number_of=lambda number: a_candidate(self.seed, number).id_number,
            fees={self.area.name: self.area},
        )

    def _desk(self, role: str, city: str = "", unit: str = "") -> tuple[StaffSignIn, Target, Story, Hands]:
        sign_in = self.stage.sign_in_of(role, self.area.name, city, unit)
        return sign_in, self.target, Story(), self._hands(Who(-1, role))

    def _hands(self, who: Who) -> Hands:
        return WitnessedHands(self.book, who, self.words, self.wire)
