"""Fixtures that put people on the stage: a project of its own for each scenario, its candidate, its desks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pytest

from fixtures.people import Candidate as Profile
from fixtures.people import a_candidate
from scenarios.actors import (
    Candidate,
    ExamArea,
    FalsePhone,
    Forger,
    Institution,
    Intruder,
    NationalCenter,
    Outcome,
    Phone,
    RegistrationPoint,
    Site,
)
from scenarios.actors.account_help import AccountDesk
from scenarios.actors.actor import Hands
from scenarios.areas import AREAS, Area, AreaType
from scenarios.calendar import Calendar
from scenarios.control import Stage, set_stage
from scenarios.drivers.transport import Transport
from scenarios.errors import Misuse
from scenarios.model.watcher import ProcessWatcher
from scenarios.story import Story
from scenarios.target import Target
from scenarios.verifies import not_verified

TRIES = 10  # as many ID numbers may be taken before something else is wrong


@pytest.fixture
def area_type() -> AreaType:
    """The area type of a scenario that plays in only one; ``@on_areas`` makes it play in several."""
    return AreaType.ON_SITE_PAY


@pytest.fixture
def area(area_type: AreaType) -> Area:
    """Where the scenario plays."""
    return AREAS[area_type]


@pytest.fixture
def calendar() -> Calendar:
    """The windows of the scenario's project; override it for others."""
    return Calendar()


@pytest.fixture
def scenario_key(request: pytest.FixtureRequest, seed: int, faults: tuple[str, ...]) -> str:
    """What names this scenario's project: playing it again with the same seed replaces the project."""
    return "/".join([str(seed), *faults, request.node.nodeid])


@pytest.fixture
def stage(target: Target, scenario_key: str, area: Area, calendar: Calendar, faults: tuple[str, ...]) -> Stage:
    """The scenario's own project, with all four area types in it so that an area can be changed."""
    others = [other for other in AREAS.values() if other.name != area.name]
    return set_stage(target, scenario_key, [area, *others], calendar=calendar, faults=faults)


@dataclass(slots=True)
class People:
    """Makes candidates: the n-th one of a scenario is always the same person."""

    key: str
    target: Target
    stage: Stage
    story: Story
    hands: Hands
    area: Area
    watcher: ProcessWatcher | None = None
    made: int = 0
    profiles: list[Profile] = field(default_factory=list)

    def profile(self, **overrides: Any) -> Profile:
        """The next person, told to nobody yet."""
        # A scenario has a seed of its own: among some thousand people of one seed two would soon be the same person.
        own_seed = int.from_bytes(sha256(self.key.encode()).digest()[:8])
        self.made += 1
        return a_candidate(own_seed, self.made - 1, employers=self.target.employers, **overrides)

    def candidate(self, area: Area | None = None, **overrides: Any) -> Candidate:
        """The next person, admitted to the project, with an account that is ready for enrolling."""
        newcomer = self.newcomer(area, **overrides)
        newcomer.beforehand.gets_ready()
        return newcomer

    def newcomer(self, area: Area | None = None, **overrides: Any) -> Candidate:
        """The next person, admitted to the project, without an account."""
        profile = self._newcomer(**overrides)
        person = Candidate(profile, self.target, self.story, self.hands)
        person.lives_in(area or self.area)
        person.project = self.stage.project
        if self.watcher:
            self.watcher.watches(person)
        return person

    def _newcomer(self, **overrides: Any) -> Profile:
        """The next person whom the portal does not know yet: ID numbers are few enough for two people of many runs to share one."""
        chosen = "id_number" in overrides  # by the scenario, which knows why
        for _ in range(TRIES):
            profile = self.profile(**overrides)
            if not self.stage.admits([profile.id_number], newcomers_only=not chosen):
                return profile
        raise Misuse(f"expected one of {TRIES} people to be new to the portal, found all of their ID numbers known")


@dataclass(frozen=True, slots=True)
class Staff:
    """Makes desks of any place: of the candidate's first city unless another one is named."""

    stage: Stage
    target: Target
    story: Story
    hands: Hands
    area: Area

    def point(self, city: int = 0, unit: int = 0) -> RegistrationPoint:
        """A registration point."""
        place = self.area.cities[city]
        sign_in = self.stage.sign_in_of("registration-point", self.area.name, place.name, place.points[unit])
        return RegistrationPoint(sign_in, self.target, self.story, self.hands)

    def institution(self, city: int = 0, unit: int = 0) -> Institution:
        """A confirming institution."""
        place = self.area.cities[city]
        sign_in = self.stage.sign_in_of("institution", self.area.name, place.name, place.institutions[unit])
        return Institution(sign_in, self.target, self.story, self.hands)

    def site(self, city: int = 0) -> Site:
        """An exam site."""
        sign_in = self.stage.sign_in_of("site", self.area.name, self.area.cities[city].name)
        return Site(sign_in, self.target, self.story, self.hands)

    def center(self) -> NationalCenter:
        """The national center."""
        return NationalCenter(self.stage.sign_in_of("center", ""), self.target, self.story, self.hands)

    def exam_area(self, area: Area | None = None) -> ExamArea:
        """An area's authority."""
        sign_in = self.stage.sign_in_of("area", (area or self.area).name)
        return ExamArea(sign_in, self.target, self.story, self.hands)


