"""Every field of the form pages with boundary and hostile values: a message at the right field, nothing lost, no accident."""

from datetime import date
from urllib.parse import urlencode

import pytest

from fixtures.published.choices import Title
from scenarios.actors import Candidate, Intruder, RegistrationPoint
from scenarios.actors.answers import FormPage
from scenarios.actors.mistakes import Entered, misjudged, right, wrong
from scenarios.areas import AreaType
from scenarios.cast import People
from scenarios.verifies import on_areas, over_http, verifies

pytestmark = over_http

SCRIPT = "<script>document.title='ran'</script>"
MARKUP = f"甘肃省兰州市{SCRIPT}"
QUOTED = '柳湖路" onfocus="document.title=1" 8号'
HUGE = "9" * 5000
NO_DAYS = ("2030-02-30", "2030-13-01", "20300101", "２０３０-01-01", "明年", SCRIPT, HUGE)
NO_CREDENTIALS = ("", "0", "-1", "999999999", "1 OR 1=1", "x", HUGE)

ENTRIES: dict[FormPage, list[Entered]] = {
    FormPage.CITY: [
        *wrong("报名地市", "", "火星市", SCRIPT, "%"),
        *wrong("网上确认机构", "", "火星医院", "%", HUGE),
    ],
    FormPage.IDENTITY: [
        *wrong("性别", "", "其它", "1"),
        *wrong("出生日期", "", "2099-01-01", "2023-01-06", *NO_DAYS),
        *right("出生日期", "1984-02-29"),
        *wrong("证件有效截至日期", "", *NO_DAYS),
        *right("证件有效截至日期", "2028-02-29", "2022-12-31"),
        *wrong("民族", "", "火星族", SCRIPT),
        *right("民族", "基诺族"),
        *wrong("健康状态", "", "未知", SCRIPT),
    ],
    FormPage.CONTACT: [
        *right("地址", "", MARKUP, "路" * 100, "𠮷" * 100, "O'Reilly路 1号; DROP TABLE--"),
        *wrong("地址", "路" * 101, QUOTED * 3, "路" * 100_000, "路\x00", "路\ufffd"),
        *right("邮编", "", "730000", "000000"),
        *wrong("邮编", "73000", "7300000", "73000A", "７３００００", "73 000", "-73000", SCRIPT),
        *right("手机", "13900000000"),  # that it may be left out is not said
        *wrong("手机", "1390000000", "139000000000", "12900000000", "1390000000x", "１３９００００００００", SCRIPT),
    ],
    FormPage.SPECIALTY: [
        *wrong("报考级别", "", "高级"),
        *wrong("报考专业", "", "999", "护理学", SCRIPT, HUGE),
        *wrong("报考科目", (), ("外语",), ("基础知识", "外语")),
        *wrong("现有技术资格", "", "院士"),
        *wrong("现有技术资格取得时间", "", "2023-02", "2099-01", "1900-01", "2018-13", "2018", "２０１８-06", SCRIPT),
        *right("现有技术资格取得时间", "2023-01", "2018-06"),
        *wrong("执业类别", "", "律师"),
    ],
    FormPage.EDUCATION: [
        *wrong("学历", *NO_CREDENTIALS),
        *wrong("学位", *NO_CREDENTIALS),
        *wrong("最高学历", "", "文盲"),
        *wrong("学制", "", "9", "-3", HUGE),
        *right("专业学习经历", MARKUP, "学" * 200, "一\n二"),
        *wrong("专业学习经历", "", "学" * 201, "学\x07"),
    ],
    FormPage.EMPLOYMENT: [
        *wrong("单位名称", "", "自填的医院", "其他", SCRIPT, "%%%%"),
        *right("其它单位", "某院", "院" * 60, MARKUP),
        *wrong("其它单位", "", "院", "院" * 61, "某\x00院"),
        *wrong("单位所属", "", "联合国"),
        *wrong("单位性质", "", "修理厂"),
        *wrong("从事本专业年限", "", "-1", "61", "60", "五", "５", "1e1", HUGE),
        *right("从事本专业年限", "0", "1"),
    ],
}


CLAIMS: dict[FormPage, tuple[str, ...]] = {
    FormPage.CITY: ("R2.4.1a", "R2.4.1d"),
    FormPage.IDENTITY: ("R2.4.2b", "R2.4.2c", "R2.4.2d", "Q16"),
    FormPage.CONTACT: ("R2.4.3a", "R2.4.3b"),
    FormPage.SPECIALTY: ("R2.4.4a", "R2.4.4e", "R2.4.4f", "R2.4.4g", "Q39"),
    FormPage.EDUCATION: ("R2.4.5a", "R2.4.5d", "R2.4.5e", "R2.4.5f"),
    FormPage.EMPLOYMENT: ("R2.4.6a", "R2.4.6d", "R2.4.6f", "Q64", "Q65", "D23"),
}


@pytest.mark.parametrize("form_page", [pytest.param(page, marks=verifies(*ids)) for page, ids in CLAIMS.items()])
@on_areas(AreaType.ONLINE_PAY)
@verifies("R2.4c", "D19", "D27", "D29")
def test_every_field_says_what_is_wrong_with_it_and_loses_nothing(
    people: People, intruder: Intruder, form_page: FormPage
) -> None:
    somebody = people.candidate(
        trait="military",
        level="中级",
        current_title=Title.NURSE,
        title_date=date(2019, 6, 1),
        employer=None,
        other_employer="平凉市柳湖镇中心卫生院",
        id_valid_to=date(2030, 1, 1),
        years=1,
    ).beforehand
    somebody.has_filled_in(form_page)
    assert misjudged(somebody, intruder, form_page, ENTRIES[form_page]) == ()


@on_areas(AreaType.ON_SITE_PAY)
@verifies("D27")
def test_markup_in_free_text_is_shown_as_it_was_typed_and_never_runs(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    candidate.becomes(address=MARKUP, employer=None, other_employer=SCRIPT, study_history=MARKUP)
    form = candidate.beforehand.submits_and_prints()
    labels = ("地址", "其它单位", "专业学习经历")
    assert [candidate.sees_submitted(label) for label in labels] == [MARKUP, SCRIPT, MARKUP]
    assert "".join(SCRIPT.split()) in "".join(form.text.split())
    desk = registration_point.looks_up(form.verification_code or "").page
    assert [desk.fact(label) for label in labels] == [MARKUP, SCRIPT, MARKUP]


@verifies("D27", "D29")
def test_text_in_another_encoding_does_no_harm(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.has_filled_in(FormPage.CONTACT)
    page = candidate.beforehand.page
    known = intruder.token_field, intruder.target.word("page_revision_field")
    hidden = urlencode({name: page.carries(name) for name in known})
    body = f"{hidden}&{page.field('地址').name}=%C2%B7%B8%A3".encode()
    answer = intruder.asks("POST", "page_contact", as_=candidate, content=("application/x-www-form-urlencoded", body))
    assert not answer.broke
    assert not answer.page.says("\ufffd")
