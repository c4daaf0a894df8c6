"""The stage of a load rehearsal: one project open to everybody, with cities for every worker, and its clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from scenarios.actors.answers import FormPage
from scenarios.areas import AREAS, Area, AreaType, City
from scenarios.calendar import Calendar
from scenarios.control import Stage, set_stage
from scenarios.errors import Misuse, listing
from scenarios.load.crowd.cast import Cast
from scenarios.load.disturbances import Due
from scenarios.load.plan import Clock, Moment, Plan
from scenarios.prove.fault import faults_of, refuse_unknown
from scenarios.target import Target

NEEDED = frozenset({"projects", "clock", "staff", "http", "wechat-simulator"})
KEY = "load rehearsal"
DAY = timedelta(days=1)
HEADSTART = timedelta(seconds=1)  # a window is open when the first one stands before it


def refuse_if_unfit(plan: Plan, target: Target) -> None:
    """Some targets cannot be put under load, and some plans not with this target.

    Raises:
        Misuse: what is missing.
    """
    needed = NEEDED | ({"payment-simulator"} if "pays" in plan.journeys else set())
    if lacking := target.lacks(needed):
        raise Misuse(
            f"expected target {target.name} to be capable of {', '.join(lacking)} for a load rehearsal, found not"
        )
    if missing := [path for path in on_the_way(plan) if path not in target.paths]:
        raise Misuse(
            f"expected target {target.name} to name under [paths] all that the plan's journeys come by, found none of "
            f"{listing(missing)}"
        )
    if unknown := [refusal for refusal in plan.expected if refusal not in target.refusals]:
        known = listing(target.refusals, 60)
        raise Misuse(f"expected refusals that target {target.name} has words for, found {unknown[0]}; it has {known}")


def on_the_way(plan: Plan) -> Iterator[str]:
    """The paths of a target without which none of a plan's journeys comes to its end."""
    yield from ("home", "register", "sign_in", "photo", "credentials", "enrollment")
    yield from (f"page_{page}" for page in FormPage)
    yield from ("photo_confirmation", "submission", *(["withdrawal"] if "corrects" in plan.journeys else []))


def areas_for(plan: Plan, workers: int) -> tuple[Area, ...]:
    """The areas of a plan, each with as many cities as its crew has for each worker."""
    return tuple(
        AREAS[kind].with_(cities=tuple(cities(AREAS[kind], plan.crew.cities * workers)))
        for kind in AreaType
        if plan.areas.get(kind)
    )


def cities(area: Area, count: int) -> Iterator[City]:
    """So many cities like the first one of an area."""
    for number in range(1, count + 1):
        name = f"{area.city.name}{number}"
        yield replace(
            area.city,
            name=name,
            points=tuple(f"{name}{point}" for point in area.city.points[:1]),
            institutions=tuple(f"{name}{each}" for each in area.city.institutions[:1]),
            closed_institutions=(),
        )


@dataclass(frozen=True, slots=True)
class LoadStage:
    """The stage, and what its clock shows at which moment of the run."""

    stage: Stage
    plan: Plan

    @classmethod
    def set(cls, target: Target, plan: Plan, workers: int) -> "LoadStage":
        """Makes the project; its clock stands where the past can be arranged.

        Raises:
            Misuse: the plan names a fault that the target has not.
        """
        if plan.faults:
            refuse_unknown("fault", plan.faults, [fault.name for fault in faults_of(target)])
        calendar = Calendar()
        if plan.clock.moment is Moment.REGISTRATION_OPENS:
            calendar = replace(calendar, begin=calendar.registration.opens + HEADSTART)
        areas = areas_for(plan, workers)
        return cls(set_stage(target, KEY, areas, calendar=calendar, faults=plan.faults, open_to_all=True), plan)

    def cast(self, target: Target, seed: int) -> Cast:
        """What the workers have to know; the token of the control surface is none of it."""
        return Cast(
            plan_text=self.plan.source,
            seed=seed,
            scale=self.plan.scale,
            target=target.at(target.addresses, None),
            project=self.stage.project,
            areas=self.stage.areas,
            staff=self.stage.staff,
        )

    def is_set_for(self, ahead: timedelta) -> None:
        """Sets the clock, when arrivals begin so long from now."""
        self.stage.travels_to(begins_at(self.plan, self.stage.calendar) - ahead)

    def days(self) -> Iterator[Due]:
        """The jumps of the clock from day to day."""
        begin, clock = begins_at(self.plan, self.stage.calendar), self.plan.clock
        for number in range(1, clock.days):
            day = begin + number * DAY
            yield Due(
                self.plan.arrivals.lasts_s * number / clock.days, f"{day:%m-%d}", partial(self.stage.travels_to, day)
            )


def begins_at(plan: Plan, calendar: Calendar) -> datetime:
    """What time it is in the project when arrivals begin."""
    moment, clock = moment_of(plan.clock, calendar), plan.clock
    return moment - timedelta(seconds=clock.share * plan.arrivals.lasts_s)


def moment_of(clock: Clock, calendar: Calendar) -> datetime:
    """A moment of the calendar; what opens has just opened."""
    moments: dict[Moment, Any] = {
        Moment.REGISTRATION_OPENS: calendar.registration.opens + HEADSTART,
        Moment.REGISTRATION_RUNS: calendar.begin,
        Moment.REGISTRATION_CLOSES: calendar.registration.closes,
        Moment.PAYMENT_OPENS: calendar.payment.opens + HEADSTART,
    }
    found: datetime = moments[clock.moment]
    return found