@pytest.fixture
def watcher(
    watching: bool,  # noqa: FBT001 - a fixture
    target: Target,
    stage: Stage,
    wire: Transport,
    story: Story,
) -> ProcessWatcher | None:
    """Whoever compares the page of the enrollment with the tables of the process after every step."""
    if not watching or "http" not in target.capabilities or "enrollment" not in target.paths:
        return None
    watcher = ProcessWatcher(target, stage, wire)
    story.watchers.append(watcher)
    return watcher


@pytest.fixture
def people(
    scenario_key: str,
    target: Target,
    stage: Stage,
    story: Story,
    hands: Hands,
    area: Area,
    watcher: ProcessWatcher | None,
) -> People:
    """The factory of candidates."""
    return People(scenario_key, target, stage, story, hands, area, watcher)


@pytest.fixture
def candidate(people: People) -> Candidate:
    """Somebody with an account and complete basic information, signed in, who has not begun to enroll."""
    return people.candidate()


@pytest.fixture
def approves(
    site: Site, exam_area: ExamArea, stage: Stage, confirms: Callable[[Candidate], Outcome]
) -> Callable[..., None]:
    """Lets these candidates submit, be confirmed and pass both reviews; then it is the first day of payment."""

    def approve(*candidates: Candidate) -> None:
        for candidate in candidates:
            candidate.beforehand.submits()
            assert confirms(candidate).accepted
            assert site.beforehand.passes(candidate.profile.name).accepted
            assert exam_area.beforehand.passes(candidate.profile.name).accepted
        stage.travels_to(stage.calendar.payment.noon)

    return approve


@pytest.fixture
def approved(candidate: Candidate, approves: Callable[..., None]) -> Candidate:
    """Somebody who passed both reviews, on the first day of payment."""
    approves(candidate)
    return candidate


@pytest.fixture
def confirms(request: pytest.FixtureRequest, area_type: AreaType) -> Callable[[Candidate], Outcome]:
    """Confirmation, arranged, in whichever way the area has."""
    if area_type.online:
        institution: Institution = request.getfixturevalue("institution")
        return lambda candidate: institution.beforehand.passes(candidate.profile.name)
    point: RegistrationPoint = request.getfixturevalue("registration_point")
    return lambda candidate: point.beforehand.confirms(candidate.beforehand.prints())


@pytest.fixture
def newcomer(people: People) -> Candidate:
    """Somebody without an account."""
    return people.newcomer()


@pytest.fixture
def staff(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> Staff:
    """Everybody who works at a desk."""
    return Staff(stage, target, story, hands, area)


@pytest.fixture
def registration_point(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> RegistrationPoint:
    """The first registration point of the candidate's city."""
    sign_in = stage.sign_in_of("registration-point", area.name, area.city.name)
    return RegistrationPoint(sign_in, target, story, hands)


@pytest.fixture
def institution(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> Institution:
    """The institution that the candidate chooses."""
    sign_in = stage.sign_in_of("institution", area.name, area.city.name, area.city.institutions[0])
    return Institution(sign_in, target, story, hands)


@pytest.fixture
def site(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> Site:
    """The exam site of the candidate's city."""
    return Site(stage.sign_in_of("site", area.name, area.city.name), target, story, hands)


@pytest.fixture
def exam_area(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> ExamArea:
    """The authority of the candidate's area."""
    return ExamArea(stage.sign_in_of("area", area.name), target, story, hands)


@pytest.fixture
def center(stage: Stage, target: Target, story: Story, hands: Hands) -> NationalCenter:
    """The national center."""
    return NationalCenter(stage.sign_in_of("center", ""), target, story, hands)


@pytest.fixture
def phone(target: Target, story: Story, hands: Hands) -> Callable[[str], Phone]:
    """Phones by the name of their WeChat account."""
    return lambda wechat: Phone(wechat, target, story, hands)


@pytest.fixture
def intruder(target: Target, story: Story, wire: Transport) -> Intruder:
    """Somebody who sends whatever they like, over HTTP, with anybody's session."""
    return Intruder(target, story, wire)


@pytest.fixture
def forger(target: Target, story: Story, wire: Transport) -> Forger:
    """Somebody who pretends to be the payment platform."""
    return Forger(target, story, wire)


@pytest.fixture
def false_phone(target: Target, story: Story, wire: Transport) -> FalsePhone:
    """Somebody who pretends to be WeChat, where that tells the portal by messages what a phone has done."""
    if FalsePhone.door not in target.paths:
        not_verified(f"target {target.name} names no path {FalsePhone.door}")
    return FalsePhone(target, story, wire)


@pytest.fixture
def account_desk(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> AccountDesk:
    """Where the exam site of the candidate's city helps with accounts."""
    return AccountDesk(stage.sign_in_of("site", area.name, area.city.name), target, story, hands)


@pytest.fixture
def distant_desk(stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> AccountDesk:
    """The same in another city of the area."""
    return AccountDesk(stage.sign_in_of("site", area.name, area.cities[1].name), target, story, hands)
