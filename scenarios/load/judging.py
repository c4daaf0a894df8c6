"""After a run: fetches the portal's records, reconciles them with the ledgers, and reaches the verdict."""

from dataclasses import dataclass
from pathlib import Path

from fixtures.people import a_candidate
from scenarios.actors import NationalCenter
from scenarios.actors.actor import How
from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.load.account import RunAccount
from scenarios.load.ledger import Reconciliation, read_records, reconcile
from scenarios.load.measures.timeline import Timeline, read_pulses
from scenarios.load.plan import Plan
from scenarios.load.rehearsal import Played
from scenarios.load.verdict import Verdict, judge
from scenarios.story import Story

RECORDS = "records.csv"


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that is known of a run."""

    timeline: Timeline
    reconciliation: Reconciliation
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OneDriver:
    """Hands for somebody who only looks something up."""

    driver: Driver

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  there is but one
        """The driver."""
        return self.driver

    def kind(self, how: How) -> How:  # noqa: ARG002  same
        """One kind."""
        return "act"


def fetch_records(played: Played, folder: Path) -> Path:
    """Has the national center download its file, and keeps that."""
    driver = HttpDriver()
    try:
        sign_in = played.stage.stage.sign_in_of("center", "")
        center = NationalCenter(sign_in, played.target, Story(), OneDriver(driver))
        path = folder / RECORDS
        path.write_bytes(center.downloads_records().content)
    finally:
        driver.close()
    return path


def judged(plan: Plan, folder: Path, account: RunAccount, records: Path, played: Played) -> Findings:
    """Reconciles and judges; what that needs lies in the folder of the run."""
    timeline = Timeline.of(account.epoch, account.arrivals_s, read_pulses(folder))
    employers = played.target.employers
    reconciliation = reconcile(
        folder / "ledger",
        read_records(records),
        account,
        id_number_of=lambda number: a_candidate(account.seed, number, employers=employers).id_number,
        fees={area.name: area for area in played.stage.stage.areas},
    )
    return Findings(timeline, reconciliation, judge(account, timeline, plan.limits, reconciliation, plan.generator))
