"""Runs made up for tests: a crowd that comes along a curve to a portal that gets slower, told through the recorder."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi, sin
from typing import Any

from scenarios.areas import AreaType
from scenarios.load.account import Ending, Fate, Kind, RunAccount, WorkerAccount
from scenarios.load.ledger.entry import Act
from scenarios.load.ledger.verdicts import Discrepancy, Reconciliation
from scenarios.load.ledger.verdicts import Kind as Discrepant
from scenarios.load.ledger.verdicts import Outcome as Fates
from scenarios.load.measures import Machine, Outcome, Pulse, Recorder, Timeline
from scenarios.load.plan.curve import Curve
from scenarios.load.plan.plan import Arrivals, Journey, Limit, Plan
from scenarios.load.report.results import LoadResults, Moment
from scenarios.load.verdict import judge

EPOCH = 1_764_000_000.0
STEPS = {
    "registers": 0.060,
    "signs in": 0.045,
    "enters basic information": 0.110,
    "fills in": 0.090,
    "submits": 0.140,
    "prints the form": 0.220,
    "pays": 0.180,
}
JOURNEYS = {"enrolls": 6, "corrects": 2, "looks": 2, "pays": 3}


@dataclass(frozen=True, slots=True)
class Portal:
    """How the made-up portal answers: slower by a share under load, with errors between two seconds."""

    slowness: float = 1.0
    outage: tuple[int, int] = (0, 0)
    error_share: float = 0.0


def pulses(
    seconds: int = 120, peak: int = 20, workers: int = 2, portal: Portal = Portal(), seed: int = 1
) -> Iterator[Pulse]:
    """One pulse of each worker a second: arrivals rise and fall, latency with them."""
    chance = random.Random(seed)  # noqa: S311 - made-up load
    open_journeys: list[tuple[int, str]] = []
    for second in range(seconds + 8):
        recorders = [Recorder(since=EPOCH + second) for _ in range(workers)]
        pressure = max(0.0, sin(pi * second / seconds)) if second < seconds else 0.0
        due = [journey for until, journey in open_journeys if until <= second]
        open_journeys = [each for each in open_journeys if each[0] > second]
        arriving = round(peak * pressure)
        for number in range(arriving):
            recorder = recorders[number % workers]
            recorder.planned(1)
            recorder.started(abs(chance.gauss(0.001, 0.0015)))
            journey = chance.choices(list(JOURNEYS), list(JOURNEYS.values()))[0]
            open_journeys.append((second + chance.randint(2, 7), journey))
        for number in range(arriving * 3):
            note_step(recorders[number % workers], chance, second, pressure, portal)
        for number, journey in enumerate(due):
            failed = chance.random() < portal.error_share
            outcome: Outcome = "failed" if failed else "refused" if chance.random() < 0.02 else "done"
            recorders[number % workers].ended(journey, chance.lognormvariate(1.3, 0.3), outcome)
        if second % 2 == 0:
            for desk, most in {
                "registration-point 杭州市": 14,
                "registration-point 宁波市": 5,
                "institution 黄浦区": 6,
                "site 杭州市": 9,
            }.items():
                recorders[0].sees_queue(desk, round(most * pressure * chance.uniform(0.6, 1.2)))
        if second % 5 == 0:
            note_vitals(recorders[-1], chance, pressure)
        for number, recorder in enumerate(recorders):
            cpu = min(0.99, 0.08 + 0.5 * pressure + chance.uniform(0, 0.06))
            yield recorder.pulse(f"w{number}", EPOCH + second + 1, Machine(cpu, 30 + arriving // workers))


def note_step(recorder: Recorder, chance: random.Random, second: int, pressure: float, portal: Portal) -> None:
    name = chance.choice(list(STEPS))
    begin, end = portal.outage
    down = begin <= second < end
    seconds = chance.lognormvariate(0, 0.35) * STEPS[name] * (1 + 1.5 * pressure**3) * portal.slowness
    failed = down or chance.random() < portal.error_share
    recorder.step(name, 0.004 if down else seconds, ok=not failed)
    if failed:
        kind = "502" if down else "page lacks button 提交报名信息"
        recorder.failed(kind, f"candidate {chance.randint(0, 9999)} {name}: {kind}")


def note_vitals(recorder: Recorder, chance: random.Random, pressure: float) -> None:
    for page in ("登录", "报考流程", "填报信息"):
        recorder.vital(page, "TTFB", chance.uniform(30, 90) * (1 + pressure))
        recorder.vital(page, "LCP", chance.uniform(300, 900) * (1 + pressure))
        recorder.vital(page, "INP", chance.uniform(16, 80))
        recorder.vital(page, "CLS", chance.choice([0.0, 0.0, 0.02]))


def a_timeline(told: Sequence[Pulse] | None = None, seconds: int = 120) -> Timeline:
    return Timeline.of(EPOCH, seconds, pulses(seconds) if told is None else told)


def a_worker(**changes: Any) -> WorkerAccount:
    whole = WorkerAccount("w0", "loadhost", Kind.PROTOCOL, 0, 0, 999, 0, Fate.FINISHED, 0.6, 60)
    return replace(whole, **changes)


def an_account(*workers: WorkerAccount, ended: Ending = Ending.DRAINED, in_flight: int = 0) -> RunAccount:
    return RunAccount(7, EPOCH, 120.0, ended, 6.2, in_flight, workers or (a_worker(),))


def a_reconciliation(*discrepancies: Discrepancy) -> Reconciliation:
    return Reconciliation(
        candidates=1216,
        records=1215,
        entries=9120,
        acknowledged=Counter({Act.SUBMIT: 1180, Act.WITHDRAW: 96, Act.ORDER: 402, Act.PAY: 398, Act.CONFIRM: 640}),
        refused=Counter({Act.SUBMIT: 4}),
        unknown={Act.SUBMIT: Fates(happened=5, did_not=2)},
        discrepancies=list(discrepancies),
    )


AGREEING = a_reconciliation()
DISAGREEING = a_reconciliation(
    Discrepancy(Discrepant.MISSING, 17, "110101199003070000", "submitted in version 1", "no record"),
    Discrepancy(Discrepant.MISSING, 211, "110101199003070001", "submitted in version 2", "draft"),
    Discrepancy(Discrepant.WRONG_AMOUNT, 80, "110101199003070002", "9000 fen received", "<b>6000</b> fen"),
)


def a_plan(**changes: Any) -> Plan:
    limits = (
        Limit("*", p95=1.0, p99=2.0, error_share=0.01),
        Limit("submits", p95=0.5, throughput=2.0),
        Limit("enrolls", p95=8.0, p99=12.0),
        *(Limit(name, p95=10.0, p99=20.0) for name in ("corrects", "looks", "pays")),
    )
    arrivals = Arrivals(Curve([(0, 0), (1, 2), (2, 0)]), 120.0)
    areas = {AreaType.ON_SITE_PAY: 1.0, AreaType.ONLINE_PAY: 1.0}
    whole = Plan(
        "opening-rush", arrivals, dict.fromkeys(map(Journey, JOURNEYS), 1.0), areas, scale=0.0006, limits=limits
    )
    return replace(whole, **changes)


def results(
    told: Iterable[Pulse] | None = None,
    account: RunAccount | None = None,
    reconciled: Reconciliation | None = AGREEING,
    moments: tuple[Moment, ...] = (),
    says: Mapping[str, str] | None = None,
) -> LoadResults:
    """A whole run with everything in it."""
    plan, timeline = a_plan(), Timeline.of(EPOCH, 120, pulses() if told is None else told)
    account = account or an_account(a_worker(), a_worker(name="w1", first=1000, last=1999))
    verdict = judge(account, timeline, plan.limits, reconciled, plan.generator)
    return LoadResults(
        plan=plan,
        account=account,
        timeline=timeline,
        verdict=verdict,
        reconciliation=reconciled,
        target="reference",
        address="http://127.0.0.1:8000",
        started="2026-01-02T03:04:05+08:00",
        duration_s=131.4,
        again="rehearsal load --seed 7 --workers 2 opening-rush.toml",
        moments=moments,
        says=says or {},
        machine={
            "host": "loadhost",
            "cores": "2",
            "processor": "AMD EPYC",
            "memory": "24.0 GiB",
            "system": "Linux 6.1",
        },
        versions={"python": "3.11.2", "locust": "2.47.0"},
    )
