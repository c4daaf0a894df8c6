"""A project's clock: set to run on, or to stand still at one instant."""

from datetime import timedelta

from mock_portal.portal import Portal
from mock_portal.store.projects import find_project
from mock_portal.use_cases.stage import move_clock
from tests.mock_portal.world import MID_REGISTRATION, a_clock, a_project, an_area

WHILE = timedelta(minutes=5)


def test_a_clock_that_was_set_runs_on(portal: Portal) -> None:
    project_id = a_project(portal, areas=[an_area(online_payment=False)])
    move_clock(portal, project_id, MID_REGISTRATION + timedelta(days=1))
    a_clock(portal).advance(WHILE)
    assert told(portal, project_id) == MID_REGISTRATION + timedelta(days=1) + WHILE


def test_a_clock_that_stands_shows_the_same_instant_however_long_one_waits(portal: Portal) -> None:
    project_id, instant = (
        a_project(portal, areas=[an_area(online_payment=False)]),
        MID_REGISTRATION + timedelta(microseconds=1),
    )
    move_clock(portal, project_id, instant, runs=False)
    a_clock(portal).advance(WHILE)
    assert told(portal, project_id) == instant


def test_a_clock_that_stood_runs_again_when_it_is_set(portal: Portal) -> None:
    project_id = a_project(portal, areas=[an_area(online_payment=False)])
    move_clock(portal, project_id, MID_REGISTRATION, runs=False)
    move_clock(portal, project_id, MID_REGISTRATION)
    a_clock(portal).advance(WHILE)
    assert told(portal, project_id) == MID_REGISTRATION + WHILE


def told(portal: Portal, project_id: int) -> object:
    """What time it is in the project."""
    with portal.reading() as tx:
        project = find_project(tx, project_id)
    assert project
    return project.now(portal.now())
