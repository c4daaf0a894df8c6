"""Both drivers before one echo portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.http import HttpDriver
from tests.scenarios.drivers.echo import Echo, running_echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from scenarios.drivers.driver import Driver


@pytest.fixture(scope="session")
def shared_echo() -> Iterator[Echo]:
    with running_echo() as echo:
        yield echo


@pytest.fixture
def echo(shared_echo: Echo) -> Echo:
    shared_echo.received.clear()
    return shared_echo


@pytest.fixture
def by_browser(browser: Browser) -> Iterator[BrowserDriver]:
    context = browser.new_context(locale="zh-CN")
    yield BrowserDriver(context, timeout=5, patience=1)
    context.close()


@pytest.fixture
def by_http() -> Iterator[HttpDriver]:
    driver = HttpDriver()
    yield driver
    driver.close()


@pytest.fixture(params=["by_http", "by_browser"], ids=["http", "browser"])
def driver(request: pytest.FixtureRequest) -> Driver:
    """Each driver in turn."""
    chosen: Driver = request.getfixturevalue(request.param)
    return chosen
