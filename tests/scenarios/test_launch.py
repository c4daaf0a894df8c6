"""A portal of one's own is started, heard and stopped, however oddly its command behaves."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scenarios import launch
from scenarios.errors import Misuse
from scenarios.launch import Running, start
from scenarios.target import Target

ANNOUNCES = """print('{"portal": "http://127.0.0.1:1"}', flush=True)"""
WAITS = "import time; time.sleep(60)"
Starts = Callable[..., Running]


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    """Starts a portal that is seen off at the end."""
    started: list[Running] = []

    def starts(*command: str) -> Running:
        started.append(start(Target("tiny", start=command), tmp_path / "portal.log"))
        return started[-1]

    yield starts
    for running in started:
        running.dismiss()
        running.wait()


def comes(log: Path, *words: str) -> str:
    """The log, once it holds all these words."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not all(word in log.read_text("utf-8") for word in words):
        time.sleep(0.02)
    return log.read_text("utf-8")


def test_what_is_said_in_another_encoding_is_kept_as_far_as_it_can_be_read(starts: Starts) -> None:
    said = "import sys; sys.stdout.buffer.write('端口 8811\\nready\\n'.encode('gbk')); sys.stdout.flush()"
    running = starts("{python}", "-c", f"{ANNOUNCES}; {said}; {WAITS}")
    running.at_its_addresses()

    assert "\ufffd 8811\nready\n" in comes(running.log, "ready")


def test_an_announcement_in_another_encoding_is_misuse(starts: Starts) -> None:
    running = starts("{python}", "-c", "import sys; sys.stdout.buffer.write('端口 8811\\n'.encode('gbk'))")

    with pytest.raises(Misuse, match=r"to say where it is as one line of JSON, found '.* 8811'"):
        running.at_its_addresses()


def test_what_stands_behind_a_shell_is_stopped_with_it(starts: Starts, tmp_path: Path) -> None:
    server = f"import os; open('{tmp_path}/pid', 'w').write(str(os.getpid())); {ANNOUNCES}; {WAITS}"
    running = starts("sh", "-c", '"$0" -c "$1" & wait', sys.executable, server)
    running.at_its_addresses()
    running.dismiss()
    running.wait()

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_what_a_portal_left_behind_when_it_ended_by_itself_is_stopped_and_its_end_is_told(
    starts: Starts, tmp_path: Path
) -> None:
    server = f"import os; open('{tmp_path}/pid', 'w').write(str(os.getpid())); {ANNOUNCES}; {WAITS}"
    running = starts("sh", "-c", '"$0" -c "$1" & sleep 1; exit 7', sys.executable, server)
    running.at_its_addresses()
    running.process.wait()

    assert running.dismiss() == 7
    running.wait()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_one_that_will_not_stop_is_ended(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "GRACE_SECONDS", 0.2)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    running = starts("{python}", "-c", f"{stubborn}; {ANNOUNCES}; {WAITS}")
    running.at_its_addresses()
    running.dismiss()
    running.wait()

    assert running.process.returncode == -9


def test_one_that_closes_its_output_and_lives_is_misuse(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "GRACE_SECONDS", 0.2)
    running = starts("{python}", "-c", f"import os; os.close(1); {WAITS}")

    with pytest.raises(Misuse, match=r"to say where it is, found that it has closed its output; see .*portal.log"):
        running.at_its_addresses()


def test_what_is_said_on_either_stream_stands_in_the_log_whole(starts: Starts) -> None:
    says = "import sys, time; print('x' * 50, flush=True); time.sleep(0.5); sys.stderr.write('an error\\n'); print('end', flush=True)"
    running = starts("{python}", "-c", f"{ANNOUNCES}; {says}; {WAITS}")
    running.at_its_addresses()

    assert f"{'x' * 50}\n" in comes(running.log, "an error\n", "end\n")
