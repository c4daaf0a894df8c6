"""What all pages have in common: the menu's mark, the message of what was done, headers that any server passes on."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.test_uploads import NAME, PHOTO
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account

Browsers = Callable[[Person | None], Browser]


def marked(browser: Browser) -> list[str]:
    """The entries of the menu that are marked as the page one is on."""
    return [node.text(strip=True) for node in LexborHTMLParser(browser.html).css(".menu [aria-current]")]


@pytest.mark.parametrize(
    ("address", "entries"),
    [("/", ["首页"]), ("/sign-in/wechat", ["登录"]), ("/recover", []), ("/nothing/here", [])],
)
def test_the_menu_marks_the_entry_that_the_page_belongs_to(
    browser_of: Browsers, address: str, entries: list[str]
) -> None:
    assert marked(browser_of(None).open(address)) == entries


def test_a_refused_form_no_longer_says_what_was_saved_before(portal: Portal, browser_of: Browsers) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    a_filled_enrollment(portal, project, person)
    browser = browser_of(person).open(f"/enrollment/{project}/pages/city").press("提交")
    assert browser.address.endswith("/identity?done=saved")
    assert "已保存" in browser.text

    browser.press("提交", ethnicity="")
    assert browser.status == 422
    assert "已保存" not in browser.text


def test_a_page_says_once_what_was_done_and_never_what_only_its_address_says(
    portal: Portal, browser_of: Browsers
) -> None:
    person = an_account(portal)
    project = a_project(portal, admitted=[person])
    a_filled_enrollment(portal, project, person)
    browser = browser_of(person).open(f"/enrollment/{project}/?done=paid")
    assert "缴费成功" not in browser.text

    browser.open(f"/enrollment/{project}/photo").press("确认使用照片")
    assert "照片已确认" in browser.text
    assert "照片已确认" not in browser.open(browser.address).text


def test_the_photo_of_an_enrollment_comes_with_headers_that_every_server_passes_on(
    portal: Portal, browser_of: Browsers
) -> None:
    person = an_account(portal, photo_file=None)
    owner = browser_of(person).open("/account/photo")
    owner.press("上传", files={"photo": [(PHOTO, NAME)]})
    project = a_project(portal, admitted=[person])
    a_filled_enrollment(portal, project, person, photo_file=None)
    owner.open(f"/enrollment/{project}/photo").press("确认使用照片")

    answer = owner.client.get(f"/enrollment/{project}/photo.jpg")
    assert answer.mimetype == "image/jpeg"
    assert all(value.isascii() for value in answer.headers.values())
