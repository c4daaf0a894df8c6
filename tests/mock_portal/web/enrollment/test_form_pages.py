"""The six form pages as a candidate without scripts meets them."""

from typing import Any

import pytest

from mock_portal.domain.area import City
from mock_portal.domain.terms import SUBJECTS, Page, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from tests.mock_portal.web.enrollment.form_desk import (
    BrowserOf,
    Sit,
    option,
    values_shown,
)
from tests.mock_portal.world import (
    ONLINE_CITIES,
    Filled,
    a_project,
    an_account,
    an_area,
    an_online_area,
    resident_id,
)


def test_the_six_pages_lead_from_one_to_the_next_and_then_to_the_photo(sit: Sit) -> None:
    desk = sit(pages={})
    browser = desk.at("city").press("提交", city="长沙市")
    assert browser.heading == "基本信息"
    browser.press("提交", id_valid_to="2035-01-01", ethnicity="汉族", health="健康或良好")
    assert browser.heading == "联系方式"
    browser.press("提交")
    assert browser.heading == "报考信息"
    browser.press(
        "提交", level="中级", specialty="303", current_title="医师", title_date="2015-06", practice_category="临床"
    )
    assert browser.heading == "教育情况"
    browser.press(
        "提交",
        education=option(browser, "education", "本科 · 中南大学 · 临床医学 · 2010-07"),
        degree="无",
        highest_education="本科",
        schooling_years="5",
        study_history="五年制本科",
    )
    assert browser.heading == "工作情况"
    browser.press("检索", employer="长沙市第一人民", affiliation="地(市)", nature="综合医院", years="9")
    findings = browser.page.css("input[name=employer_id]")
    assert [f.parent.text().strip() for f in findings if f.parent] == ["长沙市第一人民医院"]
    browser.press("提交", employer_id=findings[0].attributes["value"])
    assert browser.address.startswith(f"/enrollment/{desk.filled.project_id}/photo")
    assert all(saved.done for saved in desk.case.enrollment.pages.values())
    assert desk.saved(Page.EMPLOYMENT)["employer"] == "长沙市第一人民医院"
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS
    assert desk.case.enrollment.city == "长沙市"


@pytest.mark.parametrize("form_page", list(Page)[1:])
def test_a_page_beyond_the_first_open_one_leads_back_to_it(sit: Sit, form_page: Page) -> None:
    browser = sit(pages={}).at(form_page)
    assert browser.heading == "报名地市"
    assert browser.refusal == "pages-in-order"


def test_sending_a_page_out_of_order_keeps_nothing(sit: Sit) -> None:
    desk = sit(pages={})
    address = f"/enrollment/{desk.filled.project_id}/pages/contact"
    desk.at("city").post(address, page_revision="0", mobile="13812345678")
    assert desk.browser.refusal == "pages-in-order"
    assert desk.saved(Page.CONTACT) == {}


def test_mandatory_fields_left_empty_are_named_and_everything_typed_stays(sit: Sit) -> None:
    desk = sit(pages={})
    desk.at("city").press("提交", city="长沙市")
    desk.browser.press("提交", ethnicity="回族")
    assert desk.browser.status == 422
    assert "证件有效截至日期：请填写证件有效截至日期" in desk.browser.alert
    assert "健康状态：请选择健康状态" in desk.browser.alert
    assert "民族" not in desk.browser.alert
    assert desk.browser.page.css("select[name=ethnicity] option[selected]")[0].text() == "回族"
    assert desk.saved(Page.IDENTITY) == {}


def test_address_and_postcode_may_stay_empty(sit: Sit) -> None:
    desk = sit()
    desk.at("contact").press("提交", address="", postcode="", mobile="")
    assert desk.browser.heading == "报考信息"
    assert desk.saved(Page.CONTACT) == {}


