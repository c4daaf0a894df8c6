"""The recorder: everything noted is counted once, whoever notes it, and travels whole."""

import json
from threading import Thread

from scenarios.load.measures import Machine, Pulse, Recorder
from scenarios.load.measures.pulse import MOST_KINDS, OTHER, Counts

MACHINE = Machine(cpu=0.25, descriptors=40)


def a_recorder() -> Recorder:
    """One that has noted one thing of each kind, and two steps."""
    recorder = Recorder(since=1000.0)
    recorder.planned(3)
    recorder.started(0.004)
    recorder.ended("enrolls", 2.5, "done")
    recorder.ended("enrolls", 0.5, "refused")
    recorder.step("submits", 0.2)
    recorder.step("submits", 0.4, ok=False)
    recorder.failed("502", "/enroll answered 502")
    recorder.sees_queue("registration point", 7)
    recorder.sees_queue("registration point", 2)
    recorder.vital("报考流程", "LCP", 640.0)
    return recorder


def test_a_pulse_holds_all_that_was_noted() -> None:
    pulse = a_recorder().pulse("w0", 1001.0, MACHINE)
    counts = pulse.counts

    assert (pulse.worker, pulse.since, pulse.until) == ("w0", 1000.0, 1001.0)
    assert (counts.planned, counts.started, counts.ended) == (3, 1, 2)
    assert (counts.journeys["enrolls"].refused, counts.journeys["enrolls"].failed) == (1, 0)
    assert (counts.steps["submits"].count, counts.steps["submits"].error_share) == (2, 0.5)
    assert counts.errors["502"].example == "/enroll answered 502"
    assert counts.queues == {"registration point": 7}
    assert counts.vitals["报考流程", "LCP"].largest == 640.0


def test_the_next_pulse_begins_anew() -> None:
    recorder = a_recorder()
    recorder.pulse("w0", 1001.0, MACHINE)
    following = recorder.pulse("w0", 1002.0, MACHINE)

    assert following.since == 1001.0
    assert following.counts == Counts(late=following.counts.late)
    assert following.counts.late.count == 0


def test_a_pulse_that_travels_arrives_as_it_was() -> None:
    sent = a_recorder().pulse("w0", 1001.0, MACHINE).as_json()

    assert Pulse.from_json(json.loads(json.dumps(sent))).as_json() == sent


def test_threads_that_share_a_recorder_lose_nothing() -> None:
    recorder = Recorder(since=0.0)

    def notes() -> None:
        for _ in range(2000):
            recorder.step("submits", 0.1)

    threads = [Thread(target=notes) for _ in range(4)]
    for thread in threads:
        thread.start()
    meanwhile = [recorder.pulse("w0", 1.0, MACHINE) for _ in range(20)]
    for thread in threads:
        thread.join()

    counted = Counts()
    for pulse in [*meanwhile, recorder.pulse("w0", 2.0, MACHINE)]:
        counted.add(pulse.counts)
    assert counted.steps["submits"].count == 8000


def test_kinds_of_mistakes_without_end_do_not_fill_the_memory() -> None:
    recorder = Recorder(since=0.0)
    for number in range(MOST_KINDS + 50):
        recorder.failed(f"candidate {number} is unhappy", "x" * 10_000)
    errors = recorder.pulse("w0", 1.0, MACHINE).counts.errors

    assert len(errors) == MOST_KINDS + 1
    assert errors[OTHER].count == 50
    assert max(len(mistake.example) for mistake in errors.values()) < 1000


def test_those_who_wait_are_counted_by_the_kind_of_desk() -> None:
    recorder = Recorder(since=0.0)
    for desk, waiting in {"site 杭州市": 4, "site 宁波市": 3, "area 浙江省": 2}.items():
        recorder.sees_queue(desk, waiting)

    assert recorder.pulse("w0", 1.0, MACHINE).counts.waiting == {"site": 7, "area": 2}
