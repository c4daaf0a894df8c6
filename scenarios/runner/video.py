"""Where Playwright looks for the program that records its videos, and whether it is there."""

import json
import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from scenarios.browsers import CACHES, WINDOWS_CACHE

NAMES = {"linux": "ffmpeg-linux", "darwin": "ffmpeg-mac", "win32": "ffmpeg-win64.exe"}


@cache
def recorder() -> Path | None:
    """The path of the recorder, whether or not it exists; nothing where Playwright is not laid out as it used to be."""
    package = find_spec("playwright")
    if package is None or package.origin is None:
        return None
    listed = Path(package.origin).parent / "driver" / "package" / "browsers.json"
    try:
        entries = json.loads(listed.read_text("utf-8"))["browsers"]
        revision = next(one["revision"] for one in entries if one["name"] == "ffmpeg")
    except (OSError, ValueError, KeyError, StopIteration):
        return None
    stated = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache_folder = Path(stated or CACHES.get(sys.platform, WINDOWS_CACHE)).expanduser()
    return cache_folder / f"ffmpeg-{revision}" / NAMES.get(sys.platform, NAMES["linux"])


def can_record() -> bool:
    """Whether videos can be recorded here."""
    path = recorder()
    return path is not None and path.exists()
