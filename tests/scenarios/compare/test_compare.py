"""Comparisons: the same thing twice is no regression, a planted slowdown and a new failure are found, and doubt is told."""

from io import StringIO

import pytest
from rich.console import Console

from scenarios.compare import Run, compare
from scenarios.compare.comparison import Comparison, Turn
from scenarios.compare.pace import EVERYTHING
from scenarios.compare.telling import show
from scenarios.errors import Misuse
from tests.scenarios.compare.conftest import NAMES, MakeRun

SLOWED = NAMES[7]


def several(make: MakeRun, seeds: range, **changes: object) -> list[Run]:
    return [make(seed, **changes) for seed in seeds]


def told(comparison: Comparison) -> str:
    screen = StringIO()
    show(comparison, Console(file=screen, width=160))
    return screen.getvalue()


@pytest.mark.parametrize("seed", range(0, 300, 20))
def test_the_same_scenarios_again_are_no_regression(scenario_run: MakeRun, seed: int) -> None:
    comparison = compare(
        several(scenario_run, range(seed, seed + 5)), several(scenario_run, range(seed + 5, seed + 10))
    )

    assert not comparison.regression


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_one_scenario_that_got_30_percent_slower_is_found_and_no_other_is_blamed(
    scenario_run: MakeRun, seed: int
) -> None:
    base = several(scenario_run, range(seed, seed + 5))
    comparison = compare(base, several(scenario_run, range(seed + 5, seed + 10), slower={SLOWED: 1.3}))

    assert comparison.regression
    assert [change.name for change in comparison.slower] == [SLOWED]
    assert comparison.slower[0].ratio == pytest.approx(1.3, rel=0.15)


def test_if_everything_got_slower_that_is_said_once(scenario_run: MakeRun) -> None:
    comparison = compare(
        several(scenario_run, range(5)), several(scenario_run, range(5, 10), slower=dict.fromkeys(NAMES, 3.0))
    )

    assert [(change.name, change.figure) for change in comparison.slower] == [EVERYTHING]


def test_what_got_faster_is_told_and_is_no_regression(scenario_run: MakeRun) -> None:
    comparison = compare(several(scenario_run, range(5), slower={SLOWED: 1.4}), several(scenario_run, range(5, 10)))

    assert [change.name for change in comparison.faster] == [SLOWED]
    assert not comparison.regression


def test_with_one_run_each_nothing_is_said_about_speed_and_the_reader_hears_why(scenario_run: MakeRun) -> None:
    comparison = compare([scenario_run(1)], [scenario_run(2, slower=dict.fromkeys(NAMES, 2.0))])

    assert not comparison.slower
    assert not comparison.regression
    assert comparison.hints
    assert "unknown with so few of them" in told(comparison)


TURNS = {
    "newly failing": ("passed", "failed", "newly_fails", True),
    "new and failing": ("absent", "failed", "newly_fails", True),
    "newly flaky": ("passed", "flaky", "flaky", True),
    "still flaky": ("flaky", "flaky", "flaky", False),
    "still failing": ("failed", "failed", None, False),
    "newly passing": ("failed", "passed", "newly_passes", False),
    "no longer flaky": ("flaky", "passed", "newly_passes", False),
    "no longer verified": ("passed", "not_verified", "gone", False),
    "no longer played": ("passed", "absent", "gone", False),
}


@pytest.mark.parametrize(("before", "now", "place", "regression"), TURNS.values(), ids=TURNS)
def test_what_became_of_a_scenario(
    scenario_run: MakeRun,
    before: str,
    now: str,
    place: str | None,
    regression: bool,  # noqa: FBT001 - from the table
) -> None:
    comparison = compare([scenario_run(1, outcomes={SLOWED: before})], [scenario_run(2, outcomes={SLOWED: now})])

    words = {"absent": "not played"}
    turn = Turn(SLOWED, words.get(before, before), words.get(now, now))
    for name in ("newly_fails", "newly_passes", "flaky", "gone"):
        assert getattr(comparison, name) == ([turn] if name == place else [])
    assert comparison.regression is regression


