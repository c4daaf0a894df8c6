"""A plan at a constant rate: the same text but for its arrivals, so that whoever plays it knows nothing of it."""

import tomlkit

from scenarios.load.plan.plan import Plan
from scenarios.load.plan.reading import plan_of


def at_constant_rate(plan: Plan, candidates: int, lasts_s: float) -> Plan:
    """The plan with so many candidates, who come at the same rate for so many seconds."""
    text = tomlkit.parse(plan.source)
    text["arrivals"] = {"curve": "steady", "lasts_s": lasts_s}
    text["scale"] = candidates / plan.population
    constant = plan_of(tomlkit.dumps(text), plan.name)
    return constant.at(seed=plan.seed, target=plan.target)
