"""Fixtures of the platform's tests."""

import pytest

from tests.mock_portal.payment_platform.street import Street, a_street


@pytest.fixture
def street() -> Street:
    """A platform at a fixed time."""
    return a_street()
