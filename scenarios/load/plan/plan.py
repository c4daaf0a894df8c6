"""A plan of a load rehearsal as data; ``reading`` makes it from a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from scenarios.areas import AreaType
from scenarios.load.plan.curve import Curve

Positive = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=1)]


class Journey(StrEnum):
    """What a candidate comes for; all but the first presuppose a past, which is arranged before anybody arrives."""

    ENROLLS = "enrolls"
    CORRECTS = "corrects"
    LOOKS = "looks"
    LATE = "late"
    PAYS = "pays"


# An institution may have confirmed before a candidate withdraws; a registration point waits for the printed form.
FITTING: Mapping[Journey, Callable[[AreaType], bool]] = {
    Journey.ENROLLS: lambda _: True,
    Journey.CORRECTS: lambda kind: not kind.online,
    Journey.LOOKS: lambda _: True,
    Journey.LATE: lambda _: True,
    Journey.PAYS: lambda kind: kind.pays,
}


class Moment(StrEnum):
    """Moments of the project's calendar that a rehearsal can be held at."""

    REGISTRATION_OPENS = "registration-opens"
    REGISTRATION_RUNS = "registration-runs"
    REGISTRATION_CLOSES = "registration-closes"
    PAYMENT_OPENS = "payment-opens"


class Disruption(StrEnum):
    """What can go wrong on purpose while a crowd is there."""

    KILL_PORTAL = "kill-portal"
    RESTART_DATABASE = "restart-database"
    PLATFORM_SLOW = "platform-slow"
    PLATFORM_DOWN = "platform-down"
    PLATFORM_REPEATING = "platform-repeating"


@dataclass(frozen=True, slots=True)
class Disturbance:
    """It goes wrong at this second of the arrivals; a platform goes well again after ``for_s`` seconds, or after the run."""

    at_s: NotNegative
    act: Disruption
    for_s: Positive | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """What one step or one journey has to keep to, or with ``*`` each step; None is no limit.

    The share of errors of ``*`` is one for each journey, too; a limit by name replaces the same figure of ``*``.
    Latencies in seconds, errors as a share of all, throughput per second over the time of the arrivals, at least.
    """

    name: str
    p50: Positive | None = None
    p95: Positive | None = None
    p99: Positive | None = None
    error_share: Share | None = None
    throughput: Positive | None = None


@dataclass(frozen=True, slots=True)
class GeneratorLimits:
    """What the generator of the load has to keep to, so that a run can be trusted.

    ``late_p99`` and ``drain_s`` in seconds, ``cpu`` as a share of one core, ``descriptors`` open in one worker.
    """

    late_p99: Positive = 0.02
    cpu: Positive = 0.9
    descriptors: Count = 900
    drain_s: Positive = 60.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How candidates come: along a curve that is stretched over so many seconds."""

    curve: Curve
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is in the project: the ``moment`` falls on this ``share`` of the arrivals.

    With ``days`` the clock jumps from day to day, so that so many days of the project pass while candidates arrive.
    """

    moment: Moment = Moment.REGISTRATION_RUNS
    share: Share = 0.0
    days: Annotated[int, Meta(ge=0, le=60)] = 0


@dataclass(frozen=True, slots=True)
class Thinking:
    """How long a candidate looks at a page before acting on it: exponentially distributed, in seconds, cut off."""

    mean_s: NotNegative = 1.0
    longest_s: NotNegative = 10.0


@dataclass(frozen=True, slots=True)
class Crew:
    """The staff at work: so many cities in each area for each worker, and how long a desk takes over one enrollment."""

    cities: Count = 1
    handling_s: NotNegative = 0.5
    pause_s: Positive = 1.0  # before a desk looks again at a queue that was empty


@dataclass(frozen=True, slots=True)
class Plan:
    """One load rehearsal. ``journeys`` and ``areas`` are weights of a mix; ``expected`` refusals count as success.

    ``faults`` are put into the portal's project, ``disturbances`` come over it: both to see that the rehearsal notices.
    """

    name: str
    arrivals: Arrivals
    journeys: Mapping[Journey, float]
    areas: Mapping[AreaType, float]
    target: str = "reference"
    population: int = 2_000_000
    scale: float = 1.0
    seed: int | None = None
    clock: Clock = Clock()
    thinking: Thinking = Thinking()
    crew: Crew = Crew()
    browsers: int = 0
    expected: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    generator: GeneratorLimits = GeneratorLimits()
    disturbances: tuple[Disturbance, ...] = ()
    faults: tuple[str, ...] = ()
    source: str = field(default="", compare=False, repr=False)  # the text of the file it was read from

    @property
    def candidates(self) -> int:
        """How many arrive."""
        return round(self.population * self.scale)

    @property
    def rate(self) -> float:
        """Arrivals a second, on average."""
        return self.candidates / self.arrivals.lasts_s

    def at(self, *, scale: float | None = None, seed: int | None = None, target: str | None = None) -> "Plan":
        """The same plan at another scale, with another seed or for another target; None leaves it as it is."""
        return replace(
            self,
            scale=self.scale if scale is None else scale,
            seed=self.seed if seed is None else seed,
            target=target or self.target,
        )
