"""`rehearsal setup`: finds or installs what a rehearsal needs: a browser, Chinese fonts, the recorder of videos."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scenarios.browsers import Found, find_browser
from scenarios.errors import Misuse
from scenarios.runner.video import can_record, recorder

DESCRIPTION = """\
Looks for a browser, for Chinese fonts and for what records videos; installs what is missing: by Playwright's own download, or
as Debian packages where it runs as root. Says what it found and what it did. Exit status 2 if there is no browser in the end.
"""
# In the order of preference; a headless shell has no windows to draw, but not every release has it.
BROWSER_PACKAGES = ("chromium-headless-shell", "chromium")
FASTER = (
    "in a headless shell scenarios take about half the time; "
    "`playwright install chromium-headless-shell` gets one, or Debian's package of that name"
)
FONT_PACKAGE = "fonts-noto-cjk"
VIDEO_PACKAGE = "ffmpeg"
POSTGRESQL = "/usr/lib/postgresql"


def add_to(commands: Any) -> None:
    parser = commands.add_parser("setup", help="find or install a browser", description=DESCRIPTION)
    parser.set_defaults(command=set_up)


def set_up(_options: argparse.Namespace) -> int:
    """Sees to everything and says so; the exit status is 2 if there is no browser in the end."""
    browser = find_browser() or downloaded_browser() or packaged_browser()
    if browser is None:
        print("browser: none found, and none could be installed")
        print(
            "expected Chromium, Chrome or Edge, found none; install one, or run `playwright install chromium`",
            file=sys.stderr,
        )
        return Misuse.exit_code
    print(f"browser: {browser.executable} ({'headless shell' if browser.headless_shell else 'full browser'})")
    if not browser.headless_shell:
        print(f"  {FASTER}")
    print(f"fonts: {chinese_fonts()}")
    print(f"videos: {video_recorder()}")
    print(f"PostgreSQL: {postgresql()}")
    return 0


def downloaded_browser() -> Found | None:
    """Playwright's own headless shell, by its own download."""
    print("browser: none installed; trying Playwright's download", flush=True)
    if not succeeds([sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]):
        return None
    return find_browser()


def packaged_browser() -> Found | None:
    """Debian's package, where this runs as root."""
    return next((found for package in BROWSER_PACKAGES if installs(package) and (found := find_browser())), None)


def chinese_fonts() -> str:
    """Makes sure that Chinese can be shown, and says how."""
    if families := fonts_for_chinese():
        return f"{families[0]} for Chinese"
    if installs(FONT_PACKAGE) and (families := fonts_for_chinese()):
        return f"{families[0]} for Chinese, just installed"
    return f"none for Chinese, so pictures will show boxes; install {FONT_PACKAGE} or another Chinese font"


def fonts_for_chinese() -> list[str]:
    """Families that can show Chinese; only systems with fontconfig can be asked, all others bring their own."""
    if shutil.which("fc-list") is None:
        return [] if sys.platform == "linux" else ["the system's font"]
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False)  # noqa: S607
    return sorted({line.partition(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})


def video_recorder() -> str:
    """Makes sure that replays can be recorded, and says how; a rehearsal goes without if it must."""
    path = recorder()
    if path is None:
        return "cannot be recorded with this release of Playwright"
    if can_record():
        return f"recorded by {path}"
    if other := other_recorder():
        return points_to(path, other)
    if succeeds([sys.executable, "-m", "playwright", "install", "ffmpeg"]) and can_record():
        return f"recorded by {path}, just downloaded"
    if installs(VIDEO_PACKAGE) and (other := other_recorder()):
        return points_to(path, other)
    return "not recorded, for there is no ffmpeg; everything else works without"


def points_to(path: Path, other: Path) -> str:
    """Puts a link to another recorder where Playwright looks for its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(other)
    return f"recorded by {other}, which {path} now points to"


def other_recorder() -> Path | None:
    """An ffmpeg that is there already: the one of a Python package, or the system's."""
    if find_spec("imageio_ffmpeg"):
        return Path(import_module("imageio_ffmpeg").get_ffmpeg_exe())
    installed = shutil.which("ffmpeg")
    return Path(installed) if installed else None


def postgresql() -> str:
    """Where PostgreSQL is; the tests of the portal use it if it is there, rehearsals do not need it."""
    found = shutil.which("postgres") or next(map(str, sorted(Path(POSTGRESQL).glob("*/bin/postgres"))), None)
    return found or "not installed; the portal runs on its embedded store, and tests on PostgreSQL are left out"


def installs(package: str) -> bool:
    """Installs a Debian package, where this is Debian and runs as root."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not as_root or shutil.which("apt-get") is None:
        return False
    print(f"installing Debian's {package}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    # The lists of packages may be missing or old, so they are fetched if installing fails without.
    return succeeds(command, environment) or (
        succeeds(["apt-get", "update", "-q"], environment) and succeeds(command, environment)
    )


def succeeds(command: Sequence[str], environment: dict[str, str] | None = None) -> bool:
    """Whether a command ends well; what it says is shown only if it does not."""
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        said = [line.strip() for line in (ended.stdout + ended.stderr).splitlines() if "error" in line.lower()]
        print(f"  {' '.join(command[-3:])}: {said[-1] if said else f'ended with {ended.returncode}'}")
    return ended.returncode == 0
