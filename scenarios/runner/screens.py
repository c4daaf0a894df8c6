"""Scenarios about looks play in browsers only: over HTTP there is nothing to look at."""

from collections.abc import Iterable, Iterator

import pytest

from scenarios.runner.options import Wishes
from scenarios.runner.selection import way_of


def without_a_screen(scenarios: Iterable[pytest.Item], wishes: Wishes) -> Iterator[pytest.Item]:
    """Those that want a screen and would be played without one."""
    for item in scenarios:
        if item.get_closest_marker("in_browsers") and way_of(item, wishes).driver != "browser":
            yield item
