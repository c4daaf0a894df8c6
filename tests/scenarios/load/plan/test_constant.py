"""A plan at a constant rate is the same plan but for its arrivals."""

from dataclasses import replace

import pytest

from scenarios.load.plan import plan_of, read_plan
from scenarios.load.plan.constant import at_constant_rate
from scenarios.load.plan.curve import steady

WITHOUT_TABLES = 'name = "short"\narrivals.curve = "window"\narrivals.lasts_s = 9\njourneys = { enrolls = 1 }\n'


@pytest.mark.parametrize("name", ["smoke", "opening-rush", "window", "deadline-surge", "payment-opening"])
def test_so_many_come_at_one_rate_and_all_else_stays(name: str) -> None:
    plan = read_plan(name).at(seed=7, target="elsewhere.toml")
    constant = at_constant_rate(plan, 24, 30)
    assert (constant.candidates, constant.rate, constant.arrivals.curve) == (24, 0.8, steady())
    assert replace(constant, arrivals=plan.arrivals, scale=plan.scale) == plan


def test_its_text_says_the_same_to_workers_who_read_it() -> None:
    constant = at_constant_rate(plan_of(WITHOUT_TABLES, "short.toml"), 5, 10)
    assert plan_of(constant.source, "again") == constant
    assert constant.candidates == 5
