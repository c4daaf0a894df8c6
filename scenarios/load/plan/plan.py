"""A plan of a load rehearsal as data; ``reading`` makes it from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scenarios.areas import AreaType
from scenarios.load.plan.curve import Curve


@dataclass(frozen=True, slots=True)
class Limit:
    """What one step or one journey has to keep to, or with ``*`` each step; None is no limit.

    The share of errors of ``*`` is one for each journey, too; a limit by name replaces the same figure of ``*``.
    Latencies in seconds, errors as a share of all, throughput per second over the time of the arrivals, at least.
    """

    name: str
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    error_share: float | None = None
    throughput: float | None = None


@dataclass(frozen=True, slots=True)
class GeneratorLimits:
    """What the generator of the load has to keep to, so that a run can be trusted.

    ``late_p99`` and ``drain_s`` in seconds, ``cpu`` as a share of one core, ``descriptors`` open in one worker.
    """

    late_p99: float = 0.02
    cpu: float = 0.9
    descriptors: int = 900
    drain_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How candidates come: along a curve that is stretched over so many seconds."""

    curve: Curve
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Thinking:
    """How long a candidate looks at a page before acting on it: exponentially distributed, in seconds, cut off."""

    mean_s: float = 1.0
    longest_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Crew:
    """The staff at work: cities of each area, each with its desks, and how long a desk takes over one enrollment."""

    cities: int = 2
    handling_s: float = 0.5
    pause_s: float = 1.0  # before a desk looks again at a queue that was empty
    reviews: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """One load rehearsal. ``journeys`` and ``areas`` are weights of a mix; ``expected`` refusals count as success."""

    name: str
    arrivals: Arrivals
    journeys: Mapping[str, float]
    areas: Mapping[AreaType, float]
    target: str = "reference"
    population: int = 2_000_000
    scale: float = 1.0
    seed: int | None = None
    thinking: Thinking = Thinking()
    crew: Crew = Crew()
    browsers: int = 0
    expected: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    generator: GeneratorLimits = GeneratorLimits()
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
