"""`rehearsal soak` from outside, with a tiny portal and one scenario that is unstable on purpose."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from scenarios.report.results import BROKEN_OFF
from scenarios.soak.round import Round
from scenarios.soak.telling import verdict_of
from tests.scenarios.runner.conftest import GREETED, TIMELESS, Stage, stage  # noqa: F401  the fixture

pytest_plugins = ["pytester"]

# The control: whom it gets decides whether it passes, so that it fails in one round of three.
UNSTABLE = """
@verifies("R1.1b")
def test_somebody_is_lucky(somebody, seed):
    assert seed % 3, "out of luck"
"""
NOTED = """
from pathlib import Path

@pytest.mark.parametrize("number", range(6))
@verifies("R1.1a")
def test_the_order_is_noted(somebody, number, seed):
    with Path("order-{}".format(seed)).open("a") as file:
        file.write(str(number))
"""

IN_A_BROWSER = """
@verifies("R1.1b")
def test_somebody_sits_before_a_browser(somebody):
    assert type(somebody.driver).__name__ == "BrowserDriver"
"""


def begun(stage: Stage, *words: str) -> subprocess.Popen[str]:  # noqa: F811
    command = [sys.executable, "-m", "scenarios.cli", "soak", "--target", "tiny.toml", "--seed", "10", *words]
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_DISABLE_PLUGIN_AUTOLOAD"}
    return subprocess.Popen(  # noqa: S603 - own code
        [*command, "-n", "0", "test_tiny.py"],
        cwd=stage.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def soak(stage: Stage, *words: str) -> subprocess.CompletedProcess[str]:  # noqa: F811
    process = begun(stage, *words)
    said, problems = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, said, problems)


def test_what_fails_in_one_round_of_several_is_named_with_the_command_that_plays_it_again(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, UNSTABLE)
    said = soak(stage, "--rounds", "4")

    assert (said.returncode, said.stderr) == (1, "")
    assert "3/4 ✗ --seed 12: 1 passed, 1 failed" in said.stdout
    *_, failed, round_, summary = said.stdout.splitlines()
    assert failed == "✗ test_tiny.py::test_somebody_is_lucky failed in 1 of 4 rounds"
    assert round_.startswith("    round 3 (failed): rehearsal run --seed 12 --driver http --target tiny.toml")
    assert summary.startswith("UNSTEADY: 4 rounds, 8 scenarios played, 1 failed")
    assert (stage.folder / "reports/latest/round-03/report.html").exists()


def test_where_nothing_ever_fails_a_soak_is_steady_and_leaves_no_reports_of_rounds(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, "--rounds", "2", "--under-load", "--network-delay", "1")

    assert (said.returncode, said.stderr) == (0, "")
    assert "soak: 2 rounds of 1 scenario over HTTP, 1 player, under load, network delay 1 ms, --seed 10" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("STEADY: 2 rounds, 2 scenarios played, 0 failed")
    told = json.loads((stage.folder / "reports/latest/soak.json").read_text("utf-8"))
    assert [(one["seed"], one["outcomes"]) for one in told["rounds"]] == [(10, {"passed": 1}), (11, {"passed": 1})]
    assert not list((stage.folder / "reports/latest").glob("round-*"))


def test_a_soak_keeps_its_reports_where_it_is_told_to(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, "--rounds", "1", "--reports", "elsewhere")

    assert (said.returncode, said.stderr) == (0, "")
    assert (stage.folder / "elsewhere/latest/soak.json").exists()
    assert not (stage.folder / "reports").exists()


def test_a_soak_in_which_nothing_could_be_verified_is_not_steady(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(TIMELESS)
    said = soak(stage, "--rounds", "2")

    assert (said.returncode, said.stderr) == (1, "")
    assert said.stdout.splitlines()[-1].startswith("NOT VERIFIED: 2 rounds, 2 scenarios played, 0 failed")


def test_a_soak_plays_in_browsers_too(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, IN_A_BROWSER)
    said = soak(stage, "--rounds", "1", "--driver", "browser")

    assert (said.returncode, said.stderr) == (0, "")
    assert "soak: 1 round of 2 scenarios in browsers, 1 player" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("STEADY: 1 round, 2 scenarios played, 0 failed")


def test_each_round_has_an_order_of_its_own_and_all_share_one_portal(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(NOTED)
    soak(stage, "--rounds", "2")

    orders = [(stage.folder / f"order-{seed}").read_text() for seed in (10, 11)]
    assert sorted(orders[0]) == sorted(orders[1]) == list("012345")
    assert len({*orders, "012345"}) == 3
    assert len(stage.starts) == 1


def test_a_soak_for_a_time_plays_whole_rounds_until_it_is_over(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, "--minutes", "0.0001")

    assert (said.returncode, said.stderr) == (0, "")
    assert "soak: rounds of 1 scenario over HTTP, 1 player, none begun after 0.0001 min, --seed 10" in said.stdout
    assert " 1 ✓ --seed 10: 1 passed" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("STEADY: 1 round, 1 scenario played, 0 failed")


def test_with_both_a_soak_ends_with_what_comes_first(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, "--minutes", "60", "--rounds", "2")

    assert said.returncode == 0
    assert "2/2 ✓" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("STEADY: 2 rounds")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--rounds", "0"), "expected --rounds to be 1 or more, found 0"),
        (("--minutes", "0"), "expected --minutes to be more than 0, found 0"),
        (("--minutes", "-3"), "expected --minutes to be more than 0, found -3"),
        (("--minutes", "inf"), "expected --minutes to be more than 0, found inf"),
    ],
)
def test_a_soak_of_no_rounds_or_no_time_is_misuse(stage: Stage, words: Sequence[str], problem: str) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, *words)

    assert (said.returncode, said.stderr.strip()) == (2, problem)


def test_a_soak_of_nothing_is_misuse_and_leaves_nothing(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = soak(stage, "--path", "nowhere")

    assert said.returncode == 2
    assert said.stderr == "expected a path that scenarios are on, found nowhere; there are on-site\n"
    assert not (stage.folder / "reports").exists()


def test_a_soak_says_how_far_a_round_is(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, NOTED.replace("range(6)", "range(20)"))
    said = soak(stage, "--rounds", "2")

    told = [line for line in said.stdout.splitlines() if " of 21" in line]
    assert told[1:] == [f"    round {round_}: {done} of 21" for round_ in (1, 2) for done in range(3, 21, 3)]


def test_a_soak_that_is_ended_tells_what_it_has_seen_until_then(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    process = begun(stage, "--rounds", "1000")
    assert process.stdout
    assert any(line.startswith("   1/1000 ✓") for line in process.stdout)
    process.terminate()
    said, problems = process.communicate()

    assert (process.returncode, problems) == (1, "")
    assert said.splitlines()[-1].startswith("BROKEN OFF: ")
    told = json.loads((stage.folder / "reports/latest/soak.json").read_text("utf-8"))
    assert told["rounds"][0]["outcomes"] == {"passed": 1}


def test_a_round_that_somebody_broke_off_is_not_unsteady() -> None:
    whole = Round(1, 7, outcomes=Counter(passed=2))
    ended = Round(2, 8, outcomes=Counter(passed=1), trouble=[BROKEN_OFF], broken_off=True)
    assert verdict_of([whole, ended], whole=True) == "BROKEN OFF"
    assert verdict_of([whole, replace(ended, trouble=["the portal ended by itself"])], whole=True) == "UNSTEADY"


def test_a_round_that_says_nothing_is_not_steady_whatever_the_others_say() -> None:
    passed, silent = Round(1, 7, outcomes=Counter(passed=2)), Round(2, 8, outcomes=Counter(not_verified=2))
    assert verdict_of([passed, passed], whole=True) == "STEADY"
    assert verdict_of([passed, silent], whole=True) == "NOT VERIFIED"
    assert verdict_of([passed, silent], whole=False) == "BROKEN OFF"
