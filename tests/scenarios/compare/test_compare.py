"""Comparisons: the same thing twice is no regression, a planted slowdown and a new failure are found, and doubt is told."""

import json
from io import StringIO

import pytest
from rich.console import Console

from scenarios.compare import Run, compare
from scenarios.compare.comparison import Comparison, Turn
from scenarios.compare.pace import EVERYTHING
from scenarios.compare.telling import show
from scenarios.errors import Misuse
from tests.scenarios.compare.conftest import NAMES, PLAN, MakeRun

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
    "failing once it can be verified": ("not_verified", "failed", "newly_fails", True),
    "flaky and now failing": ("flaky", "failed", "newly_fails", True),
    "newly flaky": ("passed", "flaky", "newly_flaky", True),
    "new and flaky": ("absent", "flaky", "newly_flaky", True),
    "flaky once it can be verified": ("not_verified", "flaky", "newly_flaky", True),
    "still flaky": ("flaky", "flaky", "still_fails", False),
    "still failing": ("failed", "failed", "still_fails", False),
    "failing and now flaky": ("failed", "flaky", "still_fails", False),
    "newly passing": ("failed", "passed", "newly_passes", False),
    "no longer flaky": ("flaky", "passed", "newly_passes", False),
    "newly verified": ("not_verified", "passed", "newly_passes", False),
    "no longer verified": ("passed", "not_verified", "no_longer_verified", True),
    "failing and no longer verified": ("failed", "not_verified", "no_longer_verified", True),
    "no longer played": ("passed", "absent", "gone", False),
    "failing and no longer played": ("failed", "absent", "gone", False),
    "not verified and no longer played": ("not_verified", "absent", "gone", False),
    "new and passing": ("absent", "passed", "appeared", False),
    "new and not verified": ("absent", "not_verified", "appeared", False),
    "still passing": ("passed", "passed", None, False),
    "still not verified": ("not_verified", "not_verified", None, False),
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
    said = comparison.as_json()

    words = {"absent": "not played"}
    turn = {"name": SLOWED, "before": words.get(before, before), "now": words.get(now, now)}
    for name in {each[2] for each in TURNS.values()} - {None}:
        assert said[str(name)] == ([turn] if name == place else [])
    assert said["flaky"] == ([turn] if now == "flaky" else [])
    assert said["regression"] is regression


def test_scenarios_that_did_not_play_again_are_counted_at_the_top_and_the_first_are_named(
    scenario_run: MakeRun,
) -> None:
    outcomes = {**dict.fromkeys(NAMES[:30], "passed"), NAMES[29]: "failed"}
    less = scenario_run(2, outcomes=dict.fromkeys(NAMES[:30], "absent"))
    first, *rest = told(compare([scenario_run(1, outcomes=outcomes)], [less])).splitlines()

    assert first == "no regression of outcomes, speed was not compared (1 run against 1); but 30 no longer played"
    assert rest[:2] == ["no longer played (30)", f"  {NAMES[29]}: failed, now not played"]
    assert "  and 20 more" in rest


def test_a_run_that_was_kept_from_its_end_is_a_regression_though_all_that_it_played_passed(
    scenario_run: MakeRun,
) -> None:
    broken_off = scenario_run(
        2, outcomes=dict.fromkeys(NAMES[5:], "absent"), trouble=["test_a.py\n  interrupted", "more"]
    )
    comparison = compare([scenario_run(1)], [broken_off])

    assert comparison.regression
    first, head, *_ = told(comparison).splitlines()
    assert first == "REGRESSION: 1 run ended worse (1 run against 1); but 35 no longer played"
    assert head == "ended worse (1)"
    assert "results.json: played to its end, now kept from its end: test_a.py interrupted (and 1 more)" in told(
        comparison
    )


def test_a_run_that_was_kept_from_its_end_is_no_regression_where_the_base_was_too_and_both_are_told(
    scenario_run: MakeRun,
) -> None:
    base, new = scenario_run(1, trouble=["interrupted"]), scenario_run(2, trouble=["the portal\n ended"])
    comparison = compare([base], [new])

    assert not comparison.regression
    assert comparison.notes[:2] == [
        f"{base.path}: kept from its end: interrupted",
        f"{new.path}: kept from its end: the portal ended",
    ]
    assert not compare([new], [scenario_run(3)]).regression


