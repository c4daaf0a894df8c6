"""What is handed on to pytest behind -- does what people know it for."""

import shutil

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage
from tests.scenarios.runner.test_command import rehearsal, run
from tests.scenarios.runner.test_memory import SETTINGS

pytest_plugins = ["pytester"]

SLOW = """
def test_somebody_takes_time(story):
    import time
    time.sleep(0.3)
"""


@pytest.mark.parametrize("players", ["0", "2"])
@pytest.mark.parametrize("words", ["-x", "--maxfail=1"])
def test_a_run_that_is_to_end_with_the_first_failure_has_failed(stage: Stage, players: str, words: str) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    said = run(stage, "-n", players, "test_tiny.py", "--", words)

    assert (said.returncode, said.stderr) == (1, "")
    assert "FAILED: " in said.stdout


@pytest.mark.parametrize("players", ["0", "2"])
def test_step_by_step_each_run_goes_on_from_the_last_failure(stage: Stage, players: str) -> None:
    shutil.copy(SETTINGS, stage.folder)
    stage.scenarios(GREETED, MISTAKEN)
    first, second = (run(stage, "-n", players, "test_tiny.py", "--", "--sw") for _ in range(2))

    assert (first.returncode, first.stderr) == (second.returncode, second.stderr) == (1, "")
    assert [one["title"] for one in stage.results["scenarios"]] == ["somebody is mistaken"]


@pytest.mark.parametrize("word", ["--collect-only", "--collectonly", "--setupplan", "--funcargs"])
def test_where_pytest_only_tells_something_it_is_heard_and_nothing_is_played(stage: Stage, word: str) -> None:
    stage.scenarios(GREETED)
    said = run(stage, "test_tiny.py", "--", word)

    assert (said.returncode, said.stderr) == (0, "")
    assert "= test session starts =" in said.stdout
    assert stage.starts == []


@pytest.mark.parametrize("word", ["--setup-show", "--setupshow"])
def test_where_pytest_shows_how_scenarios_are_set_up_it_is_heard_and_plays(stage: Stage, word: str) -> None:
    stage.scenarios(GREETED)
    said = run(stage, "test_tiny.py", "--", word)

    assert (said.returncode, said.stderr) == (0, "")
    assert "SETUP    F story" in said.stdout
    assert stage.results["counts"]["passed"] == 1


def test_whoever_debugs_a_failure_meets_it_once_and_in_this_process(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN, *(GREETED.replace("greeted", f"greeted_{number}") for number in range(30)))
    said = rehearsal(
        stage,
        "run",
        "--target",
        "tiny.toml",
        "--driver",
        "http",
        "test_tiny.py",
        "--",
        "--pdb",
        stdin="p page.heading\nc\n",
    )

    assert (said.returncode, said.stderr) == (1, "")
    assert "(Pdb) '你好'" in said.stdout
    assert said.stdout.count("PDB post_mortem") == 1
    assert stage.results["counts"]["failed"] == 1


def test_how_scenarios_are_spread_over_players_can_be_said_in_pytests_words(stage: Stage) -> None:
    stage.scenarios(*(GREETED.replace("greeted", f"greeted_{number}") for number in range(30)))
    said = run(stage, "test_tiny.py", "--", "-n", "1", "--dist", "loadfile")

    assert (said.returncode, said.stderr) == (0, "")
    assert "30 scenarios, 1 player," in said.stdout


@pytest.mark.parametrize("word", ["--lf", "--reruns=2"])
def test_an_option_of_what_is_not_loaded_is_told_with_where_to_read_on(stage: Stage, word: str) -> None:
    stage.scenarios(GREETED)
    said = run(stage, "test_tiny.py", "--", word)

    assert said.returncode == 2
    assert said.stderr == (
        f"expected arguments that pytest understands, found: unrecognized arguments: {word}; "
        "`rehearsal run --help` says how its plugins are loaded\n"
    )


def test_a_run_that_settings_keep_from_playing_has_not_passed(stage: Stage) -> None:
    stage.scenarios(GREETED)
    (stage.folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n", "utf-8")
    said = run(stage, "test_tiny.py")

    assert said.returncode == 2
    assert said.stderr == (
        "expected scenarios to be played, found that pytest played none; see addopts in its settings, and PYTEST_ADDOPTS\n"
    )
    assert not list(stage.folder.glob("reports/*"))


@pytest.mark.parametrize("players", ["0", "2"])
def test_what_took_longest_is_told_where_somebody_wants_to_know(stage: Stage, players: str) -> None:
    stage.scenarios(GREETED, SLOW)
    told = run(stage, "-n", players, "test_tiny.py", "--", "--durations", "1").stdout.splitlines()

    assert told[told.index("slowest 1 of 2:") + 1].strip().endswith("somebody takes time (other · http)")
