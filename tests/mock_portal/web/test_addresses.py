"""Numbers in addresses and forms that no id and no revision can have."""

from collections.abc import Callable

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import an_account, an_app

Browsers = Callable[[Person | None], Browser]
OK, NOT_FOUND, UNPROCESSABLE = 200, 404, 422


@pytest.mark.parametrize("number", ["2147483648", "9223372036854775808", "9" * 40, "9" * 5000])
def test_a_number_that_no_id_can_have_is_no_address(browser_of: Browsers, portal: Portal, number: str) -> None:
    browser = browser_of(an_account(portal))
    assert browser.open(f"/enrollment/{number}/").status == NOT_FOUND
    assert browser.open(f"/enrollment/1/materials/{number}").status == NOT_FOUND


def test_a_nul_in_an_address_or_a_cookie_breaks_nothing(any_portal: Portal) -> None:
    person = an_account(any_portal)
    browser = Browser(an_app(any_portal), person)
    strange = Browser(an_app(any_portal))
    strange.client.set_cookie("visit", "a\0b")

    assert browser.open("/account/%00").status == NOT_FOUND
    assert browser.open("/payment/return?order=%00").refusal == "order-unknown"
    assert browser.open("/?done=%00").status == OK
    assert strange.open("/").status == OK


def test_a_nul_in_a_field_is_told_like_any_other_mistake(any_portal: Portal) -> None:
    browser = Browser(an_app(any_portal))
    signing_in = browser.open("/sign-in").press("登录", login="张\0明", password="a\0b")
    assert signing_in.refusal == "wrong-password"

    browser = Browser(an_app(any_portal), an_account(any_portal)).open("/account/credentials/education")
    refused = browser.press("提交", school="兰州\0大学", major="临\0床", certificate_no="1\0")

    assert refused.status == UNPROCESSABLE
    assert 'value="兰州\N{REPLACEMENT CHARACTER}大学"' in refused.html
    assert refused.text.count("含有无法识别的字符") == 2 * 3  # above the form and beside each field
