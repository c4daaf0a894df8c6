"""Another load on the machine: as many processes as cores, busy with nothing, for as long as somebody soaks."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Ends with whoever started it, even if that was killed.
BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: sum(range(100_000))"


@contextmanager
def burden(cores: int) -> Iterator[None]:
    """Keeps so many cores busy meanwhile."""
    processes = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(cores)]  # noqa: S603 - own code
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()
