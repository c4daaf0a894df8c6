"""The portal's processes: none is left when the first one is gone."""

import os
import signal
import subprocess
import sys
from itertools import takewhile

import psutil
import pytest

from mock_portal.demo import project as demo
from mock_portal.use_cases import stage

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


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--port", "65535"], "expected a whole number from 0 to 65533, found 65535"),
        (["--processes", "0"], "expected a whole number from 1 to 1000000, found 0"),
        (
            ["--port", "0", "--database", "foo"],
            "expected --database to be one that can be opened, found: Could not parse",
        ),
        (["--port", "0", "--host", "256.0.0.1"], "expected --host to be an address of this machine, found 256.0.0.1"),
    ],
    ids=["port", "processes", "database", "host"],
)
def test_what_cannot_be_served_is_refused_in_one_line(options: list[str], told: str) -> None:
    command = [sys.executable, "-m", "mock_portal", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr


def test_the_demo_project_cannot_be_taken_for_one_of_a_scenario() -> None:
    assert demo.TITLE != stage.TITLE


def test_who_is_told_to_stop_stops_whatever_was_being_done_at_that_moment() -> None:
    command = [sys.executable, "-m", "tests.mock_portal.stopped"]
    assert subprocess.run(command, timeout=FOREVER_SECONDS, check=False).returncode == 0  # noqa: S603 - our own
