"""What is handed on to pytest behind -- does what people know it for."""

import shutil

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage
from tests.scenarios.runner.test_command import rehearsal, run
from tests.scenarios.runner.test_memory import SETTINGS

pytest_plugins = ["pytester"]

BUSY = GREETED.replace("is_greeted", "comes_first").replace("page.heading ==", "__import__('time').sleep(0.5) or")


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
