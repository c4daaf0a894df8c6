"""What the figures were measured on."""

import os
import platform
import subprocess
from pathlib import Path

from scenarios.browsers import Found, find_browser


def description() -> dict[str, str]:
    """Cores, processor, memory, system, Python and browsers."""
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": _first("/proc/cpuinfo", "model name") or platform.machine(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "default browser": _version(find_browser(headless=False)),
        "tuned browser": _version(find_browser(headless=True)),
    }


def load() -> str:
    """How busy the machine was with other things just before."""
    return f"{os.getloadavg()[0]:.1f}"


def _first(path: str, name: str) -> str:
    lines = (line.partition(":") for line in Path(path).read_text("utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")


def _version(found: Found | None) -> str:
    if found is None:
        return "none"
    flags = [flag for flag in found.flags if flag == "--no-sandbox"]
    said = subprocess.run(  # noqa: S603  the browser that the bench plays in
        [str(found.executable), "--version", *flags], capture_output=True, text=True, check=False
    )
    return f"{found.executable.name} ({said.stdout.strip() or 'silent about its version'})"
