"""Times what one person does: each act from the moment at which it should have begun, summed up by step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Protocol, Self

from scenarios.drivers.driver import NOTHING, Download, Driver, Fields, Passport
from scenarios.load.crowd.injector import Now, Sleep
from scenarios.load.plan import Thinking

if TYPE_CHECKING:
    from scenarios.drivers.browser.sight import Sight
    from scenarios.page import Page


class Keeper(Protocol):
    """Whoever keeps the figures of steps."""

    def step(self, name: str, seconds: float, *, ok: bool = True) -> None:
        """One step is over."""


class StepUnderWay:
    """One step: the time of its own acts, without those of steps inside it."""

    __slots__ = ("_tally", "acts", "kind", "seconds")

    def __init__(self, tally: "Tally", kind: str) -> None:
        self._tally = tally
        self.kind = kind
        self.seconds = 0.0
        self.acts = 0

    def __enter__(self) -> Self:
        self._tally.under_way.append(self)
        return self

    def __exit__(self, wrong: type[BaseException] | None, *rest: object) -> None:
        self._tally.under_way.pop()
        self._tally.over(self, wrong)


@dataclass(slots=True)
class Tally:
    """Told what one person does, it keeps nothing but the figures; ``forgives`` says whether what stopped a step was right."""

    keeper: Keeper | None  # nobody counts what is arranged
    prefix: str = ""
    forgives: Callable[[], bool] = bool
    under_way: list[StepUnderWay] = field(default_factory=list)
    broken: str = ""  # the step that failed

    def step(self, actor: str, words: str, kind: str = "") -> StepUnderWay:  # noqa: ARG002  names would be without number
        """A step begins that is called by its kind."""
        return StepUnderWay(self, kind)

    def acted(self, seconds: float) -> None:
        """An act is over."""
        if self.under_way:
            self.under_way[-1].seconds += seconds
            self.under_way[-1].acts += 1

    def over(self, step: StepUnderWay, wrong: type[BaseException] | None) -> None:
        """A step is over; what went wrong is laid to the innermost step only."""
        to_blame = wrong is not None and not self.broken
        if to_blame:
            self.broken = self.prefix + step.kind
        if self.keeper and (step.acts or to_blame):
            self.keeper.step(self.prefix + step.kind, step.seconds, ok=not to_blame or self.forgives())


@dataclass(slots=True)
class Pace:
    """One person's way through the pages. Time spent thinking is nobody's fault; being woken up late is counted."""

    tally: Tally
    thinking: Thinking
    chance: Random
    sleep: Sleep
    now: Now
    intended: float | None = None  # when the first act should begin

    def begins(self, *, after_thought: bool) -> float:
        """The moment at which the act that comes now should begin; waits for it."""
        if self.intended is not None:
            due, self.intended = self.intended, None
            return due
        due = self.now()
        if after_thought and self.thinking.mean_s:
            thought = min(self.chance.expovariate(1 / self.thinking.mean_s), self.thinking.longest_s)
            due += thought
            self.sleep(thought)
        return due

    def ends(self, due: float) -> None:
        """The act that should have begun then is over."""
        self.tally.acted(self.now() - due)


class PacedDriver:
    """Wraps a driver: thinks before a page is acted on, and times every act."""

    def __init__(self, driver: Driver, pace: Pace) -> None:
        self.driver = driver
        self._pace = pace

    @property
    def page(self) -> "Page":
        return self.driver.page

    @property
    def seen(self) -> "Page":
        return self.driver.seen

    @property
    def sight(self) -> "Sight | None":
        return self.driver.sight

    def open(self, address: str) -> "Page":
        due = self._pace.begins(after_thought=False)
        try:
            return self.driver.open(address)
        finally:
            self._pace.ends(due)

    def follow(self, link: str, within: str | None = None) -> "Page":
        due = self._pace.begins(after_thought=True)
        try:
            return self.driver.follow(link, within)
        finally:
            self._pace.ends(due)

    def fill(self, fields: Fields, within: str | None = None) -> None:
        self.driver.fill(fields, within)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> "Page":
        due = self._pace.begins(after_thought=True)
        try:
            return self.driver.submit(button, fields, within)
        finally:
            self._pace.ends(due)

    def offers(self, label: str, keyword: str) -> tuple[str, ...]:
        due = self._pace.begins(after_thought=True)
        try:
            return self.driver.offers(label, keyword)
        finally:
            self._pace.ends(due)

    def pick(self, label: str, keyword: str, choice: str) -> None:
        due = self._pace.begins(after_thought=True)
        try:
            self.driver.pick(label, keyword, choice)
        finally:
            self._pace.ends(due)

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        due = self._pace.begins(after_thought=True)
        try:
            return self.driver.download(words, fields, within)
        finally:
            self._pace.ends(due)

    def picture(self, alt: str) -> bytes:
        due = self._pace.begins(after_thought=False)
        try:
            return self.driver.picture(alt)
        finally:
            self._pace.ends(due)

    def passport(self) -> Passport:
        return self.driver.passport()

    def travel_with(self, passport: Passport) -> "Page":
        return self.driver.travel_with(passport)

    def close(self) -> None:
        self.driver.close()