def test_registered_facts_are_shown_fixed_and_a_crafted_form_cannot_change_them(sit: Sit) -> None:
    desk = sit()
    browser = desk.at("identity")
    shown = {node.attributes["id"]: node.attributes["value"] for node in browser.page.css("input[readonly]")}
    assert shown["field-name"] == "张明"
    assert shown["field-sex"] == "男"
    assert not browser.page.css("[name=sex], [name=birth_date], [name=name], [name=id_number]")
    browser.press("提交", sex="女", name="李四", id_number=resident_id(9), birth_date="1990-01-01", nationality="其他")
    assert browser.heading == "联系方式"
    assert set(desk.saved(Page.IDENTITY)) == {"id_valid_to", "ethnicity", "health"}
    assert desk.case.person.name == "张明"


FOREIGNER = {
    "id_type": "外国人永久居留身份证",
    "id_number": "USA110119850001",
    "sex": "",
    "birth_date": None,
    "nationality": "",
}


def test_sex_and_birth_date_are_chosen_where_registration_does_not_tell_them(sit: Sit) -> None:
    desk = sit(account=FOREIGNER)
    desk.at("identity").press("提交", sex="女", birth_date="1984-05-06", nationality="其他")
    assert "外国人员国籍" in desk.browser.alert
    desk.browser.press("提交", foreign_nationality="美国")
    assert desk.browser.heading == "联系方式"
    assert desk.saved(Page.IDENTITY)["birth_date"] == "1984-05-06"


def test_what_was_chosen_by_hand_freezes_with_the_first_submission(sit: Sit) -> None:
    desk = sit(account=FOREIGNER)
    desk.at("identity").press("提交", sex="女", birth_date="1984-05-06", nationality="其他", foreign_nationality="美国")
    with desk.portal.writing() as tx:
        tx.execute(s.enrollment.update().values(version=1))
    browser = desk.at("identity").press("提交", sex="男", birth_date="1990-01-01", nationality="中国")
    assert browser.heading == "联系方式"
    kept = desk.saved(Page.IDENTITY)
    assert (kept["sex"], kept["birth_date"], kept["nationality"]) == ("女", "1984-05-06", "其他")


@pytest.mark.parametrize(
    ("last_day", "prompted"),
    [("2023-04-14", True), ("2023-04-15", False), ("2020-01-01", True)],
    ids=["day-before", "exam-day", "already-expired"],
)
def test_an_early_expiry_prompts_and_never_blocks(sit: Sit, last_day: str, *, prompted: bool) -> None:
    desk = sit()
    browser = desk.at("identity").press("提交", id_valid_to=last_day)
    assert browser.heading == "联系方式"
    assert ("请及时更换证件" in browser.text) is prompted
    assert ("请及时更换证件" in desk.at("identity").text) is prompted


def test_a_long_term_document_needs_no_date_and_prompts_nothing(sit: Sit) -> None:
    desk = sit()
    desk.at("identity").press("提交", id_valid_to="", id_long_term="yes")
    assert desk.browser.heading == "联系方式"
    assert "请及时更换证件" not in desk.browser.text


def test_on_site_areas_ask_for_the_city_alone(sit: Sit) -> None:
    browser = sit().at("city")
    assert not browser.page.css("[name=institution]")
    assert "网上确认机构" not in browser.text


def test_online_areas_list_active_institutions_by_city_behind_the_blue_link(sit: Sit) -> None:
    desk = sit(an_online_area())
    groups = desk.at("city").page.css("select[name=institution] optgroup")
    assert [g.attributes["label"] for g in groups] == ["和平区", "河西区"]
    desk.browser.follow("查看网上确认机构列表")
    assert desk.browser.heading == "网上确认机构列表"
    assert "和平区卫生健康委" in desk.browser.text
    assert "已停办机构" not in desk.browser.text


@pytest.mark.parametrize("institution", ["和平区卫生健康委", "已停办机构", "不存在的机构", ""])
def test_an_institution_of_another_city_or_an_inactive_one_is_refused(sit: Sit, institution: str) -> None:
    desk = sit(an_online_area(), pages={})
    desk.at("city").press("提交", city="河西区", institution=institution)
    assert desk.browser.status == 422
    assert "网上确认机构：" in desk.browser.alert
    assert not desk.case.enrollment.pages


