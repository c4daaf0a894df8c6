"""The six form pages as a candidate without scripts meets them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import insert

from mock_portal.domain.area import Area, City
from mock_portal.domain.case import Case, Person
from mock_portal.domain.terms import SUBJECTS, Page, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.projects import PastResult, add_history
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import (
    ONLINE_CITIES,
    Filled,
    a_filled_enrollment,
    a_project,
    an_account,
    an_area,
    an_online_area,
    resident_id,
)

BrowserOf = Callable[[Person | None], Browser]
TITLES = ["报名地市", "基本信息", "联系方式", "报考信息", "教育情况", "工作情况"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A candidate at the form, with the browser and the store behind it."""

    browser: Browser
    filled: Filled
    portal: Portal

    def at(self, page: str) -> Browser:
        return self.browser.open(f"/enrollment/{self.filled.project_id}/pages/{page}")

    def saved(self, page: Page) -> dict[str, Any]:
        return dict(self.case.enrollment.values(page))

    @property
    def case(self) -> Case:
        return self.filled.case(self.portal)


Sit = Callable[..., Desk]


@pytest.fixture
def sit(portal: Portal, browser_of: BrowserOf) -> Sit:
    """A candidate at the form of an area: everything filled in, unless ``columns`` say otherwise."""

    def made(area: Area | None = None, *, account: dict[str, Any] | None = None, **columns: Any) -> Desk:
        area = area or an_area()
        person = an_account(portal, **(account or {}))
        project = a_project(portal, areas=[area], admitted=[person])
        filled = a_filled_enrollment(portal, project, person, area=area, **columns)
        return Desk(browser_of(person), filled, portal)

    return made


def option(browser: Browser, field: str, words: str) -> str:
    """The value of the first choice whose label contains ``words``."""
    choices = browser.page.css(f"select[name={field}] option")
    found = [o.attributes["value"] or "" for o in choices if words in o.text()]
    assert found, f"expected a choice with {words} at {field}, found {[o.text() for o in choices]}"
    return found[0]


def ticked(browser: Browser) -> list[str]:
    boxes = browser.page.css("input[name=subjects]")
    return [box.attributes["value"] or "" for box in boxes if "checked" in box.attributes]


def values_shown(browser: Browser, field: str) -> str:
    return browser.page.css(f"[name={field}]")[0].attributes.get("value") or ""


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


def history(desk: Desk, **changes: Any) -> None:
    person = desk.filled.person
    facts: dict[str, Any] = {
        "name": person.name,
        "id_number": person.id_number,
        "specialty": "303",
        "outcome": "sat",
        "passed": SUBJECTS[:2],
    }
    with desk.portal.writing() as tx:
        add_history(tx, desk.filled.project_id, [PastResult(**facts | changes)])


CHOSEN: dict[str, Any] = {"level": "中级", "specialty": "303", "current_title": "无", "practice_category": "无"}


def without_specialty(desk: Desk) -> dict[str, Any]:
    pages = {
        p.value: {"values": dict(v.values), "revision": 1, "done": True} for p, v in desk.case.enrollment.pages.items()
    }
    return {name: page for name, page in pages.items() if name in {"city", "identity", "contact"}}


def at_specialty(desk: Desk) -> Browser:
    with desk.portal.writing() as tx:
        tx.execute(s.enrollment.update().values(pages=without_specialty(desk)))
    return desk.at("specialty")


def test_all_subjects_are_ticked_before_a_specialty_is_chosen(sit: Sit) -> None:
    assert ticked(at_specialty(sit())) == list(SUBJECTS)


def test_a_first_form_with_fewer_ticks_is_taken_as_it_is(sit: Sit) -> None:
    desk = sit()
    at_specialty(desk).press("提交", **CHOSEN, subjects=[SUBJECTS[0]])
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[:1]


def test_last_years_passes_are_unticked_and_shown_for_checking_first(sit: Sit) -> None:
    desk = sit()
    history(desk)
    browser = at_specialty(desk).press("提交", **CHOSEN)
    assert "请核对后再次提交" in browser.text
    assert ticked(browser) == list(SUBJECTS[2:])
    browser.press("提交")
    assert browser.heading == "教育情况"
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[2:]


def test_the_button_shows_the_ticks_of_a_specialty_without_saving(sit: Sit) -> None:
    desk = sit()
    history(desk)
    browser = at_specialty(desk).press("更新科目", **CHOSEN)
    assert ticked(browser) == list(SUBJECTS[2:])
    assert desk.saved(Page.SPECIALTY) == {}
    browser.press("提交", subjects=list(SUBJECTS[1:]))
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[1:]


def test_whoever_passed_everything_must_choose(sit: Sit) -> None:
    desk = sit()
    history(desk, passed=SUBJECTS)
    browser = at_specialty(desk).press("更新科目", **CHOSEN)
    assert ticked(browser) == []
    browser.press("提交")
    assert "请至少选择一个报考科目" in browser.alert


