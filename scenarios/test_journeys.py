"""Journeys computed from the table of moves: every move, and every two that can follow one another, in all area types."""

import pytest

from scenarios.actors import Candidate
from scenarios.areas import Area, AreaType
from scenarios.calendar import Calendar
from scenarios.cast import Staff
from scenarios.control import Stage, set_stage
from scenarios.model.company import Company, twin_of
from scenarios.model.journeys import OVERLAPPING, Journey, cover_of_moves, cover_of_pairs
from scenarios.story import Story
from scenarios.target import Target
from scenarios.verifies import in_browsers, over_http, verifies

BY_MOVES = [journey for area_type in AreaType for journey in cover_of_moves(area_type, OVERLAPPING).journeys]
BY_PAIRS = [journey for area_type in AreaType for journey in cover_of_pairs(area_type, OVERLAPPING).journeys]


@pytest.fixture
def area_type(journey: Journey) -> AreaType:
    """Where the journey goes."""
    return journey.area_type


@pytest.fixture
def calendar() -> Calendar:
    """Nothing is out of reach."""
    return OVERLAPPING


@pytest.fixture
def twin(area: Area) -> Area:
    """Another area of the same type."""
    return twin_of(area)


@pytest.fixture
def stage(
    target: Target, scenario_key: str, area: Area, twin: Area, calendar: Calendar, faults: tuple[str, ...]
) -> Stage:
    """A project with two areas that are alike."""
    return set_stage(target, scenario_key, [area, twin], calendar=calendar, faults=faults)


@pytest.fixture
def company(candidate: Candidate, staff: Staff, stage: Stage, story: Story, area: Area, twin: Area) -> Company:
    """Everybody whom a journey takes."""
    return Company(candidate, staff, stage, story, (area, twin))


@in_browsers
@pytest.mark.parametrize("journey", BY_MOVES, ids=str)
@verifies("R2.2.n1a", "R2.4.8e", "R2.4.8g", "R3.1a", "R3.1e", "R4.3b", "R4.4a", "R4.4b", "R5.3", "R6.2e", "R6.3")
@verifies("Q4", "Q5", "Q14", "Q17", "Q20", "Q21", "Q23a", "Q24", "D13", "D14", "D30", "D32")
def test_every_move_leads_where_the_table_says(company: Company, journey: Journey) -> None:
    assert company.strays(journey) == ()


@over_http
@pytest.mark.parametrize("journey", BY_PAIRS, ids=str)
@verifies("R2.2.n1a", "R2.4.8e", "R2.4.8g", "R3.1a", "R3.1e", "R4.3b", "R4.4a", "R4.4b", "R5.3", "R6.2e", "R6.3")
@verifies("Q4", "Q5", "Q14", "Q17", "Q20", "Q21", "Q23a", "Q24", "D13", "D14", "D30", "D32")
def test_every_move_leads_there_after_every_other(company: Company, journey: Journey) -> None:
    assert company.strays(journey) == ()
