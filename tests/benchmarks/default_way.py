"""A plugin that plays scenarios as pytest-playwright would by default: a full browser, headless, with nothing tuned."""

from typing import Any

import pytest

from scenarios.browsers import find_browser
from scenarios.drivers import browser
from tests.benchmarks.browser import AS_ROOT
from tests.benchmarks.plain import PlainDriver


def pytest_configure() -> None:
    """Hands that leave everything to Playwright."""
    browser.BrowserDriver = PlainDriver  # type: ignore[misc]  # whoever makes hands asks for this name


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser of this machine that comes nearest to Playwright's own, with its default flags."""
    found = find_browser(headless=False)
    assert found is not None
    flags = [flag for flag in found.flags if flag == AS_ROOT]
    return {**browser_type_launch_args, "executable_path": str(found.executable), "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Animations as they are, which is Playwright's default; a stated setting goes before the harness's own."""
    return {**browser_context_args, "reduced_motion": "no-preference"}
