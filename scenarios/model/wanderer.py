"""Wanders through the process at random: moves that the table has and moves that it has not, again and again, time jumps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from scenarios.areas import AreaType
from scenarios.calendar import Calendar
from scenarios.model.company import Company
from scenarios.model.journeys import OVERLAPPING, START, Leg, stands, window_of
from scenarios.process import Move, moves

EVENTS = tuple(dict.fromkeys(move.event for area_type in AreaType for move in moves(area_type)))
OUT_OF_TURN = tuple(event for event in EVENTS if event not in {"lapse", "change-area"})
WINDOWS = ("registration", "resubmission", "confirmation", "site_review", "area_review", "payment")
INSTANT = timedelta(microseconds=1)
TURNS = ("move",) * 6 + ("insist",) * 3 + ("time",)


@dataclass(slots=True)
class Whereabouts:
    """What the table says of one enrollment after all that has happened to it."""

    area_type: AreaType
    state: str = START
    now: datetime = OVERLAPPING.begin
    calendar: Calendar = OVERLAPPING

    def possible(self) -> dict[str, Move]:
        """The moves that people can make here and now, by their events."""
        return {
            move.event: move
            for move in moves(self.area_type)
            if move.state == self.state and move.who != "clock" and self._is_open(move)
        }

    def passes(self, moment: datetime) -> None:
        """Let time pass until this moment, and the enrollment lapse if it has to."""
        self.now, self.state = moment, stands(self.state, moment, self.area_type, self.calendar)

    def after(self, move: Move) -> str:
        """Where a move leads here and now: who is rejected when it is too late for repairs has lapsed at once (R4.3c)."""
        return stands(move.to, self.now, self.area_type, self.calendar)

    def _is_open(self, move: Move) -> bool:
        window = window_of(move, self.calendar)
        return window.opens <= self.now < window.closes


class Wanderer(RuleBasedStateMachine):
    """One walk. Whoever makes a subclass of it says who comes along, by area type."""

    company: ClassVar[Callable[[AreaType], Company]]

    @initialize(area_type=st.sampled_from(AreaType))
    def begins(self, area_type: AreaType) -> None:
        """Somebody begins to enroll."""
        self.walk = [f"somebody begins to enroll: {area_type}"]
        self.people = type(self).company(area_type)
        self.here = Whereabouts(area_type)
        self.people.stage.stands_at(self.here.now)

    @rule(turn=st.sampled_from(TURNS), data=st.data())
    def goes_on(self, turn: str, data: Any) -> None:
        """Mostly something that the table has here and now; sometimes something that it has not; now and then time jumps."""
        possible = self.here.possible()
        if turn == "move" and possible:
            self.makes(possible[data.draw(st.sampled_from(sorted(possible, key=EVENTS.index)))])
        elif turn == "time":
            self.lets_time_pass(over=data.draw(st.booleans()))
        else:
            self.insists_on(data.draw(st.sampled_from([event for event in OUT_OF_TURN if event not in possible])))

    def makes(self, move: Move) -> None:
        """A move of the table: it is accepted, and leads where the table says."""
        to = self.here.after(move)
        self.walk.append(f"{move} leads to {to}")
        self.finds(self.people.goes_wrong(Leg(move, self.here.now, to)))
        self.here.state = to

    def insists_on(self, event: str) -> None:
        """Whoever insists on what is not their turn changes nothing."""
        self.walk.append(f"{self.here.state}: somebody insists on {event}, which is not their turn")
        self.people.insists_on(event)
        self.looks()

    def lets_time_pass(self, *, over: bool) -> None:
        """Time jumps to the next end of a window, or to the last instant before."""
        edges = {getattr(self.here.calendar, window).closes: window for window in WINDOWS}
        edge = min((edge for edge in edges if edge > self.here.now), default=None)
        if edge is not None:
            self.walk.append(f"it becomes {'' if over else 'almost '}the end of {edges[edge]}")
            self.here.passes(edge if over else max(self.here.now, edge - INSTANT))
            self.people.stage.stands_at(self.here.now)
            self.looks()

    def looks(self) -> None:
        """Whether the page is as the table says."""
        self.finds(self.people.differences(self.here.state))

    def finds(self, wrong: tuple[str, ...]) -> None:
        """Tells the whole walk, if anything is wrong."""
        steps = "\n".join(f"  {number}. {words}" for number, words in enumerate(self.walk, 1))
        assert not wrong, f"{'; '.join(wrong)}\nat the end of this walk:\n{steps}"
