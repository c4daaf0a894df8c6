"""What all people have in common: hands, a story that is told of them, and a past that was arranged quickly."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, Literal, Protocol, Self, TypeVar, cast

from scenarios.actors.going_on import may_go_on, under_way
from scenarios.actors.outcome import Outcome
from scenarios.drivers.driver import Driver
from scenarios.page import Page
from scenarios.story import Teller
from scenarios.target import Target

How = Literal["act", "arrange"]
Act = TypeVar("Act", bound=Callable[..., Any])


class Hands(Protocol):
    """Makes a driver for somebody; the plugin knows which kind acts and which arranges."""

    def __call__(self, name: str, how: How = "act") -> Driver:
        """A driver whose acts are told in the scenario's story."""

    def kind(self, how: How) -> str:
        """Which kind of driver that is: where both are of one kind, one driver does both."""


@dataclass(slots=True)
class Session:
    """One person's session at the target, with a driver of each kind in use; whichever was used last knows where it stands."""

    name: str
    make: Hands
    drivers: dict[str, Driver] = field(default_factory=dict)
    last: str = ""

    def driver(self, how: How) -> Driver:
        """The driver for acting or arranging, standing where the other one left off."""
        kind = self.make.kind(how)
        if kind not in self.drivers:
            self.drivers[kind] = self.make(self.name, how)
        chosen = self.drivers[kind]
        if self.last not in {"", kind}:
            chosen.travel_with(self.drivers[self.last].passport())
        self.last = kind
        return chosen


def step(method: Act) -> Act:
    """Let an act tell itself: ``corrects_employer`` becomes "考生 王芳 corrects employer" with its acts below.

    A step inside it that was refused ends it with the portal's words, unless that refusal is what it hands on.
    """
    words = method.__name__.replace("_", " ")

    @wraps(method)
    def told(self: "Actor", *args: Any, **kwargs: Any) -> Any:
        given = [value for value in (*args, *kwargs.values()) if isinstance(value, str)]
        said = " ".join([words, *given]) + ("" if self.how == "act" else " beforehand")
        kind = " ".join([words, *(value for value in given if isinstance(value, StrEnum))])
        may_go_on(self.session)
        with self.story.step(self.name, said, kind) as step, under_way(self.session, words, step) as doing:
            doing.result = method(self, *args, **kwargs)
        return doing.result

    return cast("Act", told)


class Actor:
    """Somebody with a session at the target.

    ``actor.beforehand`` is the same person arranging the past: its acts take the quickest honest way, and acting goes on in
    the same session.
    """

    title = ""

    def __init__(self, name: str, target: Target, story: Teller, hands: Hands) -> None:
        self.name = f"{self.title} {name}".strip()
        self.target = target
        self.story = story
        self.how: How = "act"
        self.session = Session(self.name, hands)
        self.project: int | None = None  # for addresses that name it

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def beforehand(self) -> Self:
        """The same person, arranging."""
        twin = copy.copy(self)
        twin.how = "arrange"
        return twin

    @property
    def hands(self) -> Driver:
        """The driver in use, which stands where this person's session stands."""
        return self.session.driver(self.how)

    @property
    def page(self) -> Page:
        """What this person has before the eyes."""
        return self.hands.page

    def outcome(self, page: Page | None = None) -> Outcome:
        """What became of the last act."""
        return Outcome(page or self.page, self.target)

    def goes_to(self, path: str) -> Page:
        """Open one of the target's paths by its name."""
        return self.hands.open(self.target.address(path, self.project))

    def relies_on(self, path: str) -> None:
        """Says that what follows takes place on one of the target's paths, however one gets there.

        Raises:
            LeftOut: the target file does not name it, so that the portal does not go as far.
        """
        self.target.address(path, self.project)

    def finds(self, link: str) -> Page:
        """Follow a link, unless the page it leads to lies open already."""
        return self.hands.follow(link)
