"""A run's folder: four files, and `latest` that changes at once."""

import json
from pathlib import Path

from scenarios.report.folder import free_folder, write
from tests.scenarios.report.conftest import MakeResults, MakeScenario


def test_a_run_leaves_its_reports_and_latest_points_to_the_newest(
    a_scenario: MakeScenario, results_of: MakeResults, tmp_path: Path
) -> None:
    write(results_of(a_scenario("first")), tmp_path / "1")
    write(results_of(a_scenario("second")), tmp_path / "2")

    latest = tmp_path / "latest"
    assert sorted(path.name for path in latest.iterdir()) == ["junit.xml", "report.html", "results.json"]
    assert json.loads((latest / "results.json").read_text("utf-8"))["scenarios"][0]["title"] == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "latest"]


def test_results_have_a_line_for_each_scenario(
    a_scenario: MakeScenario, results_of: MakeResults, tmp_path: Path
) -> None:
    results = results_of(a_scenario("first"), a_scenario("second"))
    write(results, tmp_path / "1")

    text = (tmp_path / "1" / "results.json").read_text("utf-8")
    assert json.loads(text) == results.as_json()
    assert len([line for line in text.splitlines() if line.startswith('{"id"')]) == len(results.scenarios)


def test_a_folder_called_latest_is_left_alone(
    a_scenario: MakeScenario, results_of: MakeResults, tmp_path: Path
) -> None:
    (tmp_path / "latest").mkdir()
    write(results_of(a_scenario()), tmp_path / "1")

    assert not (tmp_path / "latest").is_symlink()
    assert (tmp_path / "1" / "report.html").is_file()


def test_each_run_has_a_folder_of_its_own(tmp_path: Path) -> None:
    first = free_folder(tmp_path)
    first.mkdir()

    assert free_folder(tmp_path) != first


def test_half_a_letter_keeps_nothing_from_being_written(
    a_scenario: MakeScenario, results_of: MakeResults, tmp_path: Path
) -> None:
    results = results_of(
        a_scenario("first", because="\ud800"), a_scenario("second", title="\ud800"), trouble=["\udfff"]
    )
    write(results, tmp_path / "1")

    content = json.loads((tmp_path / "1" / "results.json").read_text("utf-8"))
    assert (content["scenarios"][0]["because"], content["trouble"]) == ("\ud800", ["\udfff"])
    assert "\\udfff" in (tmp_path / "1" / "report.html").read_text("utf-8")
