"""`rehearsal compare` from outside: exit status, JSON, and one line for misuse."""

import json
from pathlib import Path

import pytest

from scenarios.cli import main
from tests.scenarios.compare.conftest import NAMES, MakeRun


def test_no_regression_is_0_and_a_regression_is_1(scenario_run: MakeRun, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = scenario_run(1), scenario_run(2, outcomes={NAMES[0]: "failed"})

    assert main(["compare", str(good.path.parent), str(scenario_run(3).path)]) == 0
    assert "no regression (1 run against 1, confidence 95 %)" in capsys.readouterr().out
    assert main(["compare", str(good.path), str(bad.path)]) == 1
    said = capsys.readouterr().out
    assert f"{NAMES[0]}: passed, now failed" in said
    assert "REGRESSION: 1 newly failing (1 run against 1)" in said


def test_json_holds_all_of_it(scenario_run: MakeRun, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(scenario_run(seed, slower={NAMES[3]: 1.5 if seed > 4 else 1.0}).path) for seed in range(10)]

    assert main(["compare", "--base", *runs[:5], "--new", *runs[5:], "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert (content["kind"], content["regression"], content["base"]) == ("scenarios", True, runs[:5])
    assert [change["name"] for change in content["slower"]] == [NAMES[3]]
    assert content["slower"][0]["chance"] <= 0.05


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nowhere", "nowhere"], "expected the folder of a run or its results.json, found nowhere"),
        (["."], "expected two runs, or --base RUN ... --new RUN ..., found 1 runs"),
        (["--base", "."], "found 0 runs, 1 with --base, 0 with --new"),
        ([".", ".", "--confidence", "2"], "expected --confidence from 0.5 to below 1, found 2.0"),
        ([".", ".", "--least", "-1"], "expected --least of 0 or more, found -1.0"),
    ],
    ids=["no run", "one run", "half", "confidence", "least"],
)
def test_misuse_is_one_line(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *words]) == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("content", ["{", "[]", "{}"], ids=["torn", "a list", "something else"])
def test_what_is_no_run_is_misuse(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    file.write_text(content, "utf-8")

    assert main(["compare", str(file), str(file)]) == 2
    assert "expected the results.json of a run" in capsys.readouterr().err