def test_changing_the_specialty_resets_the_ticks(sit: Sit) -> None:
    desk = sit()
    desk.at("specialty").press("提交", subjects=[SUBJECTS[0]])
    browser = desk.at("specialty")
    assert ticked(browser) == [SUBJECTS[0]]
    browser.press("提交", specialty="304")
    assert ticked(browser) == list(SUBJECTS)
    assert desk.saved(Page.SPECIALTY)["specialty"] == "303"


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


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CONFIRMED, State.PAID])
def test_a_submitted_enrollment_cannot_be_edited(sit: Sit, state: State) -> None:
    desk = sit(state=state.value)
    assert desk.at("contact").refusal == "not-editable"


def test_nobody_opens_the_form_of_somebody_else(sit: Sit, browser_of: BrowserOf) -> None:
    desk = sit()
    stranger = an_account(desk.portal, 2)
    assert browser_of(stranger).open(f"/enrollment/{desk.filled.project_id}/pages/city").status == 404


def test_only_usable_credentials_are_offered(sit: Sit) -> None:
    desk = sit()
    row = {
        "account_id": desk.filled.person.id,
        "kind": "education",
        "level": "硕士研究生",
        "school": "待核验大学",
        "major": "内科学",
        "obtained_on": desk.case.now.date(),
        "certificate_no": "1",
        "verification": "未核验",
    }
    with desk.portal.writing() as tx:
        tx.execute(insert(s.credential), row)
    assert "待核验大学" not in desk.at("education").html
    assert "中南大学" in desk.browser.html


def test_the_highest_education_is_not_below_the_one_referred_to(sit: Sit) -> None:
    desk = sit()
    browser = desk.at("education")
    browser.press("提交", education=option(browser, "education", "本科"), highest_education="大专")
    assert "最高学历：不能低于所选学历" in browser.alert


@pytest.mark.parametrize(
    ("typed", "other", "words"),
    [
        ("长沙市第一人民医院", "", "请输入关键字检索后从列表中选择"),
        ("其他", "仁和诊所", "请输入关键字检索后从列表中选择"),
        ("其它", "", "请填写其它单位"),
        ("其它", "甲", "至少2个字"),
    ],
    ids=["free-text", "wrong-character", "other-without-name", "other-too-short"],
)
def test_an_employer_that_was_not_chosen_is_refused(sit: Sit, typed: str, other: str, words: str) -> None:
    desk = sit()
    desk.at("employment").press("提交", employer=typed, employer_id="", other_employer=other)
    assert desk.browser.status == 422
    assert words in desk.browser.alert


def test_other_is_found_by_its_own_name_and_kept_with_the_name_typed(sit: Sit) -> None:
    desk = sit()
    desk.at("employment").press("检索", employer="其它", other_employer="长沙市仁和门诊部")
    desk.browser.press("提交", employer_id="其它")
    kept = desk.saved(Page.EMPLOYMENT)
    assert (kept["employer"], kept["other_employer"]) == ("其它", "长沙市仁和门诊部")
    assert "employer_id" not in kept


def test_a_name_beside_a_listed_employer_is_dropped(sit: Sit) -> None:
    desk = sit()
    browser = desk.at("employment").press("检索", employer="长沙市中医医院", other_employer="仁和诊所")
    browser.press("提交", employer_id=browser.page.css("input[name=employer_id]")[0].attributes["value"])
    assert desk.saved(Page.EMPLOYMENT)["employer"] == "长沙市中医医院"
    assert "other_employer" not in desk.saved(Page.EMPLOYMENT)


@pytest.mark.parametrize("keyword", ["医", "%", "协和", "三院", "____", "%%%%", "市一院"])
def test_short_keywords_and_wildcards_list_nothing(sit: Sit, keyword: str) -> None:
    desk = sit()
    assert desk.browser.client.get("/enrollment/choices/employers", query_string={"q": keyword}).json == []
    desk.at("employment").press("检索", employer=keyword)
    assert not desk.browser.page.css("input[type=radio][name=employer_id]")


def test_a_keyword_that_finds_too_many_shows_twenty_and_says_so(sit: Sit) -> None:
    browser = sit().at("employment").press("检索", employer="第一人民医院")
    assert len(browser.page.css("input[type=radio][name=employer_id]")) == 20
    assert "仅显示前20项" in browser.text


def test_scripts_learn_institutions_specialties_subjects_and_employers(sit: Sit) -> None:
    desk = sit(an_online_area())
    history(desk)
    get, base = desk.browser.client.get, f"/enrollment/{desk.filled.project_id}/choices"
    named = {"value": "河西区卫生健康委", "label": "河西区卫生健康委"}
    assert get(f"{base}/institutions?city=河西区").json == [named]
    assert get(f"{base}/institutions?city=无此地").json == []
    assert get(f"{base}/subjects?specialty=303").json == {"ticked": list(SUBJECTS[2:])}
    assert get(f"{base}/subjects?specialty=304").json == {"ticked": list(SUBJECTS)}
    assert {"value": "203", "label": "203 护理学"} in (get("/enrollment/choices/specialties?level=初级(师)").json or [])
    assert [e["label"] for e in get("/enrollment/choices/employers?q=其它").json or []] == ["其它"]


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
