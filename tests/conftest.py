"""One browser for all tests of a process that need one: the one that this machine has."""

from typing import Any

import pytest

from scenarios.browsers import ADVICE, find_browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """As pytest-playwright launches it, but an installed one."""
    found = find_browser()
    if found is None:
        pytest.fail(ADVICE)
    return {**browser_type_launch_args, "executable_path": found.executable, "args": list(found.flags)}
