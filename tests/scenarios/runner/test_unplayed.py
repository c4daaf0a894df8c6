"""What was chosen for a run and not played to its end: it is never passed over, whoever was to play it."""

from xml.etree import ElementTree as ET

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage

pytest_plugins = ["pytester"]

CRASHING = """
@verifies("R1.2a")
@path("on-site")
def test_somebody_takes_the_player_along(story):
    import os
    os._exit(3)
"""
LEAVING = """
@verifies("R1.2a")
def test_somebody_leaves(story):
    raise KeyboardInterrupt
"""
LAST = GREETED.replace("is_greeted", "comes_last")


def standing(stage: Stage, id_: str) -> str:
    return str(stage.results["requirements"][id_]["state"])


def test_what_a_run_that_was_broken_off_did_not_play_is_not_verified_and_says_why(stage: Stage) -> None:
    stage.scenarios(GREETED, LEAVING, LAST)
    stage.plays(alone=True)

    assert stage.result("last")["outcome"] == "not_verified"
    assert stage.result("last")["because"] == "not verified, because the run ended before it was played"
    assert standing(stage, "R1.1a") == standing(stage, "R1.2a") == "not_verified"


def test_a_run_that_ends_with_the_first_failure_says_what_it_left_unplayed(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN, LAST)

    assert stage.plays("-x").ret == 1
    assert stage.results["counts"] == {"passed": 1, "failed": 1, "flaky": 0, "not_verified": 1}
    assert standing(stage, "R1.1a") == "not_verified"
    assert stage.results["trouble"] == ["1 of 3 scenarios not played, for the run ended before"]


def test_what_takes_its_player_along_has_failed_and_the_others_are_played(stage: Stage) -> None:
    stage.scenarios(GREETED, CRASHING, LAST)

    assert stage.plays("-n", "1").ret == 1
    crashed = stage.result("player")
    assert (crashed["outcome"], crashed["path"]) == ("failed", "on-site")
    assert crashed["failure"]["headline"].startswith("worker 'gw0' crashed while running")
    assert crashed["again"].endswith(" test_tiny.py::test_somebody_takes_the_player_along")
    assert (standing(stage, "R1.2a"), standing(stage, "R1.1a")) == ("failed", "verified")


def test_what_nobody_was_left_to_play_is_not_verified(stage: Stage) -> None:
    stage.scenarios(GREETED, CRASHING, LAST)
    stage.plays("-n", "1", "--max-worker-restart", "0")

    assert stage.results["counts"] == {"passed": 1, "failed": 1, "flaky": 0, "not_verified": 1}
    assert standing(stage, "R1.1a") == "not_verified"


def test_a_crash_is_in_what_a_server_reads_even_if_nothing_else_was_played(stage: Stage) -> None:
    stage.scenarios(CRASHING)
    stage.plays("-n", "1")

    root = ET.parse(stage.folder / "reports/latest/junit.xml").getroot()  # noqa: S314 - own output
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "1")


@pytest.mark.parametrize("players", ["0", "1"])
def test_what_was_not_chosen_is_not_missed(stage: Stage, players: str) -> None:
    stage.scenarios(GREETED, MISTAKEN)

    assert stage.plays("-n", players, "-k", "greeted").ret == 0
    assert [one["title"] for one in stage.results["scenarios"]] == ["somebody is greeted"]
    assert standing(stage, "R1.1b") == "unclaimed"


def test_a_run_that_was_broken_off_before_anything_was_played_leaves_no_report(stage: Stage) -> None:
    stage.scenarios(LEAVING, LAST)
    stage.plays(alone=True)

    assert not (stage.folder / "reports" / "latest").exists()
