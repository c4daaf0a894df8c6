"""A run's folder: four files, and `latest` that changes at once."""

import json
import resource
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from scenarios.cli import main
from scenarios.report.folder import own_folder, write
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
    with ExitStack() as runs, ThreadPoolExecutor(8) as at_once:
        folders = list(at_once.map(lambda _: runs.enter_context(own_folder(tmp_path)), range(8)))

        assert len(set(folders)) == 8
        assert all(folder.is_dir() for folder in folders)


def test_a_run_that_puts_nothing_in_leaves_no_folder_and_only_what_was_there(tmp_path: Path) -> None:
    for reports in (tmp_path / "made" / "reports", tmp_path):
        with own_folder(reports) as folder:
            assert folder.is_dir()

        assert not folder.exists()
    assert not (tmp_path / "made" / "reports").exists()
    assert tmp_path.exists()


def test_what_is_put_in_stays(tmp_path: Path) -> None:
    with own_folder(tmp_path / "reports") as folder:
        (folder / "portal.log").touch()

    assert (folder / "portal.log").exists()


@pytest.mark.parametrize(
    "command", [["run"], ["soak"], ["prove"], ["load", "smoke"], ["load", "smoke", "--find-capacity"]], ids=" ".join
)
@pytest.mark.parametrize(
    ("reports", "found"),
    [("file", "a file"), ("file/below", "Not a directory"), ("link", "a link that leads nowhere")],
)
def test_reports_that_cannot_be_kept_are_misuse_before_anything_is_started(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    reports: str,
    found: str,
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    monkeypatch.setattr(subprocess, "Popen", None)

    assert main([*command, "--reports", str(tmp_path / reports)]) == 2
    said = capsys.readouterr().err
    assert (
        said
        == f"expected {tmp_path / reports} to be a folder for reports, found: {found}; name another one with --reports\n"
    )


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


def test_a_report_that_does_not_fit_on_the_disk_leaves_no_half_of_it(
    a_scenario: MakeScenario, results_of: MakeResults, tmp_path: Path
) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(results_of(a_scenario()), tmp_path / "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list((tmp_path / "1").iterdir()) == []
