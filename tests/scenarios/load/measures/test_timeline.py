"""The timeline: pulses of several workers, in any order, become one account by the second."""

import json
from pathlib import Path

from scenarios.load.measures import Machine, Pulse, Recorder, Timeline
from scenarios.load.measures.timeline import MOST_COLUMNS, Pulses, read_pulses

EPOCH = 5000.0


def a_pulse(worker: str, second: float, *, steps: tuple[float, ...] = (), started: int = 0, cpu: float = 0.1) -> Pulse:
    recorder = Recorder(since=EPOCH + second)
    for seconds in steps:
        recorder.step("submits", seconds)
    for _ in range(started):
        recorder.started(0.0)
    return recorder.pulse(worker, EPOCH + second + 1, Machine(cpu, 30))


def test_what_workers_counted_in_the_same_second_is_one_column() -> None:
    pulses = [a_pulse("w1", 2.1, steps=(0.3,)), a_pulse("w0", 0), a_pulse("w0", 1.9, steps=(0.1, 0.2))]
    timeline = Timeline.of(EPOCH, 60, pulses)

    found = {second: column.counts.steps.get("submits") for second, column in timeline.columns()}
    assert list(found) == [0, 1, 2]
    assert found[1] is None
    assert found[2] is not None
    assert found[2].count == 3
    assert timeline.counts.steps["submits"].count == 3


def test_machines_show_their_highest_figures_by_worker() -> None:
    timeline = Timeline.of(EPOCH, 60, [a_pulse("w0", 0, cpu=0.9), a_pulse("w0", 3, cpu=0.2), a_pulse("w1", 1, cpu=0.5)])

    assert {worker: machine.cpu for worker, machine in timeline.total.machines.items()} == {"w0": 0.9, "w1": 0.5}


def test_who_has_begun_and_not_ended_is_in_flight() -> None:
    recorder = Recorder(since=EPOCH)
    recorder.ended("enrolls", 1.0, "done")
    timeline = Timeline.of(EPOCH, 60, [a_pulse("w0", 0, started=3), recorder.pulse("w0", EPOCH + 2, Machine(0, 0))])

    assert timeline.in_flight == 2


def test_what_a_browser_plays_is_no_arrival_and_none_that_ends() -> None:
    recorder = Recorder(since=EPOCH)
    for journey in ("enrolls", "browser: enrolls", "browser: looks"):
        recorder.ended(journey, 1.0, "done")
    timeline = Timeline.of(EPOCH, 60, [a_pulse("w0", 0, started=3), recorder.pulse("w0", EPOCH + 2, Machine(0, 0))])

    assert (timeline.counts.ended, timeline.in_flight) == (1, 2)


def test_fewer_columns_hold_the_same() -> None:
    fine = Timeline.of(EPOCH, 100, [a_pulse("w0", second, steps=(0.1,)) for second in range(100)])
    coarse = fine.coarser(10)

    assert [column.counts.steps["submits"].count for _, column in coarse.columns()] == [10] * 10
    assert coarse.counts is fine.counts
    assert len(list(fine.columns())) == 100


def test_a_run_of_a_day_keeps_a_bounded_number_of_columns() -> None:
    day = 86_400
    timeline = Timeline.of(EPOCH, day, (a_pulse("w0", second) for second in range(0, day, 60)))

    assert timeline.width == day // MOST_COLUMNS
    assert len(list(timeline.columns())) <= MOST_COLUMNS


def test_a_timeline_without_pulses_is_empty() -> None:
    timeline = Timeline(EPOCH)

    assert timeline.seconds == (0, 0)
    assert list(timeline.columns()) == []
    assert list(timeline.coarser(10).columns()) == []


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    whole = json.dumps(a_pulse("w0", 0).as_json())
    (tmp_path / "pulses.jsonl").write_text(f"{whole}\n{whole[:40]}", "utf-8")

    assert [pulse.worker for pulse in read_pulses(tmp_path)] == ["w0"]


def test_a_file_that_grows_is_read_on_from_where_it_was_left(tmp_path: Path) -> None:
    pulses = Pulses(tmp_path)
    assert list(pulses) == []

    first, second = (json.dumps(a_pulse(worker, 0).as_json()) for worker in ("w0", "w1"))
    file = tmp_path / "pulses.jsonl"
    file.write_text(f"{first}\n{second[:30]}", "utf-8")
    assert [pulse.worker for pulse in pulses] == ["w0"]

    file.write_text(f"{first}\n{second}\n", "utf-8")
    assert [pulse.worker for pulse in pulses] == ["w1"]
    assert list(pulses) == []


def test_a_column_knows_over_how_long_it_was_counted() -> None:
    timeline = Timeline.of(EPOCH, 60, [a_pulse("w0", 0), a_pulse("w1", 0), a_pulse("w0", 2)])

    assert [column.span for _, column in timeline.columns()] == [1.0, 0.0, 1.0]
    assert [column.span for _, column in timeline.coarser(1).columns()] == [2.0]


def test_a_queue_is_as_long_as_its_desk_saw_it_last() -> None:
    recorder = Recorder(since=EPOCH)
    timeline = Timeline(EPOCH)
    for second, waiting in enumerate((3, 7, 2), 1):
        recorder.sees_queue("site 杭州市", waiting)
        timeline.add(recorder.pulse("w0", EPOCH + second, Machine(0, 0)))
    timeline.add(a_pulse("w0", 5))

    assert timeline.last_queues == {"site 杭州市": 2}
    assert timeline.counts.queues == {"site 杭州市": 7}