def test_changing_the_city_changes_the_institution(sit: Sit) -> None:
    desk = sit(an_online_area())
    desk.at("city").press("提交", city="河西区", institution="河西区卫生健康委")
    assert (desk.case.enrollment.city, desk.case.enrollment.institution) == ("河西区", "河西区卫生健康委")


def test_a_city_without_institutions_says_whom_to_ask(sit: Sit) -> None:
    desk = sit(an_online_area(cities=(*ONLINE_CITIES, City("蓟州区"))), pages={})
    desk.at("city").press("提交", city="蓟州区")
    assert desk.browser.refusal == "no-institution"
    assert "咨询当地考试管理机构" in desk.browser.text


def test_a_page_saved_in_another_tab_is_not_overwritten(sit: Sit, browser_of: BrowserOf) -> None:
    desk = sit()
    other = browser_of(desk.filled.person).open(f"/enrollment/{desk.filled.project_id}/pages/contact")
    desk.at("contact").press("提交", address="甲路1号")
    other.press("提交", address="乙路2号")
    assert (other.status, other.refusal) == (409, "stale-page")
    assert values_shown(other, "address") == "甲路1号"
    assert desk.saved(Page.CONTACT)["address"] == "甲路1号"
    other.press("提交", address="乙路2号")
    assert desk.saved(Page.CONTACT)["address"] == "乙路2号"


def test_a_city_of_the_area_left_meanwhile_is_not_taken_for_one_of_the_new_area(
    portal: Portal, browser_of: BrowserOf
) -> None:
    person = an_account(portal)
    project = a_project(portal, areas=[an_area(), an_area("湖北省")], admitted=[person])
    home = f"/enrollment/{project}"
    browser, left_open = browser_of(person), browser_of(person)
    browser.open(f"{home}/notice?area=湖南省").press("下一步", agreed_1="yes", agreed_2="yes")
    left_open.open(f"{home}/pages/city")
    browser.open(f"{home}/change-area").press("确认修改", area="湖北省").press("下一步", agreed_1="yes", agreed_2="yes")

    assert left_open.press("提交", city="长沙市").refusal == "stale-page"
    assert Filled(project, person, 0).case(portal).enrollment.city == ""
    assert left_open.press("提交", city="长沙市").heading == "基本信息"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CONFIRMED, State.PAID])
def test_a_submitted_enrollment_cannot_be_edited(sit: Sit, state: State) -> None:
    desk = sit(state=state.value)
    assert desk.at("contact").refusal == "not-editable"


def test_nobody_opens_the_form_of_somebody_else(sit: Sit, browser_of: BrowserOf) -> None:
    desk = sit()
    stranger = an_account(desk.portal, 2)
    assert browser_of(stranger).open(f"/enrollment/{desk.filled.project_id}/pages/city").status == 404


def test_an_earlier_page_that_changes_makes_a_later_one_unfinished(sit: Sit) -> None:
    desk = sit(account=FOREIGNER)
    young: dict[str, Any] = {
        "sex": "女",
        "birth_date": "2002-05-06",
        "nationality": "其他",
        "foreign_nationality": "美国",
    }
    desk.at("identity").press("提交", **young)
    pages = desk.case.enrollment.pages
    assert pages[Page.CONTACT].done
    assert not pages[Page.EMPLOYMENT].done


def test_script_typed_into_a_field_comes_back_as_text(sit: Sit) -> None:
    desk = sit()
    desk.at("contact").press("提交", address="<script>alert(1)</script>", postcode="12345")
    assert "邮编：应为6位半角数字" in desk.browser.alert
    assert "<script>alert" not in desk.browser.html
    assert values_shown(desk.browser, "address") == "<script>alert(1)</script>"
