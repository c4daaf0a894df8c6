"""The command `rehearsal` from outside: exit status, one line for misuse, and what it hands on."""

import io
import json
import os
import shlex
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from scenarios.cli import main
from scenarios.commands.run import players_for
from tests.scenarios.runner.conftest import GREETED, MISTAKEN, TIMELESS, Stage
from tests.scenarios.runner.test_unplayed import LEAVING

pytest_plugins = ["pytester"]

IN_THE_WAY = """
def test_somebody_puts_a_folder_where_the_results_belong(story, request):
    from scenarios.runner.state import run_of

    (run_of(request.config).folder / "results.json").mkdir()
"""


def rehearsal(stage: Stage, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Gives a command in the stage's folder, in a process of its own as people do."""
    command = [sys.executable, "-m", "scenarios.cli", *words]
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_DISABLE_PLUGIN_AUTOLOAD"}
    return subprocess.run(  # noqa: S603 - own code
        command, cwd=stage.folder, env=environment, input=stdin, capture_output=True, text=True, check=False
    )


def run(stage: Stage, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return rehearsal(stage, "run", "--target", "tiny.toml", "--driver", "http", *words, stdin=stdin)


def test_a_run_that_passes_shows_progress_and_the_table(stage: Stage) -> None:
    stage.scenarios(GREETED, TIMELESS)
    said = run(stage, "--seed", "7", "test_tiny.py")

    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "rehearsal of tiny.toml over HTTP: 2 scenarios, 1 player, --seed 7"
    assert lines[1].startswith("1/2 ✓ somebody is greeted (on-site · http) ")
    assert "    not verified, because target tiny has no clock" in lines
    assert next(line.split() for line in lines if line.startswith("on-site "))[:5] == ["on-site", "-", "http", "✓", "1"]
    assert lines[-1] == f"report: {Path('reports', (stage.folder / 'reports/latest').resolve().name, 'report.html')}"


def test_a_run_that_fails_tells_the_failure_once(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    said = run(stage, "test_tiny.py")

    assert (said.returncode, said.stderr) == (1, "")
    assert said.stdout.count("assert '你好' == '再见'") == 1
    assert "FAILED: 1 passed, 1 failed" in said.stdout


def test_a_run_whose_report_cannot_be_written_tells_what_it_came_to_and_ends_with_2(stage: Stage) -> None:
    stage.scenarios(GREETED, IN_THE_WAY)
    said = run(stage, "test_tiny.py")

    assert (said.returncode, said.stderr) == (2, "")
    assert "expected to write the report of the run, found: [Errno 21] Is a directory" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("FAILED: 2 passed in ")


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_terminal_that_cannot_show_every_character_is_told_the_rest_in_escapes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    stage.scenarios(GREETED, MISTAKEN)
    command = [
        sys.executable,
        "-m",
        "scenarios.cli",
        "run",
        "--target",
        "tiny.toml",
        "--driver",
        "http",
        "test_tiny.py",
    ]
    said = subprocess.run(command, cwd=stage.folder, capture_output=True, check=False)  # noqa: S603 - own code
    shown = said.stdout.decode(encoding)

    assert (said.returncode, said.stderr) == (1, b"")
    assert "1/2 \\u2713 somebody is greeted" in shown
    assert ("考生 张三" in shown) == (encoding == "gbk")


def test_a_run_in_which_nothing_could_be_verified_ends_with_1_as_the_help_says(stage: Stage) -> None:
    stage.scenarios(TIMELESS)
    said = run(stage, "test_tiny.py")

    assert (said.returncode, said.stderr) == (1, "")
    assert "NOT VERIFIED: 1 not verified" in said.stdout
    told = " ".join(rehearsal(stage, "run", "--help").stdout.partition("exit status:")[2].split())
    assert "1 something failed, nothing could be verified at all" in told


def test_the_command_that_a_failure_names_plays_it_again(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    run(stage, "test_tiny.py")
    first = stage.results
    again = stage.result("mistaken")["again"]
    rehearsal(stage, *shlex.split(again)[1:])

    assert [one["title"] for one in stage.results["scenarios"]] == ["somebody is mistaken"]
    assert stage.results["seed"] == first["seed"]


@pytest.mark.parametrize("players", ["0", "1"])
def test_it_does_so_for_a_suite_beside_this_folder_that_has_settings_of_its_own(stage: Stage, players: str) -> None:
    stage.scenarios(MISTAKEN)
    suite = stage.folder / "suite"
    suite.mkdir()
    (stage.folder / "test_tiny.py").rename(suite / "test_tiny.py")
    (suite / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (stage.folder / "elsewhere").mkdir()
    (stage.folder / "tiny.toml").rename(stage.folder / "elsewhere" / "tiny.toml")
    stage.folder /= "elsewhere"
    run(stage, "-n", players, "../suite/test_tiny.py")
    again = stage.result("mistaken")["again"]

    assert again.endswith(" ../suite/test_tiny.py::test_somebody_is_mistaken")
    assert "FAILED: 1 failed" in rehearsal(stage, *shlex.split(again)[1:]).stdout


def test_what_pytest_only_tells_is_told_in_its_own_voice_and_nothing_is_played(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    listed = run(stage, "test_tiny.py", "--", "--collect-only", "-q")
    planned = run(stage, "test_tiny.py", "--", "--setup-plan")

    assert [said.returncode for said in (listed, planned)] == [0, 0]
    assert listed.stdout.splitlines()[0] == "test_tiny.py::test_somebody_is_greeted"
    assert "SETUP    F story" in planned.stdout
    assert not (stage.folder / "reports").exists()
    assert stage.starts == []


@pytest.mark.parametrize("command", ["soak", "prove"])
def test_where_something_is_to_be_played_telling_is_misuse(stage: Stage, command: str) -> None:
    said = rehearsal(stage, command, "--target", "tiny.toml", "--", "--collect-only")

    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == (
        "expected options to play with behind --, found --collect-only; see `rehearsal run -- --collect-only`\n"
    )


def test_options_of_browsers_are_harmless_where_none_plays_and_that_is_said(stage: Stage) -> None:
    stage.scenarios(GREETED)
    said = run(stage, "--headed", "--browser", "firefox", "--slowmo", "5", "test_tiny.py")

    assert said.returncode == 0
    assert (
        said.stderr
        == "--slowmo and --headed and --browser change nothing here, as --driver http plays without a browser\n"
    )


def test_players_share_one_portal_and_one_report(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    said = run(stage, "-n", "2", "test_tiny.py")

    assert said.returncode == 1
    assert "2 scenarios, 2 players" in said.stdout
    assert stage.results["counts"] == {"passed": 1, "failed": 1, "flaky": 0, "not_verified": 0}
    assert len(stage.starts) == 1


def test_a_portal_that_does_not_start_is_told_in_one_line(stage: Stage) -> None:
    stage.target([sys.executable, "-c", "import sys; sys.exit('no such database')"])
    stage.scenarios(GREETED)
    said = run(stage, "test_tiny.py")

    assert said.returncode == 2
    assert said.stderr.startswith(
        "expected tiny to start and to say where it is, found it ended with 1: no such database; see "
    )
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["run", "--driver", "telnet"], "invalid choice: 'telnet'"),
        (["run", "--shard", "3/2"], "expected --shard I/N with I from 1 to N, found 3/2"),
        (["run", "nowhere"], "expected a file or a folder of scenarios, found nowhere"),
        (["run", "--target", "nobody"], "expected a target's name or a .toml file, found nobody"),
        (["run", "test_tiny.py", "-k", "nothing"], "found that none of the 1 in test_tiny.py is meant by -k"),
        (["run", "test_empty.py"], "expected scenarios to play, found none in test_empty.py"),
        (
            ["run", "--drver", "http"],
            "`rehearsal run --help` describes, found: unrecognized arguments: --drver; did you mean --driver?",
        ),
        (["run", "--rports=x"], "arguments: --rports=x; did you mean --reports?"),
        (["run", "-x"], "arguments: -x; options of pytest stand behind --"),
        (["load", "smoke", "--pudding"], "`rehearsal load --help` describes, found: unrecognized arguments: --pudding"),
        (["--nonsense", "setup"], "`rehearsal --help` describes, found: unrecognized arguments: --nonsense"),
        (["run", "test_tiny.py", "--path", "nowhere"], "expected a path that scenarios are on, found nowhere"),
        (["run", "test_tiny.py", "--", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["run", "test_broken.py"], "expected scenarios that can be read, found test_broken.py: SyntaxError"),
        (["dance"], "invalid choice: 'dance'"),
        (["candidates", "--count", "few"], "invalid int value: 'few'"),
        (["candidates", "--count", "-5"], "expected --count to be 0 or more, found -5"),
        (["candidates", "--start", "-5"], "to mean candidates 0 to 4999999, found -5 to 4"),
        (
            ["candidates", "--start", "4999999", "--count", "2"],
            "found 4999999 to 5000000; more people have other seeds",
        ),
        (["candidates", "--output", "none/x"], "expected to write to --output none/x, found: No such file or"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse_is_one_line_and_leaves_nothing(
    stage: Stage, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    stage.scenarios(GREETED)
    (stage.folder / "test_broken.py").write_text("def test_(\n", "utf-8")
    (stage.folder / "test_empty.py").touch()
    more = ["--target", "tiny.toml", "--driver", "http"] if words[0] == "run" and "--target" not in words else []
    status = main([words[0], *more, *words[1:]])

    said = capsys.readouterr()
    assert status == 2
    assert said.err.startswith("expected ")
    assert complaint in said.err
    assert said.err.count("\n") == 1
    assert not list((stage.folder).glob("reports/*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_candidates_that_find_no_room_are_misuse(stage: Stage) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "scenarios.cli", "candidates"],
            cwd=stage.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (said.returncode, said.stderr) == (
        2,
        "expected to write to standard output, found: No space left on device\n",
    )


@pytest.mark.parametrize(
    "words", [["run", "--driver", "http"], ["soak"], ["prove", "--driver", "http"], ["requirements"]]
)
def test_what_is_broken_off_before_anything_is_played_says_so(stage: Stage, words: list[str]) -> None:
    stage.scenarios(GREETED, "\nraise KeyboardInterrupt\n")
    said = rehearsal(stage, *words, "--target", "tiny.toml", "test_tiny.py")

    assert (said.returncode, said.stderr) == (130, "broken off\n")
    assert not list(stage.folder.glob("reports/*"))


def test_a_run_that_is_broken_off_before_anything_has_come_to_its_end_says_so(stage: Stage) -> None:
    stage.scenarios(LEAVING)
    said = run(stage, "test_tiny.py")

    assert (said.returncode, said.stderr) == (130, "broken off\n")


def told_nobody(stage: Stage, *words: str) -> int:
    """The exit status of a command whose output nobody reads any more."""
    command = [sys.executable, "-m", "scenarios.cli", *words]
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ended = subprocess.run(command, cwd=stage.folder, stdout=writes, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - own code
        return ended.returncode
    finally:
        os.close(writes)


@pytest.mark.parametrize(("scenarios", "status"), [([GREETED], 0), ([GREETED, MISTAKEN], 1)], ids=["passed", "failed"])
def test_a_run_that_nobody_listens_to_any_more_goes_on_to_its_verdict(
    stage: Stage, scenarios: list[str], status: int
) -> None:
    stage.scenarios(*scenarios)

    assert told_nobody(stage, "run", "--target", "tiny.toml", "--driver", "http", "test_tiny.py") == status
    assert stage.results["counts"]["passed"] == 1


def test_a_comparison_that_nobody_reads_to_its_end_has_found_no_regression(stage: Stage) -> None:
    stage.scenarios(GREETED)
    for folder in ("one", "two"):
        run(stage, "--reports", folder, "test_tiny.py")

    assert told_nobody(stage, "compare", "one/latest", "two/latest") == 0


def test_whoever_has_seen_enough_candidates_gets_no_more(stage: Stage) -> None:
    assert told_nobody(stage, "candidates", "--count", "4000000") == 0


def test_candidates_are_written_the_same_way_each_time(tmp_path: Path) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        main(["candidates", "--count", "3", "--seed", "5", "--format", "json"])
    main(
        [
            "candidates",
            "--count",
            "2",
            "--start",
            "1",
            "--seed",
            "5",
            "--format",
            "json",
            "--output",
            str(tmp_path / "out"),
        ]
    )

    people = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(people) == 3
    assert [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()] == people[1:]


def test_requirements_without_a_scenario_are_listed_and_counted(stage: Stage) -> None:
    stage.scenarios(GREETED)
    said = rehearsal(stage, "requirements", "test_tiny.py")

    assert said.returncode == 1
    rows = {words[1]: line for line in said.stdout.splitlines() if len(words := line.split()) > 1}
    assert "test_somebody_is_greeted" in rows["R1.1a"]
    assert "test_somebody_is_greeted" not in rows["R6.3"]
    assert "lacking one" in said.stdout.splitlines()[-1]


def test_help_reads_like_a_manual(stage: Stage) -> None:
    said = rehearsal(stage, "run", "--help")

    assert said.returncode == 0
    for words in (
        "reports/latest",
        "--driver {browser,http,both}",
        "exit status:",
        "played once more from the same seed",
    ):
        assert words in said.stdout


def test_the_command_says_its_version(stage: Stage) -> None:
    stated = tomllib.loads(Path(__file__).parents[3].joinpath("pyproject.toml").read_text("utf-8"))["project"][
        "version"
    ]
    said = rehearsal(stage, "--version")
    assert (said.returncode, said.stdout, said.stderr) == (0, f"rehearsal {stated}\n", "")


@pytest.mark.parametrize(("driver", "usual"), [("browser", 1), ("http", 2)])
def test_where_the_network_makes_them_wait_twice_as_many_play(
    monkeypatch: pytest.MonkeyPatch, driver: str, usual: int
) -> None:
    monkeypatch.setattr("scenarios.commands.run.cores", lambda: 2)

    assert players_for(1000, driver) == players_for(1000, driver, 0) == 2 * usual
    assert players_for(1000, driver, 20) == 4 * usual
    assert players_for(3, driver, 20) == 0
