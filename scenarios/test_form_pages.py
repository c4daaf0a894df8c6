"""The form pages as a whole: their order, what is mandatory, going back, two tabs, the photo that follows."""

import pytest

from fixtures.documents import a_photo
from scenarios.actors import Candidate, Intruder
from scenarios.actors.answers import FormPage
from scenarios.areas import AreaType
from scenarios.cast import People
from scenarios.verifies import not_verified, on_areas, over_http, verifies

MANDATORY = {
    FormPage.CITY: ("报名地市",),
    FormPage.IDENTITY: ("民族", "健康状态"),
    FormPage.SPECIALTY: ("报考级别", "报考专业", "报考科目", "现有技术资格", "执业类别"),
    FormPage.EDUCATION: ("学历", "学位", "最高学历", "学制", "专业学习经历"),
    FormPage.EMPLOYMENT: ("单位名称", "单位所属", "单位性质", "从事本专业年限"),
}
LATER = tuple(FormPage)[1:]


@on_areas(*AreaType)
@verifies("R2.4a", "R2.4b", "R2.4.7a", "R2.4.7c", "R2.4.7d")
def test_each_page_leads_to_the_next_and_the_last_to_the_photo(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    came = [candidate.fills_in(page).page.heading for page in FormPage]
    assert came[:-1] == ["基本信息", "联系方式", "报考信息", "教育情况", "工作情况"]
    assert candidate.page.image("基本照片")
    assert candidate.page.has_button("确认使用照片")
    assert candidate.confirms_photo().accepted


@pytest.mark.parametrize("form_page", LATER)
@verifies("R2.4a", "Q54")
def test_a_page_cannot_be_reached_by_its_address_before_its_turn(candidate: Candidate, form_page: FormPage) -> None:
    candidate.beforehand.begins()
    assert candidate.goes_to_page(form_page).heading == "报名地市"
    candidate.fills_in(FormPage.CITY)
    candidate.goes_to_page(FormPage.EMPLOYMENT)
    assert candidate.stands_at(FormPage.IDENTITY)


@verifies("R2.4a", "Q54")
def test_a_page_cannot_be_sent_before_its_turn(candidate: Candidate, people: People, intruder: Intruder) -> None:
    ahead = people.candidate()
    ahead.beforehand.reaches(FormPage.EMPLOYMENT)
    candidate.beforehand.reaches(FormPage.CONTACT)
    intruder.posts("page_contact", intruder.named(page_revision="0"), candidate)
    intruder.posts("page_education", intruder.named(page_revision="0", study_history="学"), candidate)
    assert candidate.goes_to_page(FormPage.EMPLOYMENT).heading == "报考信息"


@verifies("R2.4a", "Q54")
def test_a_whole_page_that_is_sent_before_its_turn_is_not_kept(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.begins()
    intruder.posts("page_contact", intruder.named(page_revision="0", address="柳湖路8号"), candidate)
    candidate.goes_to_page(FormPage.CITY)
    candidate.fills_in(FormPage.CITY)
    candidate.fills_in(FormPage.IDENTITY)
    assert candidate.goes_to_page(FormPage.CONTACT).field("地址").value == ""


@pytest.mark.parametrize("form_page", MANDATORY)
@verifies("R2.4c")
def test_starred_fields_are_those_that_cannot_be_left_empty(
    candidate: Candidate, intruder: Intruder, form_page: FormPage
) -> None:
    candidate.beforehand.has_filled_in(form_page)
    assert candidate.goes_to_page(form_page)
    assert candidate.sees_unstarred(MANDATORY[form_page]) == ()
    sent = candidate.sends_crafted(intruder, dict.fromkeys(MANDATORY[form_page], ""))
    assert [label for label in MANDATORY[form_page] if not sent.page.field(label).error] == []


@verifies("R2.4b")
def test_one_wrong_field_costs_nothing_that_was_typed(candidate: Candidate) -> None:
    candidate.becomes(address="柳湖路8号", postcode="12")
    candidate.beforehand.reaches(FormPage.CONTACT)
    page = candidate.fills_in(FormPage.CONTACT).page
    assert candidate.sees_complaint_at("邮编")
    assert (page.field("地址").value, page.field("邮编").value) == ("柳湖路8号", "12")
    assert page.field("手机").value == candidate.profile.mobile


@verifies("R2.4.3a", "R2.4.3b", "D36")
def test_address_and_postcode_may_stay_empty(candidate: Candidate) -> None:
    candidate.becomes(address=None, postcode=None)
    candidate.beforehand.reaches(FormPage.CONTACT)
    candidate.goes_to_page(FormPage.CONTACT)
    assert candidate.sees_starred(("地址", "邮编")) == ()
    assert candidate.fills_in(FormPage.CONTACT).accepted
    assert candidate.continues_to_submission().accepted


@verifies("R2.4.3b")
def test_a_postcode_that_is_given_has_six_digits(candidate: Candidate) -> None:
    candidate.becomes(postcode="7300")
    candidate.beforehand.reaches(FormPage.CONTACT)
    candidate.goes_to_page(FormPage.CONTACT)
    assert candidate.fills_in(FormPage.CONTACT).refused
    assert candidate.sees_complaint_at("邮编")


@verifies("Q55", "R3.1d")
def test_an_earlier_page_can_be_corrected_and_later_ones_stay(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.EMPLOYMENT)
    candidate.opens_form_page(FormPage.CONTACT)
    assert candidate.answers_differently(FormPage.CONTACT, {"地址": "新民路1号"}).accepted
    assert candidate.goes_to_page(FormPage.CONTACT).field("地址").value == "新民路1号"
    assert candidate.goes_to_page(FormPage.EMPLOYMENT).heading == "工作情况"


@verifies("Q55")
def test_later_pages_are_checked_again_when_an_earlier_one_changes(people: People) -> None:
    soldier = people.candidate(trait="military", years=3)
    soldier.beforehand.begins()
    soldier.beforehand.fills_in_all_pages()
    soldier.opens_form_page(FormPage.IDENTITY)
    if not soldier.can_answer("出生日期"):
        not_verified("the date of birth is fixed when it is saved first, which is allowed (Q16)")
    soldier.answers_differently(FormPage.IDENTITY, {"出生日期": "2010-03-01"})
    soldier.goes_to("submission")
    assert not soldier.insists_on_submission().page.says("已提交")
    soldier.follows_node("填写/修改报考信息")
    assert soldier.sees_flow().nodes["填写/修改报考信息"] != "green"


@verifies("Q48", "D11")
def test_the_second_of_two_tabs_does_not_overwrite_silently(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.CONTACT)
    tab = candidate.in_another_tab
    candidate.goes_to_page(FormPage.CONTACT)
    tab.goes_to_page(FormPage.CONTACT)
    assert candidate.sends({"地址": "甲路1号"}).accepted
    assert tab.sends({"地址": "乙路2号"}).refused_because("stale-page")
    assert candidate.goes_to_page(FormPage.CONTACT).field("地址").value == "甲路1号"


@over_http  # where scripts run, ticks and findings come without the page being sent
@verifies("Q48", "D11")
def test_asking_for_the_ticks_in_the_second_tab_does_not_bring_it_up_to_date(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.SPECIALTY)
    tab = candidate.in_another_tab
    candidate.goes_to_page(FormPage.SPECIALTY)
    tab.goes_to_page(FormPage.SPECIALTY)
    assert candidate.sends({"报考科目": frozenset({"基础知识"})}).accepted
    asked = tab.outcome(tab.hands.submit("更新科目"))
    assert asked.refused_because("stale-page") or tab.sends({}).refused_because("stale-page")
    assert candidate.goes_to_page(FormPage.SPECIALTY).field("报考科目").chosen == ("基础知识",)


@over_http
@verifies("Q48", "D11")
def test_searching_an_employer_in_the_second_tab_does_not_bring_it_up_to_date(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.EMPLOYMENT)
    tab = candidate.in_another_tab
    candidate.goes_to_page(FormPage.EMPLOYMENT)
    tab.goes_to_page(FormPage.EMPLOYMENT)
    assert candidate.sends({"单位性质": "卫生院"}).accepted
    searched = tab.outcome(tab.hands.submit("检索"))
    assert searched.refused_because("stale-page") or tab.sends({}).refused_because("stale-page")
    assert candidate.goes_to_page(FormPage.EMPLOYMENT).field("单位性质").chosen == ("卫生院",)


@verifies("R2.4.7b", "R2.4.7c", "R2.4.7d", "Q67")
def test_without_the_photo_confirmed_nothing_is_submitted(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    assert candidate.insists_on_submission().refused_because("photo-unconfirmed")
    assert candidate.follows_node("确认照片").image("基本照片")
    assert candidate.confirms_photo().accepted
    assert candidate.presses_submit().accepted


@verifies("R2.4a", "Q54")
def test_the_photo_cannot_be_confirmed_before_the_pages(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.CONTACT)
    candidate.insists_on_photo()
    candidate.goes_to_page(FormPage.CONTACT)
    candidate.continues_to_photo()
    assert candidate.insists_on_submission().refused_because("photo-unconfirmed")


@verifies("Q68", "D21")
def test_the_photo_that_was_confirmed_stays_with_the_enrollment(
    candidate: Candidate, people: People, intruder: Intruder
) -> None:
    candidate.beforehand.goes_to("photo")
    left_open = candidate.beforehand.page
    candidate.beforehand.submits()
    confirmed = candidate.sees_photo_of_submission()
    candidate.tries_to_replace_photo(left_open, a_photo(people.profile()), intruder)
    assert candidate.sees_photo_of_submission() == confirmed


@verifies("R3.1c", "R3.1d")
def test_a_page_left_open_cannot_be_sent_after_submission(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    left_open = candidate.beforehand.opens_form_page(FormPage.CONTACT)
    candidate.submits_again()
    assert intruder.presses("提交", left_open, candidate).refused_because("not-editable")
    assert candidate.sees_flow().shows("submitted")
