"""Plans of load rehearsals: what is played, by how many, how fast they come, and what the portal has to hold."""

from scenarios.load.plan.curve import Curve
from scenarios.load.plan.plan import Arrivals, Crew, GeneratorLimits, Limit, Plan, Thinking

__all__ = ["Arrivals", "Crew", "Curve", "GeneratorLimits", "Limit", "Plan", "Thinking"]
