"""Plans of load rehearsals: what is played, by how many, how fast they come, and what the portal has to hold."""

from scenarios.load.plan.curve import Curve
from scenarios.load.plan.plan import (
    Arrivals,
    Clock,
    Crew,
    Disruption,
    Disturbance,
    GeneratorLimits,
    Journey,
    Limit,
    Moment,
    Plan,
    Thinking,
)
from scenarios.load.plan.reading import plan_of, read_plan

__all__ = [
    "Arrivals",
    "Clock",
    "Crew",
    "Curve",
    "Disruption",
    "Disturbance",
    "GeneratorLimits",
    "Journey",
    "Limit",
    "Moment",
    "Plan",
    "Thinking",
    "plan_of",
    "read_plan",
]
