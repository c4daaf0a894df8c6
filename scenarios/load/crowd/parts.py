"""What each candidate of a stripe comes for and where they live: drawn for each from (seed, number)."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from scenarios.areas import Area, AreaType, City
from scenarios.load.crowd.arrivals import chance_of
from scenarios.load.crowd.cast import Cast, Stripe
from scenarios.load.plan import Journey
from scenarios.load.plan.plan import FITTING

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Part:
    """One candidate's part."""

    number: int
    journey: Journey
    area: Area
    city: City


class Mix(Generic[Thing]):
    """Things to draw from, by their weights."""

    def __init__(self, weights: Mapping[Thing, float]) -> None:
        self._things = tuple(weights)
        self._until = tuple(accumulate(weights.values()))

    def __bool__(self) -> bool:
        return bool(self._until and self._until[-1])

    def drawn(self, chance: float) -> Thing:
        """The thing at this place, from 0 to below 1."""
        return self._things[min(bisect_right(self._until, chance * self._until[-1]), len(self._things) - 1)]


class Parts:
    """Deals out the parts of one stripe; its candidates live in the cities that it mans."""

    def __init__(self, cast: Cast, stripe: Stripe) -> None:
        plan = cast.plan
        self._seed = cast.seed
        self._journeys = Mix(plan.journeys)
        self._area_of = {area.type: area for area in cast.areas}
        self._types = {journey: Mix(playable(plan.areas, FITTING[journey])) for journey in Journey}
        self.cities = {area.name: manned(area.cities, stripe) for area in cast.areas}

    def __getitem__(self, number: int) -> Part:
        journey = self._journeys.drawn(chance_of(self._seed, number, "journey"))
        area = self._area_of[self._types[journey].drawn(chance_of(self._seed, number, "area"))]
        cities = self.cities[area.name]
        return Part(number, journey, area, cities[number % len(cities)])


def manned(cities: tuple[City, ...], stripe: Stripe) -> tuple[City, ...]:
    """The cities whose desks this stripe's worker mans."""
    return cities[stripe.number :: stripe.of]


def playable(weights: Mapping[AreaType, float], fits: Callable[[AreaType], bool]) -> dict[AreaType, float]:
    """The area types that fit, as mixed; a plan that has none of them was refused when it was read."""
    return {kind: weight for kind, weight in weights.items() if fits(kind)}
