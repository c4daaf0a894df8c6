"""What a worker is told before it begins: its plan, its target, its stage, its candidates."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenarios.areas import Area
from scenarios.load.account import Kind
from scenarios.load.plan import Plan, plan_of
from scenarios.target import StaffSignIn, Target

SECONDS_IN_BROWSER = 5.0  # a journey in a browser takes longer, so that its lease is never used up


@dataclass(frozen=True, slots=True)
class Stripe:
    """One worker's part: candidates ``first`` to ``last``, both included, and which of the cities it mans."""

    number: int
    of: int
    first: int
    last: int
    kind: Kind = Kind.PROTOCOL


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything that all workers of a run share. The plan travels as its text, with what was said beside it."""

    plan_text: str
    seed: int
    scale: float
    target: Target
    project: int
    areas: tuple[Area, ...]
    staff: tuple[StaffSignIn, ...]

    @property
    def plan(self) -> Plan:
        """The plan as it is to be played."""
        return plan_of(self.plan_text, "the plan").at(seed=self.seed, scale=self.scale)

    def sign_in_of(self, role: str, area: str, city: str = "", unit: str = "") -> StaffSignIn:
        """How a desk of this stage signs in."""
        wanted = (role, area, city, unit)
        return next(each for each in self.staff if (each.role, each.area, each.city, each.unit) == wanted)


def plain(value: object) -> object:
    """A mapping that cannot be changed, as one that can be written."""
    if isinstance(value, (Mapping, MappingProxyType)):
        return dict(value)
    raise TypeError(f"expected something that can be sent, found {type(value).__name__}")


def leases(plan: Plan, protocol: int, browsers: int) -> dict[Kind, list[Stripe]]:
    """Candidates for so many workers of each kind, in ranges that do not meet.

    Those of the plan are for protocol workers, in parts that differ by one at most; a browser gets some beyond them.
    """
    bounds = [plan.candidates * n // protocol for n in range(protocol + 1)]
    everybody = protocol + browsers
    lease = max(1, round(plan.arrivals.lasts_s / SECONDS_IN_BROWSER))
    beyond = [plan.candidates + lease * n for n in range(browsers)]
    return {
        Kind.PROTOCOL: [Stripe(n, everybody, bounds[n], bounds[n + 1] - 1) for n in range(protocol)],
        Kind.BROWSER: [
            Stripe(protocol + n, everybody, first, first + lease - 1, Kind.BROWSER) for n, first in enumerate(beyond)
        ],
    }
