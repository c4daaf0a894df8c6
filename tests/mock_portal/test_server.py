"""The portal's processes: none is left when the first one is gone."""

import signal
import subprocess
import sys

import psutil
import pytest

WAIT_SECONDS = 30


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
