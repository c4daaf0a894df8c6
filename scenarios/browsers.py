"""Finds the browser to play in: Playwright's own if it is there, else one that the system has."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
# Where Playwright keeps its downloads.
CACHES = {"linux": "~/.cache/ms-playwright", "darwin": "~/Library/Caches/ms-playwright"}
WINDOWS_CACHE = "~/AppData/Local/ms-playwright"
OWN_SHELLS = frozenset({"headless_shell", "chrome-headless-shell", "chrome-headless-shell.exe"})
OWN_BROWSERS = frozenset({"chrome", "chrome.exe", "Chromium", "Google Chrome for Testing"})

# Without a frame made anew for each page (RenderDocument) a page costs a third less. A window of a full browser keeps two pages of
# its own behind its address bar (WebUIOmnibox...), which nobody sees here: without them a new context costs two thirds as much. Of
# several such switches Chromium hears the last one only, so what Playwright switches off for tests is switched off here as well.
FEATURES_OFF = (
    "RenderDocument",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "PaintHolding",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "ThirdPartyStoragePartitioning",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "DestroyProfileOnBrowserClose",
    "MediaRouter",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "LensOverlay",
)

# Nothing of the machine's own traffic, and nothing that draws on a screen, belongs into a rehearsal.
QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(FEATURES_OFF)}",
)
ADVICE = "no browser found to play in; run `rehearsal setup`, which finds or installs one"


@dataclass(frozen=True, slots=True)
class Found:
    """A browser, and how to start it; `channel` is the name that Playwright has for it, if any."""

    executable: Path
    channel: str | None
    flags: tuple[str, ...]
    headless_shell: bool


def find_browser(*, headless: bool = True) -> Found | None:
    """The best browser on this machine; without a screen a headless shell, which starts fastest."""
    shells = [*_own("chromium_headless_shell-*", OWN_SHELLS), *_installed(SHELLS)]
    browsers = [*_own("chromium-*", OWN_BROWSERS), *_installed(BROWSERS)]
    ranked = [(path, True) for path in shells if headless] + [(path, False) for path in browsers]
    return next((_found(path, headless_shell=shell) for path, shell in ranked), None)


def _found(path: Path, *, headless_shell: bool) -> Found:
    # A browser started by root has no sandbox to run in.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = ("--no-sandbox", *QUIET_FLAGS) if as_root else QUIET_FLAGS
    return Found(path, _channel(path.name), flags, headless_shell)


def _channel(name: str) -> str | None:
    return "msedge" if "edge" in name else "chrome" if "google-chrome" in name else None


def _installed(names: tuple[str, ...]) -> Iterator[Path]:
    return (Path(path) for path in map(shutil.which, names) if path)


def _own(folder: str, names: frozenset[str]) -> Iterator[Path]:
    """Executables among Playwright's downloads, the newest build first."""
    stated = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path(stated or CACHES.get(sys.platform, WINDOWS_CACHE)).expanduser()
    builds = sorted(cache.glob(folder), key=_build, reverse=True)
    return (path for build in builds for path in build.rglob("*") if path.name in names and path.is_file())


def _build(folder: Path) -> int:
    number = folder.name.rpartition("-")[2]
    return int(number) if number.isdigit() else 0
