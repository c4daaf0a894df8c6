"""The staff at work: desks that serve whoever comes, one after the other, as long as the run lasts."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from fixtures.printed_form import PrintedForm
from scenarios.actors import Candidate, ExamArea, Institution, RegistrationPoint, Site
from scenarios.actors.desks import Desk, Opens
from scenarios.areas import Area, City
from scenarios.load.crowd.cast import Cast, Stripe
from scenarios.load.crowd.gauge import Gauge
from scenarios.load.crowd.hands import CrowdHands, World, hands_for
from scenarios.load.crowd.parts import manned
from scenarios.load.crowd.refusing import kind_of, takes
from scenarios.load.crowd.telling import Tally
from scenarios.load.ledger import Who
from scenarios.load.plan import Crew, Thinking

AT_ONCE = Thinking(0, 0)

Place = tuple[str, str, str]  # role, area and city


@dataclass(slots=True)
class Post:
    """One desk with whoever sits there: one thing at a time."""

    name: str
    desk: Desk
    tally: Tally
    hands: CrowdHands
    forms: deque[PrintedForm] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)

    def waiting(self) -> int:
        """How many wait: forms that were handed over, or who stands in the queue on the screen."""
        return self.desk.sees_how_many_wait() if isinstance(self.desk, Opens) else len(self.forms)

    def serves_next(self) -> None:
        """Decide in favour of whoever is next."""
        if isinstance(self.desk, RegistrationPoint):
            self.desk.confirms(self.forms.popleft())
        else:
            assert isinstance(self.desk, (Institution, Site, ExamArea))
            self.desk.passes_next()


@dataclass(slots=True)
class Staff:
    """All posts that one worker mans; ``elsewhere`` are areas that another one mans, open while the past is arranged."""

    world: World
    crew: Crew
    posts: Mapping[Place, Post]
    elsewhere: Mapping[Place, Post] = field(default_factory=dict)
    over: bool = False
    at_work: Gauge = field(default_factory=Gauge)

    def receives(self, candidate: Candidate) -> None:
        """See ``Desks``."""
        if not candidate.area.type.online:
            form = candidate.prints()
            self.posts["registration-point", candidate.area.name, candidate.city].forms.append(form)

    def approves(self, candidate: Candidate) -> None:
        """See ``Desks``."""
        area, id_number = candidate.area, candidate.profile.id_number
        if area.type.online:
            self._has("institution", area.name, candidate.city, lambda desk: desk.passes_holder(id_number))
        else:
            form, point = candidate.prints(), self.posts["registration-point", area.name, candidate.city]
            with point.lock:
                assert isinstance(point.desk, RegistrationPoint)
                takes(point.desk.confirms(form))
        self._has("site", area.name, candidate.city, lambda desk: desk.passes_holder(id_number))
        self._has("area", area.name, "", lambda desk: desk.passes_holder(id_number))

    def _has(self, role: str, area: str, city: str, act: Callable[[Opens], object]) -> None:
        post = self.posts.get((role, area, city)) or self.elsewhere[role, area, city]
        assert isinstance(post.desk, Opens)
        with post.lock:
            act(post.desk)

    def goes_to_work(self) -> None:
        """Every post begins to serve, each in a strand of its own; what is manned elsewhere is left to others."""
        for post in self.elsewhere.values():
            post.hands.close()
        for post in self.posts.values():
            self.at_work.spawns(self.world.spawn, self._attends, post)

    def _attends(self, post: Post) -> None:
        self._works(post)
        post.hands.close()

    def _works(self, post: Post) -> None:
        while not self.over:
            served = False
            try:
                with post.lock:
                    served = self._serves(post)
            except Exception as problem:  # noqa: BLE001  whatever it is, it is counted, and the next one is served
                kind = kind_of(problem, post.desk.page, post.desk.target, post.tally.broken)
                self.world.recorder.failed(kind, f"{post.name}: {problem}")
                post.tally.broken = ""
            self.world.sleep(self.crew.handling_s if served else self.crew.pause_s)

    def _serves(self, post: Post) -> bool:
        waiting = post.waiting()
        self.world.recorder.sees_queue(post.name, waiting)
        if waiting:
            post.serves_next()
        return bool(waiting)

    def goes_home(self) -> None:
        """No post serves anybody else."""
        self.over = True


def staff_of(cast: Cast, stripe: Stripe, world: World) -> Staff:
    """The staff that a worker mans."""
    here = [area for number, area in enumerate(cast.areas) if number % stripe.of == stripe.number]
    posts = dict(_in_cities(cast, stripe, world))
    posts |= (_of_area(cast, world, area) for area in here)
    elsewhere = dict(_of_area(cast, world, area) for area in cast.areas if area not in here)
    return Staff(world, cast.plan.crew, posts, elsewhere)


def _in_cities(cast: Cast, stripe: Stripe, world: World) -> Iterator[tuple[Place, Post]]:
    for area in cast.areas:
        for city in manned(area.cities, stripe):
            yield _confirming(cast, world, area, city)
            yield ("site", area.name, city.name), _post(cast, world, Site, "site", area.name, city.name)


def _confirming(cast: Cast, world: World, area: Area, city: City) -> tuple[Place, Post]:
    if area.type.online:
        post = _post(cast, world, Institution, "institution", area.name, city.name, city.institutions[0])
        return ("institution", area.name, city.name), post
    post = _post(cast, world, RegistrationPoint, "registration-point", area.name, city.name, city.points[0])
    return ("registration-point", area.name, city.name), post


def _of_area(cast: Cast, world: World, area: Area) -> tuple[Place, Post]:
    return ("area", area.name, ""), _post(cast, world, ExamArea, "area", area.name)


def _post(cast: Cast, world: World, kind: type[Desk], role: str, area: str, city: str = "", unit: str = "") -> Post:
    tally = Tally(world.recorder, prefix=f"{role}: ")
    hands = hands_for(world, Who(-1, role), tally, AT_ONCE, cast.seed, plain=True)
    desk = kind(cast.sign_in_of(role, area, city, unit), cast.target, tally, hands)
    return Post(f"{role} {city or area}", desk, tally, hands)