def test_scenarios_that_did_not_play_again_are_counted_and_not_listed(scenario_run: MakeRun) -> None:
    less = scenario_run(2, outcomes=dict.fromkeys(NAMES[:30], "absent"))
    said = told(compare([scenario_run(1)], [less]))

    assert "30 scenarios of the base runs passed and did not play in the new ones" in said
    assert "not played" not in said


def test_a_scenario_that_fails_now_and_then_is_flaky(scenario_run: MakeRun) -> None:
    now = [scenario_run(1), scenario_run(2, outcomes={SLOWED: "failed"})]

    assert compare([scenario_run(3)], now).newly_flaky == [Turn(SLOWED, "passed", "flaky")]


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_the_same_load_again_is_no_regression(load_run: MakeRun, seed: int) -> None:
    comparison = compare([load_run(seed)], [load_run(seed + 1)])

    assert not comparison.regression
    assert "only the noise within a run is known" in told(comparison)


@pytest.mark.parametrize("seed", range(0, 15, 3))
def test_a_step_that_got_30_percent_slower_under_load_is_found_with_one_run_each(load_run: MakeRun, seed: int) -> None:
    slower = compare([load_run(seed)], [load_run(seed + 1, slower=1.3)]).slower

    assert {change.name for change in slower} == {"submits"}
    assert "p50" in {change.figure for change in slower}


def test_repeated_loads_on_a_moody_machine_are_no_regression_where_one_of_each_would_be(load_run: MakeRun) -> None:
    base, new = several(load_run, range(20, 25), machine=0.3), several(load_run, range(25, 30), machine=0.3)

    assert not compare(base, new).regression
    assert any(compare([one], [other]).regression for one in base for other in new)


def test_repeated_loads_find_a_step_that_got_slower(load_run: MakeRun) -> None:
    base, new = several(load_run, range(4), machine=0.1), several(load_run, range(4, 8), machine=0.1, slower=1.3)

    assert {change.name for change in compare(base, new).slower} == {"submits"}


def test_a_limit_that_is_no_longer_kept_and_records_that_no_longer_agree_newly_fail(load_run: MakeRun) -> None:
    broken = load_run(2, broken=True, reconciliation={"discrepancies": {"acknowledged but missing": {"count": 1}}})

    names = [turn.name for turn in compare([load_run(1)], [broken]).newly_fails]
    assert names == ["limit of step submits, p95", "records agree with what was acknowledged"]
    assert len(compare([broken], [load_run(1)]).newly_passes) == 2


def test_more_errors_than_chance_allows_newly_fail(load_run: MakeRun) -> None:
    assert not compare([load_run(1, failed=2)], [load_run(2, failed=5)]).newly_fails
    turns = compare([load_run(1, failed=2)], [load_run(2, failed=40)]).newly_fails
    assert [(turn.before, turn.now) for turn in turns] == [("0.1 % failed", "2 % failed")] * 4


def test_runs_of_different_kinds_or_plans_or_without_trust_are_refused(
    load_run: MakeRun, scenario_run: MakeRun
) -> None:
    other = {"name": "smoke", "candidates": 200, "arrivals_s": 60.0, "journeys": {"enrolls": 1.0}}
    refused = {
        "expected runs of one kind": [load_run(1), scenario_run(1)],
        "expected runs of one plan, found candidates 100": [load_run(1), load_run(2, plan=other)],
        "INVALID: too late": [load_run(1), load_run(2, verdict="INVALID", reason="too late")],
        "scenarios in common": [scenario_run(1), scenario_run(2, outcomes=dict.fromkeys(NAMES, "absent"))],
    }
    for words, (one, another) in refused.items():
        with pytest.raises(Misuse, match=words):
            compare([one], [another])
