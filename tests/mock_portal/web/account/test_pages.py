"""Pages of one's own account: what is missing, photo, entries, WeChat, cancellation."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.phone import a_phone, code_on, scans
from tests.mock_portal.test_uploads import NAME, PHOTO
from tests.mock_portal.web.public.test_sign_in import signed_in_as
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account, an_app

Browsers = Callable[[Person | None], Browser]
PAGES = (
    "/account/",
    "/account/photo",
    "/account/credentials",
    "/account/credentials/education",
    "/account/credentials/degree",
    "/account/wechat",
    "/account/wechat/unbind",
    "/account/cancel",
)
ENTRY: dict[str, Any] = {
    "level": "本科",
    "school": "南华大学",
    "major": "护理学",
    "obtained_on": "2012-07-01",
    "certificate_no": "105551201205000001",
}


@pytest.fixture
def newcomer(portal: Portal) -> Person:
    return an_account(portal, credentials=False, photo_file=None, wechat_openid=None)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_for_its_owner(portal: Portal, browser_of: Browsers, address: str) -> None:
    browser = browser_of(an_account(portal)).open(address)
    assert (browser.status, browser.alert) == (200, "")


@pytest.mark.parametrize("address", PAGES)
def test_no_page_opens_for_nobody(browser_of: Browsers, address: str) -> None:
    assert browser_of(None).open(address).refusal == "signed-out"


def test_basic_information_is_completed_step_by_step(portal: Portal, browser_of: Browsers, newcomer: Person) -> None:
    browser = browser_of(newcomer).open("/account/")
    assert browser.text.count("待补充") == 3

    browser.open("/account/photo").press("上传", files={"photo": [(PHOTO, NAME)]})
    browser.open("/account/credentials").follow("新增学历信息").press("提交", **ENTRY)
    assert "核验通过" in browser.text
    browser.open("/account/wechat")
    phone = a_phone(an_app(portal), portal.settings)
    scans(phone, code_on(browser, "微信绑定二维码"), "mine").press("确认绑定")
    assert "微信绑定成功" in browser.press("我已扫码确认").text

    assert "基本信息已填写完整" in browser.open("/account/").text


def test_a_wrong_photo_is_refused_with_what_is_wrong(browser_of: Browsers, newcomer: Person) -> None:
    browser = browser_of(newcomer).open("/account/photo").press("上传", files={"photo": [(PHOTO, "IMG_1.jpg")]})

    assert (browser.status, browser.refusal) == (422, "photo-refused")
    assert "报名照片" in browser.alert


def test_no_file_at_all_is_refused(browser_of: Browsers, newcomer: Person) -> None:
    assert "请选择照片文件" in browser_of(newcomer).open("/account/photo").press("上传").alert


def test_a_photo_is_shown_to_its_owner_only(portal: Portal, browser_of: Browsers, newcomer: Person) -> None:
    owner = browser_of(newcomer).open("/account/photo").press("上传", files={"photo": [(PHOTO, NAME)]})
    answer = owner.client.get("/account/photo.jpg")

    assert (answer.mimetype, answer.data) == ("image/jpeg", PHOTO)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other = browser_of(an_account(portal, 2, photo_file=None))
    assert other.client.get("/account/photo.jpg").status_code == 404
    assert browser_of(None).open("/account/photo.jpg").refusal == "signed-out"


def test_a_fixed_photo_offers_no_form(portal: Portal, browser_of: Browsers) -> None:
    person = an_account(portal)
    browser = browser_of(person).open("/account/photo")
    a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)

    assert browser.press("上传", files={"photo": [(PHOTO, NAME)]}).refusal == "photo-fixed"
    assert "上传" not in browser.open("/account/photo").buttons


def test_a_wrong_entry_keeps_what_was_typed(browser_of: Browsers, newcomer: Person) -> None:
    browser = browser_of(newcomer).open("/account/credentials/education").press("提交", **ENTRY | {"level": "学士"})

    assert browser.status == 422
    assert "学历：请选择学历" in browser.alert
    assert browser.page.css_first("input[name=school]").attributes["value"] == "南华大学"  # type: ignore[union-attr]


def test_entries_cannot_be_deleted_or_changed(portal: Portal, browser_of: Browsers) -> None:
    browser = browser_of(an_account(portal)).open("/account/credentials")

    assert browser.buttons == ["新增学历信息", "新增学位信息"]


def test_an_unknown_kind_of_entry_is_not_found(portal: Portal, browser_of: Browsers) -> None:
    assert browser_of(an_account(portal)).open("/account/credentials/title").status == 404


def test_unbinding_asks_first_and_then_blocks(portal: Portal, browser_of: Browsers) -> None:
    browser = browser_of(an_account(portal)).open("/account/wechat").follow("解除绑定")
    assert "确定解除微信绑定吗" in browser.text

    assert "重新绑定前不能报名" in browser.press("确认解除绑定").text
    assert "待补充" in browser.open("/account/").text


def test_a_wechat_of_somebody_else_is_refused_on_phone_and_screen(
    portal: Portal, browser_of: Browsers, newcomer: Person
) -> None:
    an_account(portal, 2)
    browser = browser_of(newcomer).open("/account/wechat")
    phone = a_phone(an_app(portal), portal.settings)

    assert scans(phone, code_on(browser, "微信绑定二维码"), "wechat-2").refusal == "wechat-taken"
    assert browser.press("我已扫码确认").refusal == "wechat-taken"


def test_a_cancelled_account_is_gone(portal: Portal, browser_of: Browsers) -> None:
    browser = browser_of(an_account(portal)).open("/account/").follow("注销账号").press("确认注销")

    assert "账号已注销" in browser.text
    assert signed_in_as(browser) == ""


def test_an_account_in_use_is_not_cancelled(portal: Portal, browser_of: Browsers) -> None:
    person = an_account(portal)
    browser = browser_of(person).open("/account/cancel")
    a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)

    assert browser.press("确认注销").refusal == "account-in-use"
    assert "注销账号" not in browser.open("/account/").buttons
