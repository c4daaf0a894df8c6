"""Pages for everybody: by ear, by keyboard, in colours that are what they say, in a narrow or an enlarged window."""

from collections.abc import Callable

import pytest

from scenarios.actors import (
    Candidate,
    ExamArea,
    Institution,
    Intruder,
    NationalCenter,
    Outcome,
    RegistrationPoint,
    Site,
)
from scenarios.actors.answers import FormPage
from scenarios.actors.eyes import Eyes
from scenarios.actors.labels import Reader
from scenarios.actors.onlooker import Onlooker
from scenarios.areas import AreaType
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.runner.hands import HandsOfAll
from scenarios.verifies import in_browsers, needs, on_areas, over_http, verifies


@pytest.fixture
def onlooker(hands: HandsOfAll) -> Onlooker:
    """Somebody who looks at every page that anybody in the scenario gets to see."""
    watching = Onlooker()
    hands.onlooker = watching.beside
    return watching


@pytest.fixture
def eyes(candidate: Candidate) -> Eyes:
    """The candidate's eyes and keyboard."""
    return Eyes(candidate)


@verifies("D25")
def test_every_page_before_an_enrollment_is_sound(onlooker: Onlooker, people: People) -> None:
    newcomer = people.newcomer()
    newcomer.registers(姓名="")
    newcomer.registers()
    newcomer.signs_in(password="Wrong-password1")
    newcomer.signs_in()
    newcomer.tries_to_enter()
    newcomer.completes_basics()
    newcomer.signs_out()
    assert not onlooker.flaws
    assert {"考生注册", "登录", "基本照片"} <= set(onlooker.pages)


@over_http
@verifies("R0.1a", "R0.1c", "R1.1a")
def test_no_link_before_sign_in_is_dead(onlooker: Onlooker, people: People, intruder: Intruder) -> None:
    newcomer = people.newcomer()
    for path in ("home", "guide", "register", "sign_in", "recovery"):
        newcomer.goes_to(path)
    assert onlooker.finds_dead_links(intruder, newcomer) == []


@over_http
@on_areas(AreaType.ONLINE_PAY)
@verifies("R2.4.5b", "R2.4.7b", "R2.4.8b", "R2.4.8f", "R3.1d", "R6.2b")
def test_no_link_of_an_enrollment_is_dead(onlooker: Onlooker, candidate: Candidate, intruder: Intruder) -> None:
    candidate.fills_in_everything()
    assert onlooker.finds_dead_links(intruder, candidate) == []
    candidate.presses_submit()
    candidate.opens_flow()
    assert onlooker.finds_dead_links(intruder, candidate) == []


@needs("wechat-simulator")
@verifies("D25")
def test_every_page_of_wechat_is_sound(onlooker: Onlooker, people: People) -> None:
    newcomer = people.newcomer()
    newcomer.beforehand.registers()
    newcomer.beforehand.signs_in()
    newcomer.binds_wechat()
    newcomer.signs_out()
    newcomer.goes_to("wechat_sign_in")
    assert not onlooker.flaws
    assert {"微信扫码登录", "微信绑定"} <= set(onlooker.pages)


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("D25", "R2.4c")
def test_every_page_of_filling_in_is_sound(onlooker: Onlooker, candidate: Candidate) -> None:
    candidate.begins()
    assert not Reader(candidate).finds_wrong_marks()
    candidate.finishes()
    candidate.withdraws()
    candidate.opens_flow()
    assert not onlooker.flaws


@on_areas(AreaType.ONLINE_PAY)
@verifies("D25")
def test_every_page_of_reviewing_and_paying_is_sound(
    onlooker: Onlooker, candidate: Candidate, institution: Institution, site: Site, exam_area: ExamArea, stage: Stage
) -> None:
    candidate.beforehand.submits()
    institution.rejects(candidate.profile.name, "")
    institution.rejects(candidate.profile.name, "身份证件不清晰")
    candidate.replaces_material(candidate.area.materials[0])
    candidate.submits_again()
    institution.passes(candidate.profile.name)
    site.passes(candidate.profile.name)
    exam_area.passes(candidate.profile.name)
    stage.travels_to(stage.calendar.payment.noon)
    candidate.pays()
    candidate.opens_flow()
    assert not onlooker.flaws


@verifies("D25")
def test_every_page_of_the_desks_is_sound(
    onlooker: Onlooker, candidate: Candidate, registration_point: RegistrationPoint, site: Site, center: NationalCenter
) -> None:
    candidate.beforehand.submits()
    registration_point.looks_up("000000000000")
    registration_point.confirms(candidate.beforehand.prints())
    site.fails(candidate.profile.name, "工作年限不足")
    center.comes_to("records")
    candidate.opens_flow()
    candidate.insists_on_withdrawal()
    assert not onlooker.flaws


