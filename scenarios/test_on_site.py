"""Path on-site: fill in, submit, print, confirm at the desk, two reviews, success, with and without online payment."""

import pytest

from fixtures.printed_form import PrintedForm
from scenarios.actors import Candidate, ExamArea, RegistrationPoint, Site
from scenarios.actors.answers import FormPage
from scenarios.actors.paper import lost_on
from scenarios.areas import AreaType
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import on_areas, path, verifies

pytestmark = path("on-site")
LONG_ADDRESS = (
    "甘肃省平凉市崆峒区柳湖镇柳湖路八号附一号第二人民医院住院部大楼后家属区三号楼二单元五层五〇一室由门卫转交"
)
LONG_STUDIES = "；".join(f"第{term}学期学习内科学、外科学、诊断学与临床技能" for term in "一二三四五六")


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R0.1a", "R0.1b", "R0.2a", "R1.1a", "R2.1a", "R2.1b", "R2.2a", "R2.2b", "R2.3c", "R2.4a", "R2.4b", "R2.4.1a")
@verifies("R2.4.7a", "R2.4.7d", "R2.4.8e", "R2.4.8g", "R2.4.9a", "R2.4.9b", "R4.2a", "R4.4a", "R4.4b", "R5.3", "R6.2e")
def test_from_registration_to_a_paid_enrollment(
    newcomer: Candidate, registration_point: RegistrationPoint, site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    newcomer.gets_ready()
    form = newcomer.submits_and_prints()
    assert registration_point.confirms(form).accepted
    assert newcomer.sees_flow().shows("confirmed")
    assert site.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("site-passed")
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")
    stage.travels_to(stage.calendar.payment.noon)
    assert newcomer.pays().accepted
    assert newcomer.sees_flow().shows("paid")


@on_areas(AreaType.ON_SITE_FREE)
@verifies("R2.4.9c", "R4.1b", "R4.2b", "R5.1a", "R5.1b", "R5.2", "R6.3")
def test_from_registration_to_success_where_nothing_is_paid_online(
    newcomer: Candidate, registration_point: RegistrationPoint, site: Site, exam_area: ExamArea
) -> None:
    newcomer.gets_ready()
    form = newcomer.submits_and_prints()
    assert registration_point.confirms(form).accepted
    assert site.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("site-passed")
    assert exam_area.passes(newcomer.profile.name).accepted
    assert newcomer.sees_flow().shows("approved")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R2.4.9a", "R2.4.9b", "R2.4.9c", "Q7", "Q12")
def test_the_printed_form_bears_what_was_submitted_and_its_code_twice(candidate: Candidate) -> None:
    candidate.becomes(address=LONG_ADDRESS, study_history=LONG_STUDIES)
    candidate.beforehand.fills_in_everything()
    form = candidate.submits_and_prints()
    assert form.verification_code
    assert form.verification_code == form.qr_code
    assert missing_on(form, candidate) == []
    assert lost_on(form) == []
    again = candidate.prints()
    assert (again.verification_code, again.qr_code, again.text) == (form.verification_code, form.qr_code, form.text)


def missing_on(form: PrintedForm, candidate: Candidate) -> list[str]:
    """Facts of the submission that are not on the paper; where lines end makes no difference."""
    printed = "".join(form.text.split())
    return [label for label, words in candidate.sees_submitted_facts().items() if "".join(words.split()) not in printed]


@on_areas(AreaType.ON_SITE_PAY)
@pytest.mark.parametrize("name", ["阿卜杜热西提·阿卜杜喀迪尔", "㛃𬭚", "王𠮷"])
@verifies("D16", "R2.4.9b")
def test_long_and_rare_names_are_printed_to_the_letter(people: People, name: str) -> None:
    candidate = people.candidate(name=name)
    form = candidate.submits_and_prints()
    assert form.facts["姓名"] == name


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("Q7", "R2.4.9b")
def test_the_form_tells_which_version_it_is(candidate: Candidate) -> None:
    first = candidate.beforehand.submits_and_prints()
    candidate.withdraws()
    candidate.corrects(address="柳湖路8号")
    second = candidate.submits_and_prints()
    assert differing(first, second) >= {"版本", "地址"}


def differing(one: PrintedForm, other: PrintedForm) -> set[str]:
    """Labels of facts that are not the same on two forms."""
    return {label for label in {**one.facts, **other.facts} if one.facts.get(label) != other.facts.get(label)}


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R2.4.7a", "R2.4.7b", "R2.4.7c", "R2.4.8e", "R2.4.8f")
def test_every_node_of_the_flow_bar_leads_to_its_page(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    assert candidate.sees_flow().shows("draft")
    assert candidate.follows_node("确认照片").image("基本照片")
    assert candidate.follows_node("提交信息").has_button("提交报名信息")


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.1b", "R4.2a", "Q21", "D14")
def test_a_refusal_at_the_desk_gives_the_reason_and_leaves_the_submission(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.refuses(form, "工作证明缺少公章").accepted
    assert candidate.sees_reason() == "工作证明缺少公章"
    assert candidate.sees_flow().shows("submitted")
    assert registration_point.confirms(form).accepted
    assert candidate.sees_reason_if_any() == ""


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.2b", "R4.1b", "R3.1d", "R2.4.1a", "D12")
def test_a_form_of_another_city_is_refused_at_the_desk_until_the_city_is_corrected(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    candidate.lives_in(candidate.area, candidate.area.cities[1].name)
    form = candidate.beforehand.submits_and_prints()
    assert registration_point.confirms(form).refused_because("out-of-scope")
    assert candidate.sees_flow().shows("submitted")
    candidate.beforehand.withdraws()
    candidate.lives_in(candidate.area)
    candidate.opens_form_page(FormPage.CITY)
    assert candidate.fills_in(FormPage.CITY).accepted
    assert registration_point.confirms(candidate.submits_and_prints()).accepted


@on_areas(AreaType.ON_SITE_PAY, AreaType.ON_SITE_FREE)
@verifies("R4.1a")
def test_who_is_not_confirmed_in_time_has_abandoned(
    candidate: Candidate, registration_point: RegistrationPoint, stage: Stage
) -> None:
    form = candidate.beforehand.submits_and_prints()
    stage.travels_to(stage.calendar.confirmation.closes)
    assert registration_point.confirms(form).refused_because("confirmation-closed")
    assert candidate.sees_flow().shows("abandoned")
