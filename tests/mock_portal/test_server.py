"""The portal's processes: none is left when the first one is gone."""

import os
import signal
import subprocess
import sys
from itertools import takewhile

import psutil
import pytest

WAIT_SECONDS = 30
FOREVER_SECONDS = 300  # many times what it takes on the busiest machine


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_no_process_is_left_when_the_first_one_is_killed() -> None:
    command = [
        sys.executable,
        "-m",
        "mock_portal",
        "--port",
        "0",
        "--no-demo",
        "--cheap-passwords",
        "--announce",
        "json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as portal:  # noqa: S603 - our own
        assert portal.stdout
        assert portal.stdout.readline()  # it serves
        family = psutil.Process(portal.pid).children(recursive=True)
        portal.send_signal(signal.SIGKILL)
        _, left = psutil.wait_procs(family, WAIT_SECONDS)
        for one in left:
            one.kill()
    assert len(family) > 1
    assert left == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--no-control"], "No control surface (--no-control), and so no demo project."),
        (["--no-demo"], "  export REHEARSAL_CONTROL_TOKEN=of-tests"),
    ],
    ids=["without control surface", "with"],
)
def test_what_is_served_is_told(options: list[str], told: str) -> None:
    command = [sys.executable, "-m", "mock_portal", "--port", "0", "--cheap-passwords", *options]
    environment = {**os.environ, "REHEARSAL_CONTROL_TOKEN": "of-tests"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as portal:  # noqa: S603 - our own
        assert portal.stdout
        said = list(takewhile(lambda line: line != "Stop with Ctrl-C.", (line.rstrip("\n") for line in portal.stdout)))
        portal.terminate()
    assert told in said


def test_who_is_told_to_stop_stops_whatever_was_being_done_at_that_moment() -> None:
    command = [sys.executable, "-m", "tests.mock_portal.stopped"]
    assert subprocess.run(command, timeout=FOREVER_SECONDS, check=False).returncode == 0  # noqa: S603 - our own
