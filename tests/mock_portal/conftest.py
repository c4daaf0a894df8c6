"""Fixtures of the portal's tests: a portal on SQLite, the same on both stores, and a browser in front of it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.postgres import Server, a_server
from tests.mock_portal.world import Clock, a_clock, a_portal, an_app

BOTH_STORES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that need PostgreSQL."""
    config.addinivalue_line("markers", "postgres: needs PostgreSQL's programs; the tests start a server of their own")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One PostgreSQL server for all tests of this process."""
    with a_server() as server:
        yield server


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal on a SQLite file."""
    made = a_portal(tmp_path)
    yield made
    made.store.close()


@pytest.fixture(params=BOTH_STORES)
def any_portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    """A portal on SQLite, then one on PostgreSQL: for everything that happens at the same moment."""
    on_sqlite = request.param == "sqlite"
    database = "" if on_sqlite else request.getfixturevalue("postgres_server").new_database()
    made = a_portal(tmp_path, database=database)
    yield made
    made.store.close()


@pytest.fixture
def postgres_portal(postgres_server: Server, tmp_path: Path) -> Iterator[Portal]:
    """A portal on PostgreSQL; a test that asks for it bears the mark ``postgres``."""
    made = a_portal(tmp_path, database=postgres_server.new_database())
    yield made
    made.store.close()


@pytest.fixture
def clock(portal: Portal) -> Clock:
    """The clock of ``portal``."""
    return a_clock(portal)


@pytest.fixture
def browser_of(portal: Portal) -> Callable[[Person | None], Browser]:
    """Makes browsers in front of ``portal``: of a signed-in candidate, or of nobody."""
    return partial(Browser, an_app(portal))
