"""Scenarios about looks play in browsers only: over HTTP there is nothing to look at."""

from collections.abc import Iterable, Iterator

import pytest

from scenarios.runner.options import Wishes


def without_a_screen(scenarios: Iterable[pytest.Item], wishes: Wishes) -> Iterator[pytest.Item]:
    """Those that want a screen and would be played without one."""
    for item in scenarios:
        if item.get_closest_marker("in_browsers") and _driver(item, wishes) != "browser":
            yield item


def _driver(item: pytest.Item, wishes: Wishes) -> str:
    spec = getattr(item, "callspec", None)
    playing = spec.params.get("playing") if spec else None
    return str(playing.driver if playing else wishes.drivers[0])
