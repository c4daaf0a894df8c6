"""Journeys through the table of moves that cover every move, and every pair of moves that can follow one another."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from scenarios.areas import AreaType
from scenarios.calendar import Calendar, Span
from scenarios.process import Move, moves

# Long journeys share the way to late states; too long ones are no fun to read when they fail.
LONGEST = 16
START = "draft"
# All windows are open at once and close one after the other, so that no move is out of reach.
OVERLAPPING = Calendar(
    site_review=Span(date(2022, 12, 30), date(2023, 2, 20)),
    area_review=Span(date(2022, 12, 30), date(2023, 2, 24)),
    payment=Span(date(2022, 12, 30), date(2023, 2, 28)),
)
Pair = tuple[Move, Move]


@dataclass(frozen=True, slots=True)
class Stop:
    """A state at a moment."""

    state: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Leg:
    """One move of a journey, the moment at which it is made, and the state that it leads to at that moment."""

    move: Move
    now: datetime
    to: str


@dataclass(frozen=True, slots=True)
class Journey:
    """Moves that follow one another, from a draft on."""

    area_type: AreaType
    legs: tuple[Leg, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Its moves without their moments."""
        return tuple(leg.move for leg in self.legs)

    def __str__(self) -> str:
        return f"{self.area_type}: {' > '.join(move.event for move in self.moves)}"


@dataclass(frozen=True, slots=True)
class Cover:
    """Journeys, and what none of them can have, with the reason."""

    journeys: tuple[Journey, ...]
    covered: frozenset[str]
    missing: Mapping[str, str]


def departures(stop: Stop, area_type: AreaType, calendar: Calendar) -> Iterator[tuple[Leg, Stop]]:
    """Every move that can be made from here, at once or as soon as its window opens."""
    for move in moves(area_type):
        if move.state == stop.state and (when := moment_of(move, stop, area_type, calendar)):
            to = stands(move.to, when, area_type, calendar)
            yield Leg(move, when, to), Stop(to, when)


def moment_of(move: Move, stop: Stop, area_type: AreaType, calendar: Calendar) -> datetime | None:
    """When a move can be made from here; never, if its window is over or the state lapses before it opens."""
    window = window_of(move, calendar)
    if move.who == "clock":
        return max(stop.now, window.closes)
    when = max(stop.now, window.opens)
    return when if when < window.closes and stands(move.state, when, area_type, calendar) == move.state else None


def stands(state: str, moment: datetime, area_type: AreaType, calendar: Calendar) -> str:
    """Where somebody in this state stands at a moment: still there, or where the clock has led by then, be it at once."""
    clock = [move for move in moves(area_type) if (move.state, move.who) == (state, "clock")]
    return next((move.to for move in clock if moment >= window_of(move, calendar).closes), state)


def window_of(move: Move, calendar: Calendar) -> Span:
    """The window in which a move can be made, or after which the clock makes it."""
    window: Span = getattr(calendar, move.window)
    return window


def reachable(area_type: AreaType, calendar: Calendar) -> set[Stop]:
    """Every state at every moment at which a journey can be in it."""
    begin = Stop(START, calendar.begin)
    found, ahead = {begin}, deque([begin])
    while ahead:
        for _, stop in departures(ahead.popleft(), area_type, calendar):
            if stop not in found:
                found.add(stop)
                ahead.append(stop)
    return found


def pairs(area_type: AreaType) -> list[Pair]:
    """Every two moves of which the first leads where the second begins."""
    table = list(moves(area_type))
    return [(first, second) for first in table for second in table if first.to == second.state]


def words(ids: Move | Pair) -> str:
    """A move or a pair as text: `draft > submit`, or `draft > submit > withdraw`."""
    return str(ids) if isinstance(ids, Move) else f"{ids[0]} > {ids[1].event}"


@cache
def cover_of_pairs(area_type: AreaType, calendar: Calendar) -> Cover:
    """Journeys with every pair of moves that can follow one another."""
    stops = reachable(area_type, calendar)
    wanted = {pair: feasible_pair(pair, stops, area_type, calendar) for pair in pairs(area_type)}
    return cover({pair for pair, feasible in wanted.items() if feasible}, wanted, area_type, calendar)


@cache
def cover_of_moves(area_type: AreaType, calendar: Calendar) -> Cover:
    """Journeys with every move."""
    stops = reachable(area_type, calendar)
    made = {leg.move for stop in stops for leg, _ in departures(stop, area_type, calendar)}
    return cover(made, list(moves(area_type)), area_type, calendar)


def feasible_pair(pair: Pair, stops: Collection[Stop], area_type: AreaType, calendar: Calendar) -> bool:
    """Whether some journey makes these two moves one after the other."""
    return any(
        leg.move == pair[0] and pair[1] in [second.move for second, _ in departures(then, area_type, calendar)]
        for stop in stops
        for leg, then in departures(stop, area_type, calendar)
    )


def cover(
    feasible: Collection[Move | Pair], wanted: Collection[Move | Pair], area_type: AreaType, calendar: Calendar
) -> Cover:
    """Journeys with everything feasible: each goes on to the nearest thing that none has had yet."""
    open_, journeys = set(feasible), list[Journey]()
    while open_:
        legs, stop = list[Leg](), Stop(START, calendar.begin)
        while len(legs) < LONGEST and (way := nearest(legs, stop, open_, area_type, calendar)):
            for leg, then in way:
                open_ -= achieved(legs, leg)
                legs.append(leg)
                stop = then
        journeys.append(Journey(area_type, tuple(legs)))
    missing = {words(one): reason(one) for one in wanted if one not in feasible}
    return Cover(tuple(journeys), frozenset(map(words, feasible)), missing)


def achieved(legs: Collection[Leg], leg: Leg) -> set[Move | Pair]:
    """What one more move adds to a journey: itself, and itself after the one before."""
    last = list(legs)[-1:]
    return {leg.move, *((one.move, leg.move) for one in last)}


def nearest(
    legs: list[Leg], stop: Stop, open_: set[Move | Pair], area_type: AreaType, calendar: Calendar
) -> list[tuple[Leg, Stop]]:
    """The shortest way from here to something open; empty if there is none."""
    last = legs[-1].move if legs else None
    seen, ahead = {(last, stop)}, deque([list[tuple[Leg, Stop]]()])
    while ahead:
        way = ahead.popleft()
        here = way[-1][1] if way else stop
        before = [*legs[-1:], *(leg for leg, _ in way)]
        for leg, then in departures(here, area_type, calendar):
            if achieved(before, leg) & open_:
                return [*way, (leg, then)]
            if (leg.move, then) not in seen:
                seen.add((leg.move, then))
                ahead.append([*way, (leg, then)])
    return []


def reason(one: Move | Pair) -> str:
    """Why something is in no journey."""
    move = one if isinstance(one, Move) else one[1]
    return f"{move.state} is not reached by then while {move.window} is open"
