"""One worker's part of a load rehearsal, in Locust's process and against a stub: what so many candidates cost it, and how late they begin."""

import locust  # noqa: F401 - first of all: it patches the process

# isort: split

import ctypes
import gc
import json
import os
import pickle
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import gevent
from locust.env import Environment

from scenarios.load.account import Kind
from scenarios.load.crowd.arrivals import arrivals_of
from scenarios.load.crowd.cast import Cast, Stripe
from scenarios.load.crowd.gauge import Gauge
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.injector import Injector
from scenarios.load.crowd.parts import Parts
from scenarios.load.crowd.playing import Playing
from scenarios.load.crowd.staff import Staff
from scenarios.load.engine.machine import Meter
from scenarios.load.engine.worker import spares_garbage_collector
from scenarios.load.engine.worlds import ToldToLocust, a_world
from scenarios.load.measures.pulse import Counts, Pulse
from tests.benchmarks.journey import AREA
from tests.benchmarks.virtual import Kept

PLAN = """
name = "stripe"
population = {candidates}
seed = 1
[arrivals]
curve = "steady"
lasts_s = {lasts_s}
[journeys]
looks = 1
[areas]
on-site-pay = 1
[thinking]
mean_s = 0
longest_s = 0
"""
EARLY = 1000  # candidates after which the memory is looked at for the first time
LEAD_SECONDS = 0.5
RESIDENT = 1  # place in statm


@dataclass(slots=True)
class Watch:
    """Sends the pulse of each second nowhere, as a worker sends its own, and adds up what is in them."""

    recorder: ToldToLocust
    meter: Meter = field(default_factory=Meter)
    counts: Counts = field(default_factory=Counts)
    early_bytes: int = 0

    def beats(self) -> None:
        while True:
            gevent.sleep(1.0)
            self.beat()

    def beat(self) -> None:
        sent = json.dumps(self.recorder.pulse("bench", time.time(), self.meter.reading()).as_json())
        self.counts.add(Pulse.from_json(json.loads(sent)).counts)
        if not self.early_bytes and self.counts.ended >= EARLY:
            self.early_bytes = held()


def held() -> int:
    """Memory that this process needs, in bytes: resident, once garbage is collected and what is free was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text("ascii").split()[RESIDENT]) * os.sysconf("SC_PAGE_SIZE")


def plays(cast: Cast, candidates: int, world: World, watch: Watch) -> dict[str, float]:
    """Lets them all in at their moments, waits until the last one is done; what it cost."""
    begin = time.process_time()
    stripe = Stripe(0, 1, 0, candidates - 1)
    parts, under_way = Parts(cast, stripe), Gauge()
    playing = Playing(cast, cast.plan, world, Staff(world, cast.plan.crew, {}))
    arrivals = arrivals_of(cast.plan, cast.seed, stripe.first, stripe.last)
    spares_garbage_collector()
    gevent.spawn(watch.beats)

    def comes(number: int, intended: float) -> None:
        world.recorder.started(max(world.now() - intended, 0.0))
        playing.plays(parts[number], intended)

    injector = Injector(arrivals, partial(under_way.spawns, world.spawn), world.sleep, world.now)
    since, used = world.now(), time.process_time()
    injector.run(since + LEAD_SECONDS, comes)
    busy = (time.process_time() - used) / (world.now() - since - LEAD_SECONDS)
    while under_way.count:
        world.sleep(0.05)
    watch.beat()
    done = watch.counts.journeys["looks"]
    if (done.count, done.failed) != (candidates, 0):
        raise AssertionError(f"expected {candidates} journeys to succeed, found {done.count}: {watch.counts.errors}")
    return {
        "ms": (time.process_time() - begin) / candidates * 1000,
        "busy": busy,
        "late_s": watch.counts.late.quantile(0.99),
        "early_bytes": watch.early_bytes,
        "late_bytes": held(),
    }


def main(path: Path, candidates: int, per_s: float) -> dict[str, float]:
    """Play that many at that rate."""
    kept: Kept = pickle.loads(path.read_bytes())  # noqa: S301 - written by the benchmark a moment ago
    assert kept.candidate.project is not None
    environment = Environment(user_classes=[])
    environment.create_local_runner()
    text = PLAN.format(candidates=candidates, lasts_s=candidates / per_s)
    cast = Cast(text, 1, 1.0, kept.candidate.target, kept.candidate.project, (AREA,), ())
    recorder = ToldToLocust(environment.events)
    with ExitStack() as stack:
        ledger = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))) / "bench.jsonl"
        world = stack.enter_context(a_world(Kind.PROTOCOL, cast.target, ledger, recorder))
        return plays(cast, candidates, world, Watch(recorder))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
