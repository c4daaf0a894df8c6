"""Fixtures of the payment tests: tills on SQLite, and on both stores."""

from collections.abc import Iterator

import pytest

from mock_portal.portal import Portal
from tests.mock_portal.payment.till import Till, a_till


@pytest.fixture
def till(portal: Portal) -> Iterator[Till]:
    """A till on SQLite."""
    with a_till(portal) as made:
        yield made


@pytest.fixture
def any_till(any_portal: Portal) -> Iterator[Till]:
    """A till on SQLite, then one on PostgreSQL."""
    with a_till(any_portal) as made:
        yield made
