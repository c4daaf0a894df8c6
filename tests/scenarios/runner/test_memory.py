"""What failed last is remembered in a project's folder, for --lf and its like."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage
from tests.scenarios.runner.test_command import run

pytest_plugins = ["pytester"]

SETTINGS = Path(__file__).parents[3] / "pyproject.toml"


@pytest.mark.parametrize("players", ["0", "2"])
def test_only_what_failed_last_is_played_again(stage: Stage, players: str) -> None:
    shutil.copy(SETTINGS, stage.folder)
    stage.scenarios(GREETED, MISTAKEN)
    run(stage, "-n", players, "test_tiny.py")
    said = run(stage, "-n", players, "test_tiny.py", "--", "--lf")

    assert said.stderr == ""
    assert "1 scenario," in said.stdout
    assert [one["title"] for one in stage.results["scenarios"]] == ["somebody is mistaken"]


def test_in_a_folder_that_is_no_project_nothing_is_written_and_the_option_is_not_silently_ignored(
    stage: Stage,
) -> None:
    stage.scenarios(GREETED)
    plain, said = run(stage, "test_tiny.py"), run(stage, "test_tiny.py", "--", "--lf")

    assert (plain.returncode, said.returncode) == (0, 2)
    assert "unrecognized arguments: --lf" in said.stderr
    assert not (stage.folder / ".pytest_cache").exists()


def test_it_is_remembered_anywhere_for_whoever_asks(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    for words in ([], ["--lf"]):
        run(stage, "test_tiny.py", "--", "-p", "cacheprovider", *words)

    assert [one["title"] for one in stage.results["scenarios"]] == ["somebody is mistaken"]


def test_plain_pytest_remembers_under_the_settings_of_this_project(tmp_path: Path) -> None:
    (tmp_path / "test_sums.py").write_text("def test_right(): pass\ndef test_wrong(): assert 0\n", "utf-8")
    shutil.copy(SETTINGS, tmp_path)
    words = (sys.executable, "-m", "pytest", "-p", "no:randomly", "test_sums.py")
    _, said = (
        subprocess.run([*words, *more], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 - own code
        for more in ([], ["--lf"])
    )

    assert "1 failed" in said.stdout
    assert "1 passed" not in said.stdout
