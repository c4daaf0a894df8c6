"""Whole load rehearsals of a small crowd: what a portal loses is found, and what is killed under it loses nothing."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fixtures.people import a_candidate
from scenarios.areas import AREAS
from scenarios.load.account import RunAccount
from scenarios.load.ledger import Kind, Reconciliation, read_records, reconcile
from scenarios.target import load_target

# Nothing is said here about how fast a portal is, or how fast whoever plays: several tests share the machine.
PLAN = """
name = "small"
population = 20
seed = 2
faults = {faults}
[arrivals]
curve = "steady"
lasts_s = 6
[clock]
moment = "{moment}"
[journeys]
{journey} = 1
[areas]
on-site-pay = 1
[thinking]
mean_s = 0.05
longest_s = 0.2
[crew]
handling_s = {handling_s}
[generator]
late_p99 = 60
cpu = 4
"""
NO_ERRORS = """
[[limits]]
name = "*"
error_share = 0.0
"""
KILLED = """
[[disturbances]]
at_s = 2
act = "kill-portal"
[[disturbances]]
at_s = 4
act = "kill-portal"
"""
# Who comes to pay while arrivals last finds nobody there: unlike a kill, which strikes only who is under way at that moment.
PLATFORM_DOWN = """
[[disturbances]]
at_s = 0
act = "platform-down"
"""
BAD_PLATFORM = """
[[disturbances]]
at_s = 0
act = "platform-repeating"
for_s = 2
[[disturbances]]
at_s = 2
act = "platform-slow"
for_s = 1
[[disturbances]]
at_s = 3
act = "platform-down"
for_s = 2
"""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What came of a rehearsal."""

    exit_code: int
    said: str
    reconciliation: Reconciliation


def command(folder: Path, plan: str) -> "subprocess.CompletedProcess[str]":
    """Hold a rehearsal by this plan."""
    (folder / "plan.toml").write_text(plan, "utf-8")
    words = [sys.executable, "-m", "scenarios.cli", "load", "plan.toml", "--reports", "reports"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  our own command


def rehearsal(folder: Path, plan: str) -> Rehearsed:
    """Hold a rehearsal by this plan, and compare what it has left once more."""
    held = command(folder, plan)
    runs = [path.parent for path in folder.glob("reports/*/run.json") if not path.parent.is_symlink()]
    assert len(runs) == 1, held.stderr
    account, employers = RunAccount.read(runs[0]), load_target("reference").employers
    return Rehearsed(
        held.returncode,
        held.stdout,
        reconcile(
            runs[0] / "ledger",
            read_records(runs[0] / "records.csv"),
            account,
            id_number_of=lambda number: a_candidate(account.seed, number, employers=employers).id_number,
            fees={area.name: area for area in AREAS.values()},
        ),
    )


def enrolling(*faults: str, handling_s: float = 0.05) -> str:
    return PLAN.format(faults=often(faults), moment="registration-runs", journey="enrolls", handling_s=handling_s)


def paying(*faults: str) -> str:
    return PLAN.format(faults=often(faults), moment="payment-opens", journey="pays", handling_s=0.05)


def often(faults: tuple[str, ...]) -> list[str]:
    """The faults as they strike one candidate in seven: of those who come here, each some."""
    return [f"{fault}-one-in-seven" for fault in faults]


LOSSES = {
    "of submissions": (
        enrolling("submission-lost", "submission-stored-twice", "codes-swapped", handling_s=20),
        {Kind.MISSING, Kind.TWICE, Kind.WRONG_CODE},
    ),
    "of money": (
        paying("unpaid-order-marked-paid", "subject-too-many"),
        {Kind.PAID_WITHOUT_MONEY, Kind.WRONG_AMOUNT},
    ),
}


@pytest.mark.parametrize(("plan", "kinds"), LOSSES.values(), ids=LOSSES.keys())
def test_a_rehearsal_fails_on_what_a_portal_loses_and_names_it(tmp_path: Path, plan: str, kinds: set[Kind]) -> None:
    held = rehearsal(tmp_path, plan)
    assert held.exit_code == 1, held.said
    assert held.reconciliation.counts.keys() == kinds
    assert [kind for kind in kinds if kind not in held.said] == []


def test_an_outage_fails_the_limits_and_loses_nothing(tmp_path: Path) -> None:
    held = rehearsal(tmp_path, paying() + PLATFORM_DOWN + NO_ERRORS)
    assert held.reconciliation.discrepancies == []
    assert held.exit_code == 1, held.said
    assert "disagree" not in held.said


def test_a_portal_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    held = rehearsal(tmp_path, enrolling() + KILLED)
    assert held.reconciliation.discrepancies == []
    assert held.exit_code == 0, held.said


def test_bad_days_of_portal_and_platform_lose_no_money(tmp_path: Path) -> None:
    held = rehearsal(tmp_path, paying() + BAD_PLATFORM + KILLED)
    assert held.reconciliation.discrepancies == []
    assert held.exit_code == 0, held.said


def test_a_fault_that_the_target_has_not_is_misuse(tmp_path: Path) -> None:
    held = command(tmp_path, enrolling("submission-lots"))
    assert held.returncode == 2
    assert "expected a fault of the target, found submission-lots-one-in-seven" in held.stderr