def test_a_fault_that_is_no_longer_caught_is_a_regression(scenario_run: MakeRun) -> None:
    caught, missed = ([{"fault": "late", "outcome": outcome}] for outcome in ("caught", "missed"))
    comparison = compare([scenario_run(1, trials=caught)], [scenario_run(2, trials=missed)])

    assert [turn.now for turn in comparison.ended_worse] == ["faults were not caught: late"]
    assert comparison.regression


FAULTS = {
    "newly missed": ("caught", "missed", "newly_missed", True),
    "newly without anybody who claims it": ("caught", "unclaimed", "newly_missed", True),
    "new and missed": ("not tried", "missed", "newly_missed", True),
    "still missed": ("missed", "unclaimed", "still_missed", False),
    "newly caught": ("missed", "caught", "newly_caught", False),
    "still caught": ("caught", "caught", None, False),
    "new and caught": ("not tried", "caught", None, False),
}


@pytest.mark.parametrize(("before", "now", "place", "regression"), FAULTS.values(), ids=FAULTS)
def test_what_became_of_a_fault(
    scenario_run: MakeRun,
    before: str,
    now: str,
    place: str | None,
    regression: bool,  # noqa: FBT001 - from the table
) -> None:
    first, second = (
        [{"fault": "early", "outcome": "missed"}, {"fault": "late", "outcome": outcome}] for outcome in (before, now)
    )
    base = [one for one in first if one["outcome"] != "not tried"]
    comparison = compare([scenario_run(1, trials=base)], [scenario_run(2, trials=second)])
    said = comparison.as_json()

    for name in {each[2] for each in FAULTS.values()} - {None}:
        wanted = [{"name": "late", "before": before, "now": now}] if name == place else []
        assert [turn for turn in said[str(name)] if turn["name"] == "late"] == wanted
    assert [turn["name"] for turn in said["still_missed"]][:1] == ["early"]
    assert said["regression"] is regression
    assert ("1 fault tried in the new runs only" in comparison.notes) is (before == "not tried")


def test_a_fault_is_caught_only_if_each_of_several_proofs_caught_it(scenario_run: MakeRun) -> None:
    caught, missed = ([{"fault": "late", "outcome": outcome}] for outcome in ("caught", "missed"))
    new = [scenario_run(2, trials=missed), scenario_run(3, trials=caught)]
    comparison = compare([scenario_run(1, trials=caught)], new)

    assert comparison.newly_missed == [Turn("late", "caught", "missed")]
    assert "faults newly missed (1)\n  late: caught, now missed\n" in told(comparison)


def test_of_a_proof_and_a_run_that_is_none_no_faults_are_compared(scenario_run: MakeRun) -> None:
    missed = [{"fault": "late", "outcome": "missed"}]

    assert not compare([scenario_run(1)], [scenario_run(2, trials=missed)]).newly_missed


SETTINGS = {
    "target": ({"target": "staging"}, "reference", "staging"),
    "driver": ({"driver": "browser"}, "http", "browser"),
    "faults": ({"faults": ["b", "a"]}, "none", "a, b"),
    "network delay": ({"network_delay_ms": 400}, "0 ms", "400 ms"),
}


@pytest.mark.parametrize(("name", "change", "before", "now"), [(name, *row) for name, row in SETTINGS.items()])
def test_what_was_played_otherwise_is_told(
    scenario_run: MakeRun, name: str, change: dict[str, object], before: str, now: str
) -> None:
    said = told(compare([scenario_run(1)], [scenario_run(2, **change)]))

    assert said.startswith(f"no regression of outcomes, speed was not compared (1 run against 1); but other {name}\n")
    assert f"\n  {name}: {before}, now {now}\n" in said


def test_runs_of_one_group_that_were_not_played_alike_are_told_too(scenario_run: MakeRun) -> None:
    mixed = [scenario_run(1), scenario_run(2, driver="browser")]

    assert compare(mixed, [scenario_run(3)]).played_otherwise == [Turn("driver", "browser or http", "http")]


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
    base, new = several(load_run, range(20, 25), mood=0.3), several(load_run, range(25, 30), mood=0.3)

    assert not compare(base, new).regression
    assert any(compare([one], [other]).regression for one in base for other in new)


