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
from scenarios.model.journeys import OVERLAPPING, START, Leg, window_of
from scenarios.process import Move, moves

EVENTS = tuple(dict.fromkeys(move.event for area_type in AreaType for move in moves(area_type)))
OUT_OF_TURN = tuple(event for event in EVENTS if event not in {"lapse", "change-area"})
WINDOWS = ("registration", "resubmission", "confirmation", "site_review", "area_review", "payment")
INSTANT = timedelta(microseconds=1)


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
        self.now = moment
        for move in moves(self.area_type):
            if (move.state, move.who) == (self.state, "clock") and moment >= window_of(move, self.calendar).closes:
                self.state = move.to
                return

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

    @rule(data=st.data())
    def makes_a_move(self, data: Any) -> None:
        """Something that the table has here and now."""
        possible = self.here.possible()
        if not possible:
            return
        move = possible[data.draw(st.sampled_from(sorted(possible)))]
        self.walk.append(f"{move} leads to {move.to}")
        self.finds(self.people.goes_wrong(Leg(move, self.here.now)))
        self.here.state = move.to

    @rule(event=st.sampled_from(OUT_OF_TURN))
    def insists(self, event: str) -> None:
        """Something that the table does not have here and now, so that nothing may come of it."""
        if event not in self.here.possible():
            self.walk.append(f"{self.here.state}: somebody insists on {event}, which is not their turn")
            self.people.insists_on(event)
            self.looks()

    @rule(window=st.sampled_from(WINDOWS), over=st.booleans())
    def lets_time_pass(self, window: str, over: bool) -> None:  # noqa: FBT001 - drawn
        """Time jumps to the edge of a window, and never back."""
        edge: datetime = getattr(self.here.calendar, window).closes
        moment = edge if over else edge - INSTANT
        if moment > self.here.now:
            self.walk.append(f"it becomes {'' if over else 'almost '}the end of {window}")
            self.people.stage.stands_at(moment)
            self.here.passes(moment)
            self.looks()

    def looks(self) -> None:
        """Whether the page is as the table says."""
        self.finds(self.people.candidate.sees_flow().differences(self.here.state))

    def finds(self, wrong: tuple[str, ...]) -> None:
        """Tells the whole walk, if anything is wrong."""
        steps = "\n".join(f"  {number}. {words}" for number, words in enumerate(self.walk, 1))
        assert not wrong, f"{'; '.join(wrong)}\nat the end of this walk:\n{steps}"
