"""教育情况 and 工作情况 without scripts: entries referred to, employers searched for."""

import pytest
from sqlalchemy import insert

from mock_portal.domain.terms import SUBJECTS, Page
from mock_portal.store import schema as s
from tests.mock_portal.web.enrollment.form_desk import (
    Sit,
    history,
    option,
)
from tests.mock_portal.world import (
    an_online_area,
)


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
