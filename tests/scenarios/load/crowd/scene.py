"""A cast and a stripe for tests of the crowd, and a clock that only moves when somebody sleeps."""

from collections.abc import Callable, Mapping

from scenarios.load.crowd.cast import Cast, Stripe
from scenarios.load.plan import Plan, plan_of
from scenarios.load.stage import areas_for
from scenarios.target import StaffSignIn, load_target

TEXT = """\
name = "scene"
population = {candidates}
scale = 1.0
[arrivals]
curve = "opening-rush"
lasts_s = 60
[journeys]
{journeys}
"""


def a_plan(candidates: int = 1000, journeys: Mapping[str, float] | None = None) -> Plan:
    mix = "\n".join(f"{name} = {weight}" for name, weight in (journeys or {"enrolls": 1}).items())
    return plan_of(TEXT.format(candidates=candidates, journeys=mix), "scene.toml")


def a_cast(plan: Plan | None = None, workers: int = 2, seed: int = 1) -> Cast:
    plan = plan or a_plan()
    areas = areas_for(plan, workers)
    staff = [StaffSignIn("area", area.name, "", "", "a", "p") for area in areas]
    for area in areas:
        for city in area.cities:
            staff.append(StaffSignIn("site", area.name, city.name, "", "s", "p"))
            staff += [StaffSignIn("registration-point", area.name, city.name, unit, "r", "p") for unit in city.points]
            staff += [StaffSignIn("institution", area.name, city.name, unit, "i", "p") for unit in city.institutions]
    target = load_target("reference").at({"portal": "http://portal.example"}, None)
    return Cast(plan.source, seed, plan.scale, target, 1, areas, tuple(staff))


def a_stripe(number: int = 0, of: int = 2, first: int = 0, last: int = 499) -> Stripe:
    return Stripe(number, of, first, last)


class FakeTime:
    """What is spawned is done at once."""

    def __init__(self, oversleeps: float = 0.0) -> None:
        self.moment = 100.0
        self.oversleeps = oversleeps

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.moment += seconds + self.oversleeps

    def spawn(self, does: Callable[..., object], *args: object) -> None:
        does(*args)