def test_repeated_loads_find_a_step_that_got_slower(load_run: MakeRun) -> None:
    base, new = several(load_run, range(4), mood=0.1), several(load_run, range(4, 8), mood=0.1, slower=1.3)

    assert {change.name for change in compare(base, new).slower} == {"submits"}


def test_a_limit_that_is_no_longer_kept_and_records_that_no_longer_agree_newly_fail(load_run: MakeRun) -> None:
    broken = load_run(2, broken=True, reconciliation={"discrepancies": {"acknowledged but missing": {"count": 1}}})

    names = [turn.name for turn in compare([load_run(1)], [broken]).newly_fails]
    assert names == ["limit of step submits, p95", "records agree with what was acknowledged"]
    assert len(compare([broken], [load_run(1)]).newly_passes) == 2
    assert [turn.name for turn in compare([broken], [load_run(2, broken=True)]).still_fails] == names[:1]


def test_a_load_whose_verdict_became_worse_is_a_regression_in_the_words_of_the_verdict(load_run: MakeRun) -> None:
    failing = load_run(2, verdict="FAIL", reason="The portal's records could not be had.")
    first, head, line, *_ = told(compare([load_run(1)], [failing])).splitlines()

    assert first == "REGRESSION: 1 run ended worse (1 run against 1)"
    assert head == "ended worse (1)"
    assert line.endswith("results.json: PASS, now FAIL: The portal's records could not be had.")
    assert not compare([failing], [load_run(3, verdict="FAIL", reason="Again.")]).ended_worse
    assert not compare([failing], [load_run(4)]).regression


def test_a_load_that_became_invalid_is_a_regression_and_its_figures_are_left_out(load_run: MakeRun) -> None:
    invalid = load_run(2, slower=3.0, verdict="INVALID", reason="It was late.")
    comparison = compare([load_run(1)], [invalid])

    assert comparison.headline == "REGRESSION: 1 run ended worse (1 run against 1)"
    assert not comparison.slower
    assert "a run that is INVALID says nothing about the portal, so nothing else is compared" in comparison.notes
    assert not compare([load_run(1)], [load_run(3), invalid]).slower


def test_steps_and_records_that_are_missing_under_load_are_told(load_run: MakeRun) -> None:
    whole = load_run(1, failed=1)
    steps = json.loads(whole.path.read_text("utf-8"))["steps"]
    less = load_run(2, steps={name: tally for name, tally in steps.items() if name != "pays"}, reconciliation=None)
    comparison = compare([whole], [less])

    assert comparison.gone == [Turn("pays", "happened", "never happened")]
    assert [turn.name for turn in comparison.no_longer_verified] == ["records agree with what was acknowledged"]
    assert compare([less], [whole]).newly_fails == [Turn("pays", "never happened", "0.05 % failed")]


def test_a_load_on_another_machine_is_told(load_run: MakeRun) -> None:
    other = load_run(2, machine={"cores": "64", "processor": "of some kind"})

    assert compare([load_run(1)], [other]).besides == ["other machine"]


def test_more_errors_than_chance_allows_newly_fail(load_run: MakeRun) -> None:
    assert not compare([load_run(1, failed=2)], [load_run(2, failed=5)]).newly_fails
    turns = compare([load_run(1, failed=2)], [load_run(2, failed=40)]).newly_fails
    assert [(turn.before, turn.now) for turn in turns] == [("0.1 % failed", "2 % failed")] * 4


def test_runs_of_different_kinds_or_plans_or_without_trust_are_refused(
    load_run: MakeRun, scenario_run: MakeRun
) -> None:
    other = {**PLAN, "candidates": 200}
    invalid = load_run(2, verdict="INVALID", reason="too late")
    once = scenario_run(1)
    refused = {
        "expected runs of one kind": [load_run(1), scenario_run(1)],
        "expected runs of one plan, found candidates 100": [load_run(1), load_run(2, plan=other)],
        "INVALID: too late": [invalid, load_run(1)],
        "expected each run once": [once, once],
        "scenarios in common": [scenario_run(1), scenario_run(2, outcomes=dict.fromkeys(NAMES, "absent"))],
    }
    for words, (one, another) in refused.items():
        with pytest.raises(Misuse, match=words):
            compare([one], [another])
