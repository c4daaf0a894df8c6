"""One portal per run, whatever the number of workers; none where it runs elsewhere; nothing left running."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios.launch import start
from scenarios.target import Target
from tests.scenarios.runner.conftest import GREETED, PORTAL, Stage

pytest_plugins = ["pytester"]

LAST = """
import urllib3
from scenarios.runner.state import run_of

def test_somebody_pulls_the_plug(target, story, request):
    with pytest.raises(urllib3.exceptions.HTTPError):
        urllib3.request("GET", target.addresses["portal"] + "/end", retries=False)
    run_of(request.config).service._running.process.wait()
"""

TOGETHER = """
import os
import pathlib

@verifies("R1.1a")
def test_somebody_plays_while_another_run_does(story):
    pathlib.Path(f"begun-{os.environ['WHICH']}").touch()
    while len(list(pathlib.Path().glob("begun-*"))) < 2:
        pass
    assert os.environ["WHICH"] == "one"
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of a portal that runs already."""
    running = start(Target("elsewhere", start=("{python}", str(PORTAL), str(tmp_path))), tmp_path / "log")
    yield running.at_its_addresses().addresses["portal"]
    running.dismiss()
    running.wait()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_starts_one_portal_and_stops_it(stage: Stage, workers: str) -> None:
    stage.scenarios(GREETED, *(GREETED.replace("is_greeted", f"is_greeted_{n}") for n in range(3)))

    assert stage.plays("-n", workers).ret == 0
    assert stage.results["counts"]["passed"] == 4
    (started,) = stage.starts
    assert not is_running(int(started.name.removeprefix("started-")))


def test_an_interrupted_run_stops_its_portal(stage: Stage) -> None:
    stage.scenarios("\ndef test_somebody_leaves(target, story):\n    raise KeyboardInterrupt\n")
    stage.plays(alone=True)

    (started,) = stage.starts
    assert not is_running(int(started.name.removeprefix("started-")))


def test_a_portal_with_an_address_of_its_own_is_not_started(stage: Stage, elsewhere: str) -> None:
    stage.scenarios(GREETED)

    assert stage.plays("--base-url", elsewhere, alone=True).ret == 0
    assert stage.starts == []
    assert stage.results["address"] == elsewhere


def test_a_target_that_names_only_addresses_is_not_started(stage: Stage, elsewhere: str) -> None:
    stage.target(None, elsewhere)
    stage.scenarios(GREETED)

    assert stage.plays("-n", "2").ret == 0
    assert stage.starts == []


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_portal_that_does_not_start_ends_the_run(stage: Stage, workers: str) -> None:
    stage.target([sys.executable, "-c", "import sys; sys.exit('no such database')"])
    stage.scenarios(GREETED)
    told = stage.plays("-n", workers)

    assert told.ret == 2
    told.stdout.fnmatch_lines(
        ["*expected tiny to start and to say where it is, found it ended with 1: no such database*"]
    )


def test_a_portal_that_does_not_start_leaves_no_notice(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(stage.folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    stage.target([sys.executable, "-c", "import sys; sys.exit('no such database')"])
    stage.scenarios(GREETED)
    stage.plays("-n", "1")

    assert list(stage.folder.glob("rehearsal-*")) == []


def test_a_portal_that_ends_by_itself_spoils_the_run(stage: Stage) -> None:
    stage.scenarios(GREETED, LAST)

    assert stage.plays().ret == 1
    assert "the portal ended by itself with 7" in stage.results["trouble"][0]


def test_tests_that_are_no_scenarios_start_nothing_and_leave_nothing(stage: Stage) -> None:
    (stage.folder / "test_sums.py").write_text("def test_sums():\n    assert 1 + 1 == 2\n", "utf-8")

    assert stage.plays("-n", "0").ret == 0
    assert stage.starts == []
    assert not (stage.folder / "reports").exists()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_runs_that_begin_at_the_same_moment_leave_reports_and_evidence_of_their_own(stage: Stage, workers: str) -> None:
    stage.scenarios(TOGETHER)
    one_moment = "import scenarios.report.folder as it\nit.names = lambda: iter(['moment', 'moment-2', 'moment-3'])\n"
    (stage.folder / "conftest.py").write_text(one_moment, "utf-8")
    plugins = ("-p", "scenarios.plugin", "-p", "xdist.plugin", "-p", "no:cacheprovider", "-n", workers)
    words = (sys.executable, "-m", "pytest", *plugins, "--target", "tiny.toml", "--driver", "http")
    runs = [
        subprocess.Popen(words, cwd=stage.folder, env={**os.environ, "WHICH": which}, stdout=subprocess.DEVNULL)  # noqa: S603 - own code
        for which in ("one", "other")
    ]

    assert [run.wait() for run in runs] == [0, 1]
    (failed,) = stage.folder.glob("reports/moment*/evidence")
    assert sorted(path.parent.name for path in stage.folder.glob("reports/moment*/results.json")) == [
        "moment",
        "moment-2",
    ]
    assert '"failed": 1' in failed.with_name("results.json").read_text("utf-8")


@pytest.mark.parametrize("words", [["--collect-only"], ["-k", "nobody"], ["--target", "nobody"]], ids=" ".join)
def test_a_run_that_plays_nothing_leaves_no_folder(stage: Stage, words: list[str]) -> None:
    stage.scenarios(GREETED)
    stage.plays(*words)

    assert not (stage.folder / "reports").exists()


def test_without_scenarios_the_plugin_imports_neither_playwright_nor_the_page_reader() -> None:
    code = "import sys, scenarios.plugin; print(*sorted({'playwright', 'selectolax', 'rich', 'jinja2'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - own code

    assert ended.stdout.strip() == ""
