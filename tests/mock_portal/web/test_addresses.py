"""Numbers in addresses and forms that no id and no revision can have."""

from collections.abc import Callable

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import an_account

Browsers = Callable[[Person | None], Browser]
NOT_FOUND = 404


@pytest.mark.parametrize("number", ["2147483648", "9223372036854775808", "9" * 40, "9" * 5000])
def test_a_number_that_no_id_can_have_is_no_address(browser_of: Browsers, portal: Portal, number: str) -> None:
    browser = browser_of(an_account(portal))
    assert browser.open(f"/enrollment/{number}/").status == NOT_FOUND
    assert browser.open(f"/enrollment/1/materials/{number}").status == NOT_FOUND
