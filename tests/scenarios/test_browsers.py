"""A browser is found where one is, the quickest first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scenarios.browsers import find_browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return tmp_path


def install(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


@pytest.mark.usefixtures("machine")
def test_nothing_is_found_where_nothing_is() -> None:
    assert find_browser() is None


def test_a_headless_shell_comes_before_a_browser(machine: Path) -> None:
    browser = install(machine / "bin/chromium")
    shell = install(machine / "bin/chromium-headless-shell")

    without_screen, with_screen = find_browser(), find_browser(headless=False)
    assert without_screen is not None
    assert with_screen is not None
    assert (without_screen.executable, without_screen.headless_shell) == (shell, True)
    assert (with_screen.executable, with_screen.headless_shell) == (browser, False)


def test_of_playwrights_own_the_newest_is_taken(machine: Path) -> None:
    install(machine / "playwright/chromium_headless_shell-999/chrome-linux/headless_shell")
    newest = install(machine / "playwright/chromium_headless_shell-1200/chrome-linux/headless_shell")
    install(machine / "bin/chromium-headless-shell")

    found = find_browser()
    assert found is not None
    assert found.executable == newest


def test_a_branded_browser_is_known_by_its_channel(machine: Path) -> None:
    install(machine / "bin/google-chrome")

    found = find_browser()
    assert found is not None
    assert found.channel == "chrome"


@pytest.mark.parametrize(("user", "expected"), [(0, True), (1000, False)])
def test_only_root_goes_without_a_sandbox(
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    user: int,
    expected: bool,  # noqa: FBT001
) -> None:
    install(machine / "bin/chromium")
    monkeypatch.setattr(os, "geteuid", lambda: user)

    found = find_browser()
    assert found is not None
    assert ("--no-sandbox" in found.flags) is expected
