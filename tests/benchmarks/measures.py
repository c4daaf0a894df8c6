"""Section measures: what it costs a worker to note what its candidates meet with, and to send it."""

import json
import random
import time
from collections.abc import Callable

from scenarios.load.measures import Machine, Pulse, Recorder
from tests.benchmarks.figures import Figure

ROUNDS = 5
NOTES = 100_000
STEPS = 15
NOTES_A_SECOND = 1000  # more than a worker that needs 0.5 ms a request gets to
REQUEST_S = 0.0005
MACHINE = Machine(0.5, 40)


def figures(told: Callable[[str], None]) -> list[Figure]:
    """CPU time of this process, as shares of what a request costs and of a second."""
    notes = tuple(note_cost() for _ in range(ROUNDS))
    pulses = tuple(pulse_cost() for _ in range(ROUNDS))
    told(f"measures: {min(notes) * 1e6:.2f} µs a note, {min(pulses) * 1e3:.2f} ms a pulse")
    size = len(json.dumps(a_pulse().as_json(), separators=(",", ":")))
    return [
        Figure(
            "measures",
            "a step noted and counted, as a share of 0.5 ms a request",
            tuple(cost / REQUEST_S for cost in notes),
            0.01,
            note=f"{min(notes) * 1e6:.2f} µs",
        ),
        Figure(
            "measures",
            f"a pulse of {NOTES_A_SECOND} steps counted, encoded and read, as a share of its second",
            pulses,
            0.02,
            note=f"{min(pulses) * 1e3:.1f} ms, {size / 1000:.1f} kB",
        ),
    ]


def latencies(count: int) -> list[tuple[str, float]]:
    chance = random.Random(1)  # noqa: S311 - made-up latencies
    return [(f"step {number % STEPS}", chance.lognormvariate(-3, 0.6)) for number in range(count)]


def a_recorder() -> Recorder:
    recorder = Recorder()
    for name, seconds in latencies(NOTES_A_SECOND):
        recorder.step(name, seconds)
    return recorder


def note_cost() -> float:
    """Of one step, from the call to its place in a histogram."""
    steps, recorder = latencies(NOTES), Recorder()
    began = time.process_time()
    for name, seconds in steps:
        recorder.step(name, seconds)
    recorder.pulse("worker", time.time(), MACHINE)
    return (time.process_time() - began) / NOTES


def a_pulse() -> Pulse:
    return a_recorder().pulse("worker", time.time(), MACHINE)


def pulse_cost() -> float:
    """Of one pulse of a busy second, at its worker and at whoever reads it."""
    recorder = a_recorder()
    began = time.process_time()
    sent = json.dumps(recorder.pulse("worker", time.time(), MACHINE).as_json())
    Pulse.from_json(json.loads(sent))
    return time.process_time() - began
