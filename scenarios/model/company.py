"""Everybody whom a journey takes: a candidate, and the desks of wherever the candidate enrolls."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count

from fixtures.printed_form import PrintedForm
from scenarios.actors import Candidate, ExamArea, Institution, Outcome, RegistrationPoint, Site
from scenarios.areas import Area
from scenarios.books import books_of
from scenarios.calendar import SECOND
from scenarios.cast import Staff
from scenarios.control import Stage
from scenarios.drivers.driver import Fields
from scenarios.errors import TargetWrong
from scenarios.model.journeys import Journey, Leg
from scenarios.process import Move, untold
from scenarios.story import Story

REASON = "材料与填报信息不一致"
QUEUED = frozenset({"site-passed", "corrected-passed"})  # for 考区终审; who is passed already is found by number


@dataclass(frozen=True, slots=True)
class Desks:
    """The desks of one area; those that it does not have are none."""

    site: Site
    area: ExamArea
    point: RegistrationPoint | None = None
    institution: Institution | None = None


def desks_of(staff: Staff) -> Desks:
    """The desks where a candidate of the area is served."""
    online = staff.area.type.online
    return Desks(
        staff.site(),
        staff.exam_area(),
        point=None if online else staff.point(),
        institution=staff.institution() if online else None,
    )


def twin_of(area: Area) -> Area:
    """Another area of the same type."""
    return area.with_(name="福建省", cities=tuple(replace(city, name=f"福建{city.name}") for city in area.cities))


@dataclass(slots=True)
class Company:
    """Makes moves by their names; both `areas` are of one type, so that a change of area changes nothing else."""

    candidate: Candidate
    staff: Staff
    stage: Stage
    story: Story
    areas: tuple[Area, Area]
    made: list[str] = field(default_factory=list)  # the events of all moves so far
    filled_in: bool = False
    corrections: Iterator[int] = field(default_factory=count)
    form: PrintedForm | None = None  # of the submission that stands, once it was printed
    desks: Desks = field(init=False)

    def __post_init__(self) -> None:
        self.desks = desks_of(self.staff)
        self.candidate.beforehand.begins()

    def strays(self, journey: Journey) -> tuple[str, ...]:
        """What goes otherwise than the table says, at the first move that does; nothing, if all goes well."""
        for leg in journey.legs:
            if wrong := self.goes_wrong(leg):
                return wrong
            self.story.moves.append(str(leg.move))
        return ()

    def goes_wrong(self, leg: Leg) -> tuple[str, ...]:
        """What goes otherwise than the table says about one move."""
        if leg.now > self.stage.moment:
            self.stage.travels_to(leg.now + SECOND)
        outcome = self.makes(leg.move)
        if outcome is not None and outcome.refused:
            return (f"{leg.move}: expected it to be accepted, found {outcome}",)
        self.made.append(leg.move.event)
        return tuple(f"{leg.move}: {words}" for words in self.differences(leg.to))

    def differences(self, state: str) -> tuple[str, ...]:
        """What the page of the enrollment says otherwise than it should in this state, after all that has happened."""
        flow = self.candidate.sees_flow()
        return (*flow.differences(state), *untold(self.made, self.candidate.reads_history()), *self._miscounts(state))

    def _miscounts(self, state: str) -> tuple[str, ...]:
        """What is wrong with the money, once there was any: who has paid has paid once, and of nobody else is anything kept."""
        fees = [self.candidate.fee()] if state == "paid" else []
        if "pay" not in self.made or books_of(self.stage).keep(*fees):
            return ()
        return (f"expected the books to keep {fees or 'nothing'}, found {books_of(self.stage)}",)

    def makes(self, move: Move) -> Outcome | None:
        """One move; the clock's needs nobody."""
        candidate, site, area = self.candidate, self.desks.site, self.desks.area
        name, id_number = candidate.profile.name, candidate.profile.id_number
        acts: dict[str, Callable[[], Outcome | None]] = {
            "submit": lambda: self._submits(repairs=move.state == "confirm-rejected"),
            "change-area": self._changes_area,
            "withdraw": candidate.withdraws,
            "confirm": lambda: self._point.confirms(self._form()),
            "refuse": lambda: self._point.refuses(self._form(), REASON),
            "pass-materials": lambda: self._institution.passes(name),
            "reject": lambda: self._institution.rejects(name, REASON),
            "pass-site": lambda: site.passes(name),
            "fail-site": lambda: site.fails(name, REASON),
            "send-back": lambda: site.sends_back_failed(id_number, REASON),
            "correct": lambda: site.corrects(id_number, "联系方式", self._another_number(), REASON),
            "pass-area": lambda: area.passes(name),
            "fail-area": lambda: (
                area.fails(name, REASON) if move.state in QUEUED else area.overturns(id_number, REASON)
            ),
            "pay": candidate.pays,
            "lapse": lambda: None,
        }
        return acts[move.event]()

    def insists_on(self, event: str) -> None:
        """Try something that nobody offers: the candidate by the page's address, a desk with whatever it has at hand."""
        own: dict[str, Callable[[], Outcome]] = {
            "submit": self.candidate.insists_on_submission,
            "withdraw": self.candidate.insists_on_withdrawal,
            "pay": self.candidate.insists_on_payment,
        }
        # Nothing there to be pressed, or nobody to be asked, is as good as a refusal.
        with suppress(TargetWrong, AssertionError):
            if event in own:
                own[event]()
            else:
                self.makes(Move("", event, "", "", "", ""))

    @property
    def _point(self) -> RegistrationPoint:
        assert self.desks.point is not None
        return self.desks.point

    @property
    def _institution(self) -> Institution:
        assert self.desks.institution is not None
        return self.desks.institution

    def _another_number(self) -> Fields:
        """One that was not there before: a correction must change something."""
        return {"手机": f"139{next(self.corrections):08}"}

    def _form(self) -> PrintedForm:
        """What the candidate brings to the desk."""
        if self.form is None:
            self.form = self.candidate.prints()
        return self.form

    def _submits(self, *, repairs: bool) -> Outcome:
        """For the first time, again as it was, or with better material after a rejection."""
        self.form = None
        if repairs:
            self.candidate.replaces_material(self.candidate.area.materials[0])
        if self.filled_in:
            return self.candidate.submits_again()
        self.filled_in = True
        return self.candidate.starts_over()

    def _changes_area(self) -> Outcome:
        """To the other one of the two areas, whose notice comes first."""
        here, there = self.areas
        outcome = self.candidate.changes_area(there if self.candidate.area.name == here.name else here)
        self.candidate.accepts_notice()
        self.staff = replace(self.staff, area=self.candidate.area)
        self.desks, self.filled_in = desks_of(self.staff), False
        return outcome
