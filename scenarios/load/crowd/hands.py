"""Hands for everybody in the crowd: a driver of their own, watched by a witness and timed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from scenarios.actors.actor import How
from scenarios.drivers.driver import Driver
from scenarios.load.crowd.injector import Now, Sleep
from scenarios.load.crowd.telling import Pace, PacedDriver, Tally
from scenarios.load.ledger import Who
from scenarios.load.measures.recorder import Recorder
from scenarios.load.plan import Thinking

MakeDriver = Callable[[], Driver]
Witness = Callable[[Driver, Who], Driver]


@dataclass(frozen=True, slots=True)
class World:
    """What a crowd lives on, whatever engine makes it: strands, sleep, time, drivers, and who keeps figures and a ledger."""

    spawn: Callable[..., object]
    sleep: Sleep
    now: Now
    acting: MakeDriver  # for candidates
    arranging: MakeDriver  # for phones, for staff and for what was before
    witness: Witness
    recorder: Recorder


@dataclass(slots=True)
class CrowdHands:
    """The hands of one person and their phone."""

    world: World
    who: Who
    pace: Pace
    plain: bool = False
    drivers: list[Driver] = field(default_factory=list)

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  a crowd has numbers
        """A driver for the person, or for the phone."""
        driver = self.world.acting() if self.kind(how) == "act" else self.world.arranging()
        self.drivers.append(driver)
        return PacedDriver(self.world.witness(driver, self.who), self.pace)

    def kind(self, how: How) -> How:
        """Whether other hands act than arrange."""
        return "arrange" if self.plain else how

    def close(self) -> None:
        """Lets go of everything."""
        for driver in self.drivers:
            driver.close()


def hands_for(
    world: World,
    who: Who,
    tally: Tally,
    thinking: Thinking,
    seed: int,
    *,
    intended: float | None = None,
    plain: bool = False,
) -> CrowdHands:
    """Hands for one person, whose first act should begin at a moment, or at once; plain ones never act in a browser."""
    chance = Random(seed * 1_000_003 + who.number)  # noqa: S311  how long somebody thinks is no secret
    return CrowdHands(world, who, Pace(tally, thinking, chance, world.sleep, world.now, intended), plain)
