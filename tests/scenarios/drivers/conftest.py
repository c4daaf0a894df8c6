"""Both drivers before one echo portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from scenarios.browsers import ADVICE, find_browser
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.http import HttpDriver
from tests.scenarios.drivers.echo import Echo, running_echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.drivers.driver import Driver


@pytest.fixture(scope="session")
def shared_echo() -> Iterator[Echo]:
    with running_echo() as echo:
        yield echo


@pytest.fixture
def echo(shared_echo: Echo) -> Echo:
    shared_echo.received.clear()
    return shared_echo


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = find_browser()
    if found is None:
        pytest.fail(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.executable, args=list(found.flags))
        yield browser
        browser.close()


@pytest.fixture
def by_browser(chromium: Browser) -> Iterator[BrowserDriver]:
    context = chromium.new_context(locale="zh-CN")
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
