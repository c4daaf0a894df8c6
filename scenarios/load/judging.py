"""After a run: fetches the portal's records, reconciles them with the ledgers, and reaches the verdict, whatever goes wrong."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from fixtures.people import a_candidate
from scenarios.actors import NationalCenter
from scenarios.errors import Misuse, TargetWrong
from scenarios.load.errand import hands_for_an_errand
from scenarios.load.ledger import Reconciliation, read_records, reconcile
from scenarios.load.measures.timeline import Timeline, read_pulses
from scenarios.load.rehearsal import Played, Wishes
from scenarios.load.report.results import LoadResults
from scenarios.load.settling import PATIENCE_SECONDS, settled
from scenarios.load.verdict import Compared, judge
from scenarios.story import Story

RECORDS = "records.csv"


def fetch_records(played: Played, folder: Path) -> Path:
    """Has the national center download its file, and keeps that."""
    path, sign_in = folder / RECORDS, played.stage.stage.sign_in_of("center", "")
    with hands_for_an_errand(played.target) as hands:
        path.write_bytes(NationalCenter(sign_in, played.target, Story(), hands).downloads_records().content)
    return path


def compared(wishes: Wishes, played: Played, export: Callable[[], Path] | None) -> Compared:
    """Reconciles, or says why that cannot be. Where nobody exports records, the national center is asked."""
    fetch = export or partial(fetch_records, played, wishes.folder)
    try:
        return settled(
            lambda: reconciled(wishes.folder / "ledger", played, fetch()), patience=0 if export else PATIENCE_SECONDS
        )
    except (Misuse, TargetWrong, KeyboardInterrupt) as problem:
        return problem


def judged(wishes: Wishes, played: Played, comparison: Compared) -> LoadResults:
    """Judges; what that needs lies in the folder of the run."""
    plan, account = wishes.plan, played.account
    timeline = Timeline.of(account.epoch, account.arrivals_s, read_pulses(wishes.folder))
    return LoadResults(
        plan=plan,
        account=account,
        timeline=timeline,
        verdict=judge(account, timeline, plan.limits, comparison, plan.generator),
        reconciliation=comparison if isinstance(comparison, Reconciliation) else None,
        target=played.target.name,
        address=played.target.addresses["portal"],
        started=datetime.fromtimestamp(account.epoch).astimezone().isoformat(timespec="seconds"),
        duration_s=time.time() - account.epoch,
        again=wishes.command,
        moments=played.moments,
        says=played.target.says.says,
    )


def reconciled(ledgers: Path, played: Played, records: Path) -> Reconciliation:
    """What ledgers and records say together."""
    employers, seed = played.target.employers, played.account.seed
    return reconcile(
        ledgers,
        read_records(records),
        played.account,
        id_number_of=lambda number: a_candidate(seed, number, employers=employers).id_number,
        fees={area.name: area for area in played.stage.stage.areas},
    )
