"""One browser for all tests of a process that need one, the one that this machine has; and no test judged by the clock."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from scenarios.browsers import ADVICE, find_browser

# How long an example takes says something about the machine. --hypothesis-profile still chooses another.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """As pytest-playwright launches it, but an installed one."""
    found = find_browser()
    if found is None:
        pytest.fail(ADVICE)
    return {**browser_type_launch_args, "executable_path": found.executable, "args": list(found.flags)}
