"""From 【进入网上报名】 to 【打印报名表】 through the real pages, in both kinds of area."""

from collections.abc import Callable
from typing import Any

import pytest

from fixtures.printed_form import read_form
from mock_portal.domain.case import Person
from mock_portal.domain.terms import State
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import (
    TITLE,
    a_filled_enrollment,
    a_photo,
    a_project,
    an_account,
    an_online_area,
)

Browsers = Callable[[Person | None], Browser]
BOTH = {"agreed_1": "yes", "agreed_2": "yes"}


@pytest.fixture
def person(portal: Portal) -> Person:
    """A candidate with complete basic information."""
    return an_account(portal)


def test_choosing_a_province_and_agreeing_leads_to_the_first_form_page(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    a_project(portal, admitted=[person])
    browser = browser_of(person).open("/enrollment/").follow(TITLE)
    assert browser.heading == "选择所在省份"
    browser.press("下一步", area="湖南省")
    assert browser.heading == "报考须知"
    assert browser.press("下一步", **dict[str, Any](BOTH)).heading == "报名地市"


def test_one_document_alone_is_not_enough_and_the_other_is_named(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    a_project(portal, admitted=[person])
    browser = browser_of(person).open("/enrollment/").follow(TITLE).press("下一步", area="湖南省")
    browser.press("下一步", agreed_1="yes")
    assert (browser.status, browser.refusal) == (422, "not-agreed")
    assert "《考生诚信考试承诺书》" in browser.alert
    assert "《重要声明》" not in browser.alert


def test_a_province_must_be_chosen_from_the_list(portal: Portal, browser_of: Browsers, person: Person) -> None:
    a_project(portal, admitted=[person])
    browser = browser_of(person).open("/enrollment/").follow(TITLE).press("下一步", area="月球")
    assert (browser.status, browser.refusal) == (422, "unknown-area")


def test_missing_basic_information_closes_the_door_and_names_what_is_missing(
    portal: Portal, browser_of: Browsers
) -> None:
    person = an_account(portal, wechat_openid=None, credentials=False)
    project = a_project(portal, admitted=[person])
    browser = browser_of(person).open("/enrollment/")
    assert browser.refusal == "basics-incomplete"
    assert "学历信息、微信绑定" in browser.alert
    assert browser.open(f"/enrollment/{project}/area").refusal == "basics-incomplete"


def test_on_site_submits_prints_withdraws_and_gets_a_new_code(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    project = a_project(portal, admitted=[person])
    a_filled_enrollment(portal, project, person, photo_file=None)
    browser = browser_of(person).open(f"/enrollment/{project}/")
    assert browser.nodes["提交信息"] == "grey"
    browser.follow("确认照片").press("确认使用照片")
    assert browser.heading == "提交报名信息"
    browser.press("提交报名信息")
    assert "已提交报名信息" in browser.text
    first = read_form(browser.client.get(f"/enrollment/{project}/form.pdf").data)
    browser.open(f"/enrollment/{project}/").follow("撤回信息提交").press("确认撤回")
    assert "未提交报名信息" in browser.text
    assert browser.open(f"/enrollment/{project}/form.pdf").refusal == "not-submitted"
    browser.open(f"/enrollment/{project}/submission").press("提交报名信息")
    second = read_form(browser.client.get(f"/enrollment/{project}/form.pdf").data)
    assert first.verification_code == first.qr_code
    assert second.verification_code not in {None, first.verification_code}


def test_online_uploads_each_required_kind_before_submitting(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person, area=an_online_area(), photo_file=None)
    browser = browser_of(person).open(f"/enrollment/{project}/photo").press("确认使用照片")
    assert browser.heading == "上传材料"
    browser.press("提交报名信息")
    assert (browser.status, browser.refusal) == (409, "materials-missing")
    assert "毕业证书、工作年限证明" in browser.alert
    for kind in ("毕业证书", "工作年限证明"):
        browser.open(f"/enrollment/{project}/materials")
        browser.press("上传", kind=kind, files={"files": [(a_photo(), "扫描件.jpg")]})
        assert browser.status == 200, browser.alert
    browser.press("提交报名信息")
    case = filled.case(portal)
    assert case.state is State.SUBMITTED
    assert browser.nodes["上传材料"] == browser.nodes["提交信息"] == "green"


def test_changing_the_province_warns_and_then_begins_anew(portal: Portal, browser_of: Browsers, person: Person) -> None:
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person)
    browser = browser_of(person).open(f"/enrollment/{project}/").follow("修改考区")
    assert "清空" in browser.text
    assert filled.case(portal).enrollment.pages
    browser.press("确认修改", area="天津市")
    assert browser.heading == "报考须知"
    enrollment = filled.case(portal).enrollment
    assert (enrollment.area, enrollment.city, enrollment.pages, enrollment.photo_file) == ("天津市", "", {}, None)
    assert browser.open(f"/enrollment/{project}/pages/").heading == "报考须知"
    assert browser.press("下一步", **dict[str, Any](BOTH)).heading == "报名地市"


def test_every_page_of_an_enrollment_is_unknown_to_somebody_else(
    portal: Portal, browser_of: Browsers, person: Person
) -> None:
    project = a_project(portal, admitted=[person])
    a_filled_enrollment(portal, project, person)
    stranger = browser_of(an_account(portal, 2))
    for place in ("", "pages/", "photo", "materials", "submission", "withdrawal", "change-area", "form.pdf"):
        assert stranger.open(f"/enrollment/{project}/{place}").status == 404, place
