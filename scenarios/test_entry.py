"""The way in: the project, the province, the notice with its two consents."""

from scenarios.actors import Candidate, ExamArea
from scenarios.actors.answers import FormPage
from scenarios.actors.enrollee import DOCUMENTS, PROJECT
from scenarios.areas import AREAS
from scenarios.verifies import verifies


@verifies("R2.1a", "R2.1b")
def test_the_way_in_leads_to_the_project_under_its_full_name(candidate: Candidate) -> None:
    candidate.goes_to("home")
    assert candidate.page.has_link("进入网上报名")
    assert candidate.tries_to_enter().page.has_link(PROJECT)


@verifies("R2.2a", "R2.2b", "D4")
def test_every_province_of_the_project_can_be_chosen(candidate: Candidate) -> None:
    offered = candidate.enters_enrollment().field("所在省份").options
    assert {area.name for area in AREAS.values()} <= set(offered)
    assert candidate.page.has_button("下一步")
    assert candidate.chooses_area().accepted
    assert candidate.page.says(candidate.area.name)


@verifies("R2.2a")
def test_without_a_province_nobody_goes_on(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.hands.submit("下一步")
    assert candidate.page.has_field("所在省份")
    assert candidate.page.alerts


@verifies("R2.3a", "R2.3c")
def test_the_notice_is_there_to_be_read_before_anything_is_filled_in(candidate: Candidate, exam_area: ExamArea) -> None:
    assert exam_area.beforehand.sets({"报考须知": "现场确认请携带毕业证书原件。"}).accepted
    candidate.enters_enrollment()
    notice = candidate.chooses_area().page
    assert [words for words in DOCUMENTS if not notice.says(words)] == []
    assert notice.says("报考须知")
    assert notice.says("现场确认请携带毕业证书原件。")
    assert notice.says("报名确认")
    assert notice.says("自动放弃")
    assert candidate.accepts_notice().accepted
    assert candidate.stands_at(FormPage.CITY)


@verifies("R2.3b")
def test_without_both_consents_nobody_goes_on(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    assert candidate.accepts_notice(documents=()).refused_because("not-agreed")
    assert candidate.accepts_notice(documents=DOCUMENTS[:1]).refused_because("not-agreed")
    assert candidate.accepts_notice().accepted


@verifies("R2.3b")
def test_the_second_consent_alone_is_not_enough(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    assert candidate.accepts_notice(documents=DOCUMENTS[1:]).refused_because("not-agreed")
    candidate.goes_to_page(FormPage.CITY)
    assert not candidate.stands_at(FormPage.CITY)


@verifies("R2.2a", "R2.3b", "Q48")
def test_who_agrees_for_another_province_in_a_second_tab_is_told_where_one_is(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    tab = candidate.in_another_tab
    tab.enters_enrollment()
    tab.chooses_area(next(area for area in AREAS.values() if area.name != candidate.area.name))
    assert candidate.accepts_notice().accepted
    told = tab.accepts_notice()
    assert told.refused
    assert told.page.says(candidate.area.name)
    candidate.opens_flow()
    assert candidate.page.fact("所在省份") == candidate.area.name