@in_browsers
@on_areas(*AreaType)
@verifies("R4.4a", "R4.4b", "D30")
def test_confirmation_turns_its_node_green_and_the_next_one_black_as_painted(
    candidate: Candidate, eyes: Eyes, confirms: Callable[[Candidate], Outcome]
) -> None:
    candidate.beforehand.submits()
    confirms(candidate)
    assert candidate.sees_flow().shows("confirmed")
    painted = eyes.sees_painted_nodes()
    assert (painted["报名确认"], painted["资格审核"]) == ("green", "black")


@in_browsers
@verifies("R5.3", "R6.2e", "D30")
def test_final_review_and_payment_turn_their_nodes_green_as_painted(approved: Candidate) -> None:
    eyes = Eyes(approved)
    approved.opens_flow()
    painted = eyes.sees_painted_nodes()
    assert (painted["资格审核"], painted["缴费"]) == ("green", "black")
    approved.beforehand.pays()
    approved.opens_flow()
    assert set(eyes.sees_painted_nodes().values()) == {"green"}


@in_browsers
@on_areas(AreaType.ONLINE_PAY)
@verifies("R4.3b", "D30")
def test_a_refused_confirmation_is_not_painted_as_done(
    candidate: Candidate, eyes: Eyes, institution: Institution
) -> None:
    candidate.beforehand.submits()
    institution.beforehand.rejects(candidate.profile.name, "身份证件不清晰")
    candidate.opens_flow()
    painted = eyes.sees_painted_nodes()
    assert painted["报名确认"] in {"red", "black"}, "beside the words either will do (Q24)"
    assert painted["缴费"] == "grey"


@in_browsers
@verifies("D25")
def test_a_form_page_is_filled_in_and_sent_by_keyboard_alone(candidate: Candidate, eyes: Eyes) -> None:
    candidate.beforehand.begins()
    candidate.opens_form_page(FormPage.CITY)
    eyes.tabs_to("报名地市")
    eyes.presses("ArrowDown")
    eyes.tabs_to("提交")
    eyes.enters()
    assert candidate.page.heading == "基本信息"


@in_browsers
@verifies("D25", "R2.4.6b")
def test_an_employer_is_picked_by_keyboard_alone(candidate: Candidate, eyes: Eyes) -> None:
    candidate.beforehand.reaches(FormPage.EMPLOYMENT)
    candidate.goes_to_page(FormPage.EMPLOYMENT)
    employer = candidate.profile.employer
    assert employer
    eyes.tabs_to("单位名称")
    candidate.searches_employer(employer.registered_name)
    eyes.picks(employer.registered_name)
    assert candidate.sends(candidate.answers(FormPage.EMPLOYMENT)).accepted
    assert candidate.goes_to_page(FormPage.EMPLOYMENT).field("单位名称").value == employer.registered_name


@in_browsers
@verifies("D25")
def test_a_refused_form_puts_the_keyboard_at_what_is_wrong(candidate: Candidate, eyes: Eyes) -> None:
    candidate.beforehand.begins()
    candidate.opens_form_page(FormPage.CITY)
    Reader(candidate).sends_as_it_is()
    assert eyes.sight.focus().role == "alert"
    assert not eyes.sight.findings()
    eyes.presses("Tab")
    eyes.presses("Enter")
    assert eyes.sight.focus().tag == "select"


@in_browsers
@verifies("D25")
def test_the_keyboard_skips_the_menu_and_comes_to_the_fields_in_their_order(candidate: Candidate, eyes: Eyes) -> None:
    candidate.beforehand.begins()
    candidate.opens_form_page(FormPage.CITY)
    skip = eyes.presses("Tab")
    assert (skip.words, skip.on_screen) == ("跳到正文", True)
    eyes.presses("Enter")
    assert eyes.tabs_to("报名地市").visible
    eyes.tabs_to("提交")
    assert "退出登录" not in [focus.words for focus in eyes.passed]


@in_browsers
@on_areas(AreaType.ONLINE_PAY)
@verifies("D25")
def test_everything_is_there_when_the_window_shows_all_twice_as_large(candidate: Candidate, eyes: Eyes) -> None:
    candidate.beforehand.submits()
    candidate.opens_flow()
    assert eyes.sees_all_of_the_width(640)
    candidate.goes_to("submission")
    assert eyes.sees_all_of_the_width(640)
