"""`rehearsal compare` from outside: exit status, JSON, and one line for misuse."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scenarios.cli import main
from tests.scenarios.compare.conftest import NAMES, MakeRun


def test_no_regression_is_0_and_a_regression_is_1(scenario_run: MakeRun, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = scenario_run(1), scenario_run(2, outcomes={NAMES[0]: "failed"})

    assert main(["compare", str(good.path.parent), str(scenario_run(3).path)]) == 0
    assert "no regression of outcomes, speed was not compared (1 run against 1)" in capsys.readouterr().out
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


def test_text_and_json_begin_with_the_same_headline_and_end_alike(
    scenario_run: MakeRun, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = dict.fromkeys(NAMES[1:], "not_verified")
    words = ["compare", str(scenario_run(1).path), str(scenario_run(2, outcomes=hidden).path)]

    assert main(words) == 1
    text = capsys.readouterr().out
    assert main([*words, "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert text.splitlines()[0] == content["headline"] == "REGRESSION: 39 no longer verified (1 run against 1)"
    assert "no longer verified (39)\n" in text
    assert (content["regression"], len(content["no_longer_verified"])) == (True, 39)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nowhere", "nowhere"], "expected the folder of a run or its results.json, found nowhere, which is not there"),
        (["docs", "docs"], "expected the folder of a run or its results.json, found docs, which holds none"),
        (["."], "expected two runs, or --base RUN ... --new RUN ..., found 1 runs"),
        (["--base", "."], "found 0 runs, 1 with --base, 0 with --new"),
        ([".", ".", "--confidence", "2"], "expected --confidence from 0.5 to below 1, found 2.0"),
        ([".", ".", "--least", "-1"], "expected --least of 0 or more, such as 0.1, found -1.0"),
        ([".", ".", "--least", "nan"], "expected --least of 0 or more, such as 0.1, found nan"),
        ([".", ".", "--least", "inf"], "expected --least of 0 or more, such as 0.1, found inf"),
        ([".", ".", "--least", "much"], "--least: invalid float value: 'much'"),
        ([".", ".", "--confidence", "0"], "expected --confidence from 0.5 to below 1, found 0.0"),
        ([".", ".", "--confidence", "nan"], "expected --confidence from 0.5 to below 1, found nan"),
    ],
    ids=[
        "no run",
        "no results",
        "one run",
        "half",
        "confidence",
        "least",
        "nan",
        "inf",
        "word",
        "no confidence",
        "confidence nan",
    ],
)
def test_misuse_is_one_line(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *words]) == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1


def test_one_is_as_sure_as_can_be_counted(load_run: MakeRun) -> None:
    words = [str(load_run(seed).path) for seed in (1, 2)]

    assert main(["compare", *words, "--confidence", str(1 - 2**-53)]) == 0


WITHOUT = object()
MISSHAPEN = {
    "no scenarios": ("scenario", ["scenarios"], WITHOUT, "missing required field scenarios"),
    "no trouble": ("scenario", ["trouble"], WITHOUT, "missing required field trouble"),
    "scenarios as text": ("scenario", ["scenarios"], "many", "Expected array, got str - at $.scenarios"),
    "no outcome": ("scenario", ["scenarios", 3, "outcome"], WITHOUT, "field outcome - at $.scenarios[3]"),
    "an outcome of another world": ("scenario", ["scenarios", 3, "outcome"], "won", "enum value 'won'"),
    "a duration as text": ("scenario", ["scenarios", 3, "duration_s"], "1", "got str - at $.scenarios[3].duration_s"),
    "another kind": ("scenario", ["kind"], "soak", "Invalid enum value 'soak' - at $.kind"),
    "no plan": ("load", ["plan"], WITHOUT, "missing required field plan"),
    "no candidates": ("load", ["plan", "candidates"], WITHOUT, "field candidates - at $.plan"),
    "no limits": ("load", ["limits"], WITHOUT, "missing required field limits"),
    "no reason": ("load", ["reason"], WITHOUT, "missing required field reason"),
    "steps in a list": ("load", ["steps"], [], "Expected object, got array - at $.steps"),
    "no histogram": ("load", ["steps", "pays", "histogram"], WITHOUT, "field histogram - at $.steps[...]"),
    "half a bin": ("load", ["steps", "pays", "histogram", "bins"], [1], "Expected bins in pairs"),
    "less than nobody": ("load", ["steps", "pays", "histogram", "bins"], [1, -1], "Expected bins in pairs"),
    "more failed than came": ("load", ["steps", "pays", "failed"], 2001, "no more failed than the 2000"),
}


@pytest.mark.parametrize(("kind", "keys", "value", "complaint"), MISSHAPEN.values(), ids=MISSHAPEN)
def test_a_run_of_another_shape_is_misuse_in_one_line_that_names_file_and_key(
    kind: str,
    keys: list[str | int],
    value: object,
    complaint: str,
    scenario_run: MakeRun,
    load_run: MakeRun,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make = {"scenario": scenario_run, "load": load_run}[kind]
    good, bad = make(1), make(2)
    content = json.loads(bad.path.read_text("utf-8"))
    bad.path.write_text(json.dumps(changed(content, keys, value)), "utf-8")

    assert main(["compare", str(good.path), str(bad.path)]) == 2
    said = capsys.readouterr().err
    assert f"expected the results.json of a run as docs/results.md has it, found {bad.path}: " in said
    assert complaint in said
    assert said.endswith("; give another run, or play this one again\n")
    assert said.count("\n") == 1


def changed(content: Any, keys: Sequence[str | int], value: object) -> Any:
    """The same with another value there, or without it."""
    first, *rest = keys
    if rest:
        content[first] = changed(content[first], rest, value)
    elif value is WITHOUT:
        del content[first]
    else:
        content[first] = value
    return content


NO_RUN = {"torn": b"{", "a list": b"[]", "nothing": b"", "no text": b'{"target": "\xff"}', "deep": b"[" * 100_000}


@pytest.mark.parametrize("said", [*NO_RUN.values(), b"{}"], ids=[*NO_RUN, "something else"])
def test_what_is_no_run_is_misuse(said: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    file.write_bytes(said)

    assert main(["compare", str(file), str(file)]) == 2
    complaint = capsys.readouterr().err
    assert "expected the results.json of a run" in complaint
    assert complaint.count("\n") == 1
