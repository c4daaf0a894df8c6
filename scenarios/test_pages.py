"""Pages as pages: the guide's words to the letter, each on the page where it belongs; titles, alerts, words beside colours."""

from collections.abc import Callable

import pytest

from scenarios.actors import Candidate, Institution, Outcome
from scenarios.actors.answers import FormPage
from scenarios.actors.eyes import Eyes
from scenarios.actors.hours import counts_down_rightly
from scenarios.actors.labels import LABELS, Reader
from scenarios.areas import AreaType
from scenarios.control import Stage
from scenarios.process import nodes_of
from scenarios.verifies import in_browsers, needs, on_areas, verifies

ONLINE = AreaType.ONLINE_PAY


@pytest.fixture
def reader(candidate: Candidate) -> Reader:
    """The candidate, reading letter by letter."""
    return Reader(candidate)


@on_areas(ONLINE)
@pytest.mark.parametrize(
    "form_page",
    [
        pytest.param(FormPage.CITY, marks=verifies("R2.4.1a", "R2.4.1d")),
        pytest.param(FormPage.IDENTITY, marks=verifies("R2.4.2.n1a")),
        pytest.param(FormPage.CONTACT, marks=verifies("R2.4.3a", "R2.4.3b")),
        pytest.param(FormPage.SPECIALTY, marks=verifies("R2.4.4e", "R2.4.4f", "R2.4.4g")),
        pytest.param(FormPage.EDUCATION, marks=verifies("R2.4.5c", "R2.4.5d", "R2.4.5e", "R2.4.5f")),
        pytest.param(FormPage.EMPLOYMENT, marks=verifies("R2.4.6a")),
    ],
    ids=str,
)
def test_a_form_page_asks_in_the_guides_words(candidate: Candidate, reader: Reader, form_page: FormPage) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    candidate.opens_form_page(form_page)
    assert reader.sees_fields() >= LABELS[form_page]
    assert candidate.page.has_button("提交")


@verifies("R2.4.6e", "R2.4.6f")
def test_an_employer_that_is_not_listed_is_called_other_in_the_guides_spelling(
    candidate: Candidate, reader: Reader
) -> None:
    candidate.becomes(employer=None, other_employer="平凉市崆峒区柳湖镇中心卫生院新址")
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    candidate.opens_form_page(FormPage.EMPLOYMENT)
    assert "其它单位" in reader.sees_fields()
    assert candidate.page.field("单位名称").value == "其它"
    assert not candidate.page.says("其他")


@verifies("R2.1a", "R2.1b", "R2.2b")
def test_the_way_in_bears_the_guides_words(candidate: Candidate) -> None:
    candidate.goes_to("home")
    candidate.finds("进入网上报名")
    candidate.finds("2023年度卫生专业技术资格考试")
    assert candidate.page.has_button("下一步")


@verifies("R2.3b")
def test_both_documents_are_agreed_to_by_the_word_that_the_guide_has(candidate: Candidate) -> None:
    candidate.beforehand.enters_enrollment()
    candidate.chooses_area()
    assert candidate.page.field("同意", within="《重要声明》").required
    assert candidate.page.field("同意", within="《考生诚信考试承诺书》").required


@on_areas(AreaType.ON_SITE_PAY, ONLINE)
@verifies("R2.4.7d", "R2.4.8d", "R2.4.8g")
def test_photo_and_submission_bear_the_guides_words(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    candidate.follows_node("确认照片")
    assert candidate.page.has_button("确认使用照片")
    assert candidate.confirms_photo().page.has_button("提交报名信息")


@verifies("R2.4.7c")
def test_the_photo_that_was_confirmed_is_shown_with_the_submission(candidate: Candidate, reader: Reader) -> None:
    candidate.beforehand.submits()
    assert reader.sees_photo_of_submission()


@verifies("R2.2.n1a", "R2.2.n1b", "R3.1d")
def test_before_submission_the_page_of_the_enrollment_bears_the_guides_words(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    assert {"填写/修改报考信息", "修改考区"} <= set(candidate.sees_actions())
    assert "未提交报名信息" in candidate.page.fact("报名状态")


@in_browsers
@verifies("Q2")
def test_the_time_that_is_left_is_counted_on_the_portals_own_clock(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.begins()
    candidate.opens_flow()
    assert counts_down_rightly(candidate.page.text, stage.calendar.registration.closes, stage.between()[0])


@in_browsers
@needs("wechat-simulator")
@verifies("Q45")
def test_a_code_that_waits_for_a_phone_is_not_called_dead(candidate: Candidate) -> None:
    candidate.beforehand.unbinds_wechat()
    candidate.goes_to("wechat_binding")
    assert not Eyes(candidate).sight.waits_for_answer().says("失效")


@verifies("R2.4.9a", "R3.1c")
def test_after_submission_the_page_of_the_enrollment_bears_the_guides_words(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    assert {"打印报名表", "撤回信息提交"} <= set(candidate.sees_actions())


@on_areas(ONLINE)
@verifies("R4.3b")
def test_a_refusal_online_is_called_as_the_guide_calls_it(candidate: Candidate, institution: Institution) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不清晰")
    candidate.opens_flow()
    assert "确认不通过" in candidate.page.fact("报名状态")


@verifies("R6.2a", "R6.2b", "R6.2d")
def test_payment_bears_the_guides_words(approved: Candidate) -> None:
    approved.goes_to("home")
    approved.finds("网上缴费")
    approved.opens_payment()
    assert approved.page.has_button("支付")


@on_areas(*AreaType)
@verifies("R2.4.7b", "R2.4.8b", "R2.4.8f", "R4.4a", "R4.4b", "R5.2")
def test_the_nodes_stand_in_the_order_of_the_guide(candidate: Candidate, area_type: AreaType) -> None:
    candidate.beforehand.begins()
    candidate.opens_flow()
    assert Reader(candidate).sees_nodes() == nodes_of(area_type)


@on_areas(*AreaType)
@verifies("R5.2", "D30")
def test_words_beside_the_colours_say_the_same_as_the_colours(
    candidate: Candidate, reader: Reader, confirms: Callable[[Candidate], Outcome]
) -> None:
    candidate.beforehand.submits()
    candidate.opens_flow()
    assert reader.sees_words_that_tell_colours_apart()
    assert confirms(candidate).accepted
    candidate.opens_flow()
    assert reader.sees_words_that_tell_colours_apart()


@verifies("R5.2", "D30")
def test_words_beside_the_colours_tell_what_was_given_up_from_what_was_done(
    candidate: Candidate, reader: Reader, stage: Stage
) -> None:
    candidate.beforehand.submits()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert candidate.sees_flow().shows("abandoned")
    assert reader.sees_words_that_tell_colours_apart()


@verifies("R2.4c")
def test_what_is_mandatory_is_marked_and_nothing_else(candidate: Candidate, reader: Reader) -> None:
    candidate.beforehand.begins()
    assert not reader.finds_wrong_marks()


@verifies("D25")
def test_every_page_says_in_its_title_which_page_it_is(candidate: Candidate, reader: Reader) -> None:
    candidate.beforehand.submits()
    titles = [reader.sees_title(path) for path in ("home", "account", "photo", "credentials", "payment", "submission")]
    assert len(set(titles)) == len(titles)
