"""The catalogue keeps to the letter of the published process."""

import pytest

from mock_portal.domain.catalogue.choices import ETHNICITIES, NATURES, OTHER
from mock_portal.domain.catalogue.fields import FIELDS, TITLES, following, page_title
from mock_portal.domain.catalogue.sheet import read_date, read_month
from mock_portal.domain.catalogue.specialties import (
    JUNIOR,
    LEVELS,
    SPECIALTIES,
    find_specialty,
    on_paper,
    specialties_of,
)
from mock_portal.domain.terms import Page

LABELS = {
    Page.CITY: ["报名地市", "网上确认机构"],
    Page.IDENTITY: ["性别", "出生日期", "国籍", "外国人员国籍", "证件有效截至日期", "长期", "民族", "健康状态"],
    Page.CONTACT: ["地址", "邮编", "手机"],
    Page.SPECIALTY: ["报考级别", "报考专业", "报考科目", "现有技术资格", "现有技术资格取得时间", "执业类别"],
    Page.EDUCATION: ["学历", "学位", "最高学历", "学制", "专业学习经历"],
    Page.EMPLOYMENT: ["单位名称", "其它单位", "单位所属", "单位性质", "从事本专业年限"],
}


@pytest.mark.parametrize("form_page", Page)
def test_a_page_asks_for_the_fields_of_the_process(form_page: Page) -> None:
    assert [spec.label for spec in FIELDS[form_page]] == LABELS[form_page]


def test_the_pages_stand_in_the_order_of_the_guide() -> None:
    assert [TITLES[page] for page in Page] == ["报名地市", "基本信息", "联系方式", "报考信息", "教育情况", "工作情况"]
    assert following(Page.EDUCATION) is Page.EMPLOYMENT
    assert following(Page.EMPLOYMENT) is None
    assert page_title(Page.SPECIALTY) == "报考信息"


@pytest.mark.parametrize("name", ["address", "postcode", "mobile"])
def test_nothing_of_the_contact_page_is_mandatory(name: str) -> None:
    assert not next(spec for spec in FIELDS[Page.CONTACT] if spec.name == name).required


def test_there_are_fifty_six_peoples_and_two_entries_beside_them() -> None:
    assert len(set(ETHNICITIES)) == 58
    assert ETHNICITIES[0] == "汉族"


def test_other_is_spelt_as_the_process_spells_it() -> None:
    assert OTHER == "其它"
    assert NATURES[-1] == "其它"


def test_specialties_have_unique_codes_that_tell_their_level() -> None:
    codes = [specialty.code for specialty in SPECIALTIES]
    assert len(set(codes)) == len(codes)
    assert all(LEVELS.index(specialty.level) == int(specialty.code[0]) - 1 for specialty in SPECIALTIES)


def test_nursing_of_the_middle_level_is_the_exam_on_paper() -> None:
    nursing = find_specialty("203")
    assert nursing is not None
    assert (nursing.label, nursing.level) == ("203 护理学", JUNIOR)
    assert [s.code for s in SPECIALTIES if on_paper(s.code)] == ["203"]


def test_an_unknown_level_offers_nothing() -> None:
    assert specialties_of("高级") == ()
    assert len(specialties_of(JUNIOR)) == 14


@pytest.mark.parametrize(
    "text", ["2023-02-30", "20230101", "2023-1-1", "２０２３-01-01", "2023-W01-1", "", "2023-01-01T00", "-023-01-01"]
)
def test_what_is_no_day_is_read_as_none(text: str) -> None:
    assert read_date(text) is None


def test_days_and_months_are_read() -> None:
    assert str(read_date("2024-02-29")) == "2024-02-29"
    assert str(read_month("2015-06")) == "2015-06-01"
    assert read_month("2015-13") is None
