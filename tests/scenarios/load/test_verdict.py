"""The verdict: every reason for each of its three words, told in a sentence; never PASS where anything is wrong."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import Misuse, NoAnswer
from scenarios.load.account import Ending, Fate, RunAccount
from scenarios.load.ledger.verdicts import Discrepancy, Kind, Reconciliation
from scenarios.load.measures import Machine, Outcome, Pulse, Recorder, Timeline
from scenarios.load.plan.plan import GeneratorLimits, Limit
from scenarios.load.verdict import Verdict, VerdictKind, judge
from tests.scenarios.load.a_run import EPOCH, a_worker, an_account

GENERATOR = GeneratorLimits()
KEPT = Limit("*", p50=1.0, p95=2.0, p99=3.0, error_share=0.1)


MISSING = Discrepancy(Kind.MISSING, 17, "110101199003070000", "submitted in version 1", "no record")
LOST_ONE = Reconciliation(discrepancies=[MISSING])


def a_timeline(
    *,
    steps: Sequence[float] = (0.2,) * 100,
    failed: int = 0,
    outcome: Outcome = "done",
    late: float = 0.001,
    cpu: Sequence[float] = (0.3,),
    descriptors: int = 40,
    started: int = 100,
    planned: int = 100,
) -> Timeline:
    pulses: list[Pulse] = []
    for second, busy in enumerate(cpu):
        recorder = Recorder(since=EPOCH + second)
        if second == 0:
            recorder.planned(planned)
            for _ in range(started):
                recorder.started(late)
                recorder.ended("enrolls", 1.0, outcome)
            for number, seconds in enumerate(steps):
                recorder.step("submits", seconds, ok=number >= failed)
        pulses.append(recorder.pulse("w0", EPOCH + second + 1, Machine(busy, descriptors)))
    return Timeline.of(EPOCH, 120, pulses)


def verdict_on(
    timeline: Timeline,
    *limits: Limit,
    account: RunAccount | None = None,
    reconciled: Reconciliation | None = None,
) -> Verdict:
    return judge(account or an_account(), timeline, limits or (KEPT,), reconciled or Reconciliation(), GENERATOR)


def test_a_run_in_which_everything_was_kept_passes() -> None:
    verdict = verdict_on(a_timeline())

    assert (verdict.kind, verdict.exit_code) == (VerdictKind.PASS, 0)
    assert verdict.reason == (
        "100 candidates came, all 5 limits kept, and the portal's records agree with everything that it acknowledged."
    )


def test_a_pass_says_that_records_were_not_compared_or_that_there_were_no_limits() -> None:
    reason = judge(an_account(), a_timeline(), (), None, GENERATOR).reason

    assert "the plan has no limits" in reason
    assert "was not compared" in reason


def test_a_portal_whose_records_cannot_be_had_fails_and_says_why() -> None:
    verdict = judge(an_account(), a_timeline(), (KEPT,), NoAnswer("expected an answer,\nfound none"), GENERATOR)

    assert (verdict.kind, verdict.exit_code) == (VerdictKind.FAIL, 1)
    assert verdict.reason == "The portal's records could not be had: expected an answer, found none."


def test_a_run_whose_records_nobody_could_read_is_invalid_and_says_why() -> None:
    verdict = judge(an_account(), a_timeline(), (KEPT,), Misuse("expected a file, found none"), GENERATOR)

    assert verdict.kind is VerdictKind.INVALID
    assert verdict.reason == (
        "What the portal has on record was not compared with what it acknowledged: expected a file, found none."
    )


BROKEN = {
    "too slow": (
        Limit("submits", p95=0.1),
        "“submits” was expected to take at most 100 ms 95 of 100 times, but took up to",
    ),
    "too many errors": (
        Limit("submits", error_share=0.001),
        "to fail in at most 0.1 % of all cases, but failed in 4 %",
    ),
    "too few": (
        Limit("submits", throughput=50),
        "“submits” was expected at least 50 a second, but happened 0.8 a second",
    ),
    "never happened": (Limit("pays", p95=1.0), "“pays” was limited by the plan, but never happened"),
    "each": (
        Limit("*", p50=0.1),
        "“submits” was expected to take at most 100 ms 50 of 100 times, but took up to 200 ms.",
    ),
}


@pytest.mark.parametrize(("limit", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_limit_fails_and_says_what_was_expected_and_what_was_found(limit: Limit, words: str) -> None:
    verdict = verdict_on(a_timeline(failed=4), limit)

    assert (verdict.kind, verdict.exit_code) == (VerdictKind.FAIL, 1)
    assert words in verdict.reason


def test_the_limit_that_was_missed_by_most_is_told_first_and_the_others_are_counted() -> None:
    verdict = verdict_on(a_timeline(failed=4), Limit("submits", p50=0.19, p95=0.15, p99=0.001, error_share=0.03))

    assert verdict.reason.startswith("“submits” was expected to take at most 1 ms 99 of 100 times")
    assert verdict.reason.endswith("(and 2 more).")


def test_a_limit_by_name_replaces_the_same_figure_of_the_limit_for_each() -> None:
    checks = verdict_on(a_timeline(), Limit("*", p95=0.1, p99=3.0), Limit("submits", p95=0.5)).checks

    assert {(check.name, check.figure, check.expected) for check in checks if check.name == "submits"} == {
        ("submits", "p95", 0.5),
        ("submits", "p99", 3.0),
    }


def test_a_limit_for_each_leaves_the_duration_of_journeys_alone_but_not_their_errors() -> None:
    checks = verdict_on(a_timeline(), Limit("*", p95=0.5, error_share=0.1)).checks

    assert {(check.what, check.figure) for check in checks} == {
        ("journey", "error_share"),
        ("step", "p95"),
        ("step", "error_share"),
    }


def test_a_step_and_a_journey_of_one_name_are_checked_both() -> None:
    recorder = Recorder(since=EPOCH)
    recorder.started(0.0)
    recorder.step("pays", 0.1)
    recorder.ended("pays", 9.0, "done")
    timeline = Timeline.of(EPOCH, 120, [recorder.pulse("w0", EPOCH + 1, Machine(0.1, 9))])

    kept = {check.what: check.kept for check in verdict_on(timeline, Limit("pays", p95=1.0)).checks}
    assert kept == {"journey": False, "step": True}


def test_an_expected_refusal_is_a_success() -> None:
    assert verdict_on(a_timeline(outcome="refused")).kind is VerdictKind.PASS


def test_a_run_in_which_no_journey_succeeded_fails_even_without_limits() -> None:
    verdict = judge(an_account(), a_timeline(outcome="failed"), (), Reconciliation(), GENERATOR)

    assert verdict.kind is VerdictKind.FAIL
    assert "not one journey succeeded" in verdict.reason.lower()


def test_a_browser_that_came_through_does_not_excuse_that_no_arrival_succeeded() -> None:
    browser = Recorder(since=EPOCH)
    browser.ended("browser: enrolls", 1.0, "done")
    timeline = a_timeline(outcome="failed")
    timeline.add(browser.pulse("w1", EPOCH + 1, Machine(0.1, 9)))
    verdict = judge(an_account(), timeline, (), Reconciliation(), GENERATOR)

    assert verdict.kind is VerdictKind.FAIL
    assert "100 of 100 arrivals ended, all in failure" in verdict.reason


def test_a_discrepancy_fails_and_stands_before_broken_limits() -> None:
    verdict = verdict_on(a_timeline(), Limit("submits", p95=0.1), reconciled=LOST_ONE)

    assert verdict.kind is VerdictKind.FAIL
    assert verdict.reason.startswith(
        "The portal's records disagree with what it acknowledged (1 acknowledged but missing), such as candidate 17, "
        "110101199003070000: expected submitted in version 1, found no record"
    )
    assert "besides, “submits”" in verdict.reason


MISTRUSTED = {
    "interrupted": (
        an_account(ended=Ending.INTERRUPTED),
        a_timeline(),
        "The run was interrupted after 1 s of the 2 min 0 s",
    ),
    "not drained": (
        an_account(ended=Ending.TAIL_NOT_DRAINED, in_flight=12),
        a_timeline(),
        "12 candidates had not finished 1 min 0 s after the last arrival",
    ),
    "nobody came": (an_account(), a_timeline(started=0, planned=0), "Nobody arrived"),
    "a worker was lost": (
        an_account(a_worker(), a_worker(name="w1", first=1000, last=1999, fate=Fate.LOST)),
        a_timeline(),
        "Worker w1 on loadhost was lost in mid-run, so what its candidates 1,000 to 1,999 met with",
    ),
    "late": (an_account(), a_timeline(late=0.24), "should begin within 20 ms, but took up to 240 ms"),
    "short of CPU": (
        an_account(),
        a_timeline(cpu=(0.3, 0.97, 0.99, 0.96, 0.2)),
        "Worker w0 was short of CPU: expected at most 90 % of a core, found 96 %",
    ),
    "many descriptors": (
        an_account(),
        a_timeline(descriptors=1001),
        "had 1,001 files and connections open, expected at most 900",
    ),
    "many descriptors of one that sent no pulse": (
        an_account(a_worker(name="w9", descriptors_max=950)),
        a_timeline(),
        "Worker w9 had 950 files and connections open",
    ),
    "arrivals left out": (an_account(), a_timeline(started=90), "10 arrivals of 100 should have begun and never did"),
    "pulses lost": (
        an_account(a_worker(issued=120)),
        a_timeline(),
        "120 candidates set out, but only 100 were measured",
    ),
}


@pytest.mark.parametrize(("account", "timeline", "words"), MISTRUSTED.values(), ids=MISTRUSTED)
def test_a_run_that_cannot_be_trusted_is_invalid_and_says_why(
    account: RunAccount, timeline: Timeline, words: str
) -> None:
    verdict = verdict_on(timeline, account=account)

    assert (verdict.kind, verdict.exit_code) == (VerdictKind.INVALID, 3)
    assert words in verdict.reason


def test_a_worker_that_is_busy_for_a_moment_is_no_reason_for_mistrust() -> None:
    assert verdict_on(a_timeline(cpu=(0.99, 0.99, 0.2, 0.99))).kind is VerdictKind.PASS


def test_a_worker_too_busy_to_send_its_pulses_in_time_is_short_of_cpu_all_the_same() -> None:
    told = [Recorder(since=EPOCH + second) for second in (0, 2, 4)]
    told[0].started(0.0)
    told[0].ended("enrolls", 1.0, "done")
    pulses = [
        each.pulse("w0", EPOCH + second + 1, Machine(0.97, 9)) for each, second in zip(told, (0, 2, 4), strict=True)
    ]

    assert "short of CPU" in verdict_on(Timeline.of(EPOCH, 120, pulses)).reason


def test_an_invalid_run_tells_a_discrepancy_all_the_same() -> None:
    verdict = verdict_on(a_timeline(late=1.0), Limit("submits", p95=0.1), reconciled=LOST_ONE)

    assert verdict.kind is VerdictKind.INVALID
    assert "besides, the portal's records disagree" in verdict.reason


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[float], int, Limit, float]:
    steps = draw(st.lists(st.floats(0.001, 20), min_size=1, max_size=60))
    figure = st.none() | st.floats(0.001, 20)
    limit = Limit(
        "submits", p50=draw(figure), p95=draw(figure), p99=draw(figure), error_share=draw(st.none() | st.floats(0, 1))
    )
    return steps, draw(st.integers(0, len(steps))), limit, draw(st.floats(0, 0.04))


@given(run=runs(), troubles=st.tuples(st.booleans(), st.booleans()))
@settings(max_examples=300)
def test_pass_means_that_every_limit_was_kept_and_nothing_was_lost(
    run: tuple[list[float], int, Limit, float],
    troubles: tuple[bool, bool],
) -> None:
    steps, failed, limit, late = run
    discrepancy, lost = troubles
    random.Random(len(steps)).shuffle(steps)  # noqa: S311 - an order
    account = an_account(a_worker(fate=Fate.LOST if lost else Fate.FINISHED))
    timeline = a_timeline(steps=steps, failed=failed, late=late)
    kind = verdict_on(timeline, limit, account=account, reconciled=LOST_ONE if discrepancy else None).kind

    # An oracle of its own, by counting; a hundredth of tolerance, for quantiles are exact to half a percent.
    def broken(tolerance: float) -> bool:
        shares = {0.5: limit.p50, 0.95: limit.p95, 0.99: limit.p99}
        slow = (
            sum(each <= most * tolerance for each in steps) < share * len(steps) - 1e-9
            for share, most in shares.items()
            if most is not None
        )
        return any(slow) or (limit.error_share is not None and failed / len(steps) > limit.error_share)

    if lost or late > GENERATOR.late_p99 * 1.01:
        assert kind is VerdictKind.INVALID
    elif discrepancy or broken(1.01):
        assert kind is not VerdictKind.PASS
    elif not broken(0.99) and late < GENERATOR.late_p99 * 0.99:
        assert kind is VerdictKind.PASS
