"""What is handed on to pytest behind -- does what people know it for."""

import shutil

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, TIMELESS, Stage
from tests.scenarios.runner.test_command import rehearsal, run
from tests.scenarios.runner.test_memory import SETTINGS

pytest_plugins = ["pytester"]


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
    said = run(stage, "test_tiny.py", "--", "--pdb", stdin="p page.heading\nc\n")

    assert (said.returncode, said.stderr) == (1, "")
    assert "(Pdb) '你好'" in said.stdout
    assert said.stdout.count("PDB post_mortem") == 1
    assert stage.results["counts"]["failed"] == 1


def test_how_scenarios_are_spread_over_players_can_be_said_in_pytests_words(stage: Stage) -> None:
    stage.scenarios(*(GREETED.replace("greeted", f"greeted_{number}") for number in range(30)))
    said = run(stage, "test_tiny.py", "--", "-n", "1", "--dist", "loadfile")

    assert (said.returncode, said.stderr) == (0, "")
    assert "30 scenarios, 1 player," in said.stdout


LATE = ["--base-url=http://127.0.0.1:1", "--target=other.toml", "--reports=/elsewhere"]


def another_target(stage: Stage) -> None:
    shutil.copy(stage.folder / "tiny.toml", stage.folder / "other.toml")


@pytest.mark.parametrize("command", ["run", "soak --driver browser", "prove"])
@pytest.mark.parametrize("word", LATE)
def test_another_portal_than_the_one_that_was_started_cannot_be_meant(stage: Stage, command: str, word: str) -> None:
    stage.scenarios(GREETED)
    another_target(stage)
    said = rehearsal(stage, *command.split(), "--target", "tiny.toml", "test_tiny.py", "--", word)

    option, _, value = word.partition("=")
    assert said.returncode == 2
    assert said.stderr == (
        f"expected {option} before --, as the portal is started before pytest is, found {value} behind it or in settings "
        "of pytest\n"
    )
    assert not list(stage.folder.glob("reports/*"))


def test_nor_can_it_in_settings_of_pytest(stage: Stage) -> None:
    stage.scenarios(GREETED)
    another_target(stage)
    (stage.folder / "pytest.ini").write_text("[pytest]\naddopts = --target=tiny.toml\n", "utf-8")
    late = rehearsal(stage, "run", "--driver", "http", "test_tiny.py")
    other = rehearsal(stage, "run", "--driver", "http", "--target", "other.toml", "test_tiny.py")

    assert (late.returncode, other.returncode) == (2, 0)
    assert "found tiny.toml behind it or in settings of pytest" in late.stderr
    assert stage.results["target"] == "other.toml"


@pytest.mark.parametrize("command", ["run", "soak", "prove"])
def test_what_nobody_understands_is_told_in_one_line(stage: Stage, command: str) -> None:
    stage.scenarios(GREETED)
    said = rehearsal(stage, command, "--target", "tiny.toml", "test_tiny.py", "--", "--nonsense")

    assert said.returncode == 2
    assert said.stderr.startswith(
        "expected arguments that pytest understands, found: unrecognized arguments: --nonsense;"
    )
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("word", ["--lf", "--reruns=2"])
def test_an_option_of_what_is_not_loaded_is_told_with_where_to_read_on(stage: Stage, word: str) -> None:
    stage.scenarios(GREETED)
    said = run(stage, "test_tiny.py", "--", word)

    assert said.returncode == 2
    assert said.stderr == (
        f"expected arguments that pytest understands, found: unrecognized arguments: {word}; "
        "`rehearsal run --help` says how its plugins are loaded\n"
    )


@pytest.mark.parametrize("command", ["run", "soak --rounds 1"])
def test_an_option_that_takes_a_file_or_none_does_not_take_the_scenarios(stage: Stage, command: str) -> None:
    stage.scenarios(GREETED)
    before = (stage.folder / "test_tiny.py").read_text("utf-8")
    words = ("--target", "tiny.toml", "--driver", "http", "test_tiny.py", "--", "--junitxml", "own.xml", "--debug")
    rehearsal(stage, *command.split(), *words)

    assert (stage.folder / "test_tiny.py").read_text("utf-8") == before


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
    stage.scenarios(GREETED, MISTAKEN, TIMELESS)
    told = run(stage, "-n", players, "test_tiny.py", "--", "--durations", "2").stdout.splitlines()

    took = {one["title"]: one["duration_s"] for one in stage.results["scenarios"]}
    slowest = sorted(took, key=lambda title: -took[title])[:2]
    begins = told.index("slowest 2 of 3:") + 1
    assert [line.split(" s  ")[1].partition(" (")[0] for line in told[begins : begins + 2]] == slowest
