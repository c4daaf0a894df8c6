"""A running reference portal, for the tests below that ask for one."""

from collections.abc import Iterator

import pytest

from scenarios.runner.service import Service
from scenarios.target import Target


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The reference portal at its addresses, stopped at the end."""
    service = Service("reference", None, tmp_path_factory.mktemp("portal"))
    try:
        yield service.ready()
    finally:
        service.stop()
