"""Processes of the engine: what is said to them and by them arrives; how those on another machine ended is told by an exit code."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.load.processes import begin, worst_of

IMPATIENT = """
import sys
import scenarios.load.engine.worker as worker
from locust import runners
runners.CONNECT_TIMEOUT, runners.CONNECT_RETRY_COUNT = 0.01, 0
sys.exit(worker.main())
"""


@pytest.mark.parametrize(
    ("codes", "worst"),
    [([0, 0], 0), ([0, 2, 1], 2), ([-9, 0], 137)],
    ids=["all is well", "misuse", "one was killed"],
)
def test_the_worst_exit_code_of_workers_tells_of_one_that_was_killed(codes: list[int], worst: int) -> None:
    assert worst_of(codes) == worst


def test_a_worker_that_finds_no_master_was_misused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-c", IMPATIENT, "--master-port", str(port)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  our own module
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1] == f"expected a master at 127.0.0.1:{port}, found none"


def test_what_is_said_between_processes_is_chinese_on_a_machine_of_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    echo = begin("echo", tmp_path, "json.tool", "--no-ensure-ascii").process

    assert echo.communicate('"考生"')[0] == '"考生"\n'
