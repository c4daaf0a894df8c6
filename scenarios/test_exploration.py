"""Walks at random through the process, where nobody has thought of going: out of turn, at the edge of time, again and again."""

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from scenarios.actors.actor import Hands
from scenarios.areas import AREAS, AreaType
from scenarios.cast import People, Staff
from scenarios.control import set_stage
from scenarios.model.company import Company, twin_of
from scenarios.model.journeys import OVERLAPPING
from scenarios.model.wanderer import Wanderer
from scenarios.story import Story
from scenarios.target import Target
from scenarios.verifies import needs, over_http

STEPS = 12


@pytest.fixture
def companies(
    target: Target, scenario_key: str, story: Story, hands: Hands, faults: tuple[str, ...]
) -> Callable[[AreaType], Company]:
    """Makes new people, in a project of their own, for each walk."""
    numbers = count()

    def new(area_type: AreaType) -> Company:
        area, key = AREAS[area_type], f"{scenario_key}/{next(numbers)}"
        areas = (area, twin_of(area))
        stage = set_stage(target, key, areas, calendar=OVERLAPPING, faults=faults)
        candidate = People(key, target, stage, story, hands, area).candidate()
        return Company(candidate, Staff(stage, target, story, hands, area), stage, story, areas)

    return new


@over_http
@needs("clock")
def test_no_walk_leads_where_the_table_does_not(
    companies: Callable[[AreaType], Company], exploration: int, seed: int
) -> None:
    walk = type("Walk", (Wanderer,), {"company": staticmethod(companies)})
    bounds = settings(
        max_examples=exploration,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    # Left to itself Hypothesis likes short walks, which get nowhere.
    run_state_machine_as_test(seeded(seed)(walk), settings=bounds, _min_steps=STEPS)
