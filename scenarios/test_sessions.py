"""Sessions: how they begin and end, two tabs, two computers, two candidates in one browser, pages that lay open too long."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from scenarios.actors import Candidate, Intruder, Phone, RegistrationPoint
from scenarios.actors.answers import FormPage
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import needs, verifies

IDLE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def interrupted(candidate: Candidate, stage: Stage) -> Candidate:
    """Somebody whose session has expired on the way to 学历学位信息维护."""
    candidate.goes_to("account")
    stage.lets_time_pass_for(candidate.profile.id_number, IDLE)
    candidate.goes_to("credentials")
    return candidate


@verifies("Q47", "R0.1a")
@needs("ageing")
def test_an_idle_session_ends_and_keeps_what_was_submitted(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    assert candidate.sees_flow().shows("submitted")
    stage.lets_time_pass_for(candidate.profile.id_number, IDLE + MINUTE)
    assert candidate.insists_on_withdrawal().refused_because("session-expired")
    candidate.signs_in()
    assert candidate.sees_flow().shows("submitted")


@verifies("Q47")
@needs("ageing")
def test_a_session_in_use_lives_on_for_hours(candidate: Candidate, stage: Stage) -> None:
    for _ in range(4):
        stage.lets_time_pass_for(candidate.profile.id_number, IDLE - 5 * MINUTE)
        assert candidate.is_signed_in()


@verifies("Q47")
@needs("ageing")
def test_a_form_sent_after_the_session_ended_is_refused_and_earlier_pages_are_kept(
    candidate: Candidate, stage: Stage
) -> None:
    candidate.beforehand.begins()
    candidate.fills_in(FormPage.CITY)
    candidate.fills_in(FormPage.IDENTITY)
    stage.lets_time_pass_for(candidate.profile.id_number, IDLE)
    assert candidate.fills_in(FormPage.CONTACT).refused_because("session-expired")
    candidate.signs_in()
    assert candidate.opens_form_page(FormPage.IDENTITY).field("民族").chosen == (candidate.profile.ethnicity,)
    assert candidate.opens_form_page(FormPage.CONTACT).has_field("手机")


@verifies("Q47")
@needs("ageing")
def test_after_signing_in_again_one_is_back_where_one_was(interrupted: Candidate) -> None:
    assert interrupted.outcome().refused_because("session-expired")
    interrupted.signs_in_here()
    assert interrupted.page.heading == "学历学位信息维护"


@verifies("Q47", "R1.2a")
@needs("ageing", "wechat-simulator")
def test_after_signing_in_again_by_wechat_one_is_back_where_one_was(interrupted: Candidate) -> None:
    interrupted.phone.scans(interrupted.shows_code_instead_of_password())
    interrupted.goes_on_after_scan()
    assert interrupted.page.heading == "学历学位信息维护"


@verifies("Q47", "Q45")
@needs("ageing", "wechat-simulator")
def test_after_another_code_than_the_first_one_is_back_where_one_was(
    interrupted: Candidate, phone: Callable[[str], Phone], stage: Stage
) -> None:
    stranger = phone(f"wx-stranger-{interrupted.profile.username}")
    stage.admits([stranger.wechat])
    interrupted.shows_code_instead_of_password()
    stranger.scans(interrupted.shows_another_code())
    assert interrupted.goes_on_after_scan().refused_because("wechat-unbound")
    interrupted.phone.scans(interrupted.shows_another_code())
    interrupted.goes_on_after_scan()
    assert interrupted.page.heading == "学历学位信息维护"


@verifies("Q47", "Q44")
@needs("ageing", "wechat-simulator")
def test_who_gives_the_password_after_all_is_back_where_one_was(interrupted: Candidate) -> None:
    interrupted.shows_code_instead_of_password()
    interrupted.gives_password_instead_of_code()
    assert interrupted.page.heading == "学历学位信息维护"


@verifies("Q47")
@needs("ageing")
def test_after_signing_in_again_the_notice_is_still_that_of_the_chosen_area(candidate: Candidate, stage: Stage) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    notice = candidate.page
    stage.lets_time_pass_for(candidate.profile.id_number, IDLE)
    candidate.hands.open(notice.address)
    assert candidate.signs_in_here().accepted
    assert candidate.page.heading == notice.heading
    assert candidate.accepts_notice().accepted


@verifies("Q47", "D26")
def test_signing_out_ends_the_session_for_whoever_knows_its_token(candidate: Candidate, intruder: Intruder) -> None:
    stolen = candidate.hands.passport().cookies
    assert intruder.gets("account", cookies=stolen).accepted
    assert candidate.signs_out().accepted
    assert intruder.gets("account", cookies=stolen).asks_to_sign_in
    assert intruder.gets("photo_picture", cookies=stolen).denied


@verifies("Q47", "D26")
def test_whoever_leaves_a_desk_leaves_it_shut(registration_point: RegistrationPoint, intruder: Intruder) -> None:
    registration_point.comes_to("confirmation")
    stolen = registration_point.hands.passport().cookies
    assert intruder.gets("confirmation", cookies=stolen).accepted
    assert registration_point.signs_out().accepted
    assert intruder.gets("confirmation", cookies=stolen).asks_to_sign_in
    door = intruder.gets("confirmation", registration_point)
    assert door.leads_to.startswith(intruder.target.address("desk_sign_in"))


@verifies("Q47", "D27")
def test_signing_out_in_one_tab_stops_the_other(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    other_tab = candidate.goes_to("withdrawal")
    candidate.signs_out()
    assert intruder.presses("确认撤回", other_tab, candidate).denied
    candidate.signs_in()
    assert candidate.sees_flow().shows("submitted")


@verifies("Q47", "D26")
def test_the_next_user_of_the_browser_cannot_go_back_to_pages_of_the_one_before(
    candidate: Candidate, intruder: Intruder
) -> None:
    pages = [intruder.gets(path, candidate) for path in ("account", "credentials", "photo", "payment")]
    assert {page.header("Cache-Control") for page in pages} == {"no-store"}
    assert "no-store" in intruder.gets("photo_picture", candidate).header("Cache-Control")


@verifies("D27")
def test_a_token_that_was_planted_before_signing_in_is_worth_nothing_after(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.signs_out()
    candidate.goes_to("sign_in")
    planted = candidate.hands.passport().cookies
    assert candidate.signs_in().accepted
    assert intruder.gets("account", cookies=planted).asks_to_sign_in
    assert {cookie.value for cookie in candidate.hands.passport().cookies} != {cookie.value for cookie in planted}


@verifies("D27")
@pytest.mark.parametrize("token", ["planted", "", "x" * 5000, "' OR 1=1 --", "../../etc"])
def test_an_invented_token_is_nobodys(candidate: Candidate, intruder: Intruder, token: str) -> None:
    answer = intruder.gets("account", cookies=intruder.invented_session(token, like=candidate))
    assert answer.asks_to_sign_in
    assert not answer.broke


@verifies("Q48")
def test_two_computers_may_be_signed_in_at_once(candidate: Candidate) -> None:
    elsewhere = candidate.at_another_computer()
    assert elsewhere.signs_in().accepted
    assert candidate.is_signed_in()
    assert elsewhere.signs_out().accepted
    assert candidate.is_signed_in()


@verifies("Q48")
def test_of_two_tabs_the_later_does_not_overwrite_the_earlier_unnoticed(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    other_tab = candidate.opens_form_page(FormPage.CONTACT)
    candidate.fills_in(FormPage.CONTACT, 地址="柳湖路8号")
    assert intruder.presses("提交", other_tab, candidate).refused_because("stale-page")
    assert candidate.opens_form_page(FormPage.CONTACT).field("地址").value == "柳湖路8号"


@verifies("Q48", "Q70")
@pytest.mark.parametrize("form_page", FormPage)
def test_a_page_that_is_sent_twice_leads_on_as_if_it_had_been_sent_once(
    candidate: Candidate, intruder: Intruder, form_page: FormPage
) -> None:
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    left_open = candidate.opens_form_page(form_page)
    once, twice = (intruder.presses("提交", left_open, candidate) for _ in range(2))
    assert once.accepted
    assert twice.accepted
    assert twice.page.heading == once.page.heading


@verifies("Q48", "Q70")
def test_going_back_and_submitting_again_changes_nothing(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.fills_in_everything()
    submission = candidate.opens_submission()
    assert candidate.presses_submit().accepted
    form = candidate.prints()
    intruder.presses("提交报名信息", submission, candidate)
    intruder.presses("提交报名信息", submission, candidate)
    assert candidate.sees_flow().shows("submitted")
    assert candidate.prints().verification_code == form.verification_code


@verifies("Q49", "D11", "D8")
def test_a_form_of_the_candidate_before_is_not_taken_for_the_one_signed_in_now(
    people: People, intruder: Intruder
) -> None:
    first, second = people.candidate(), people.candidate()
    first.beforehand.begins()
    first.beforehand.fills_in_all_pages()
    second.beforehand.begins()
    second.beforehand.fills_in_all_pages()
    left_open = first.opens_form_page(FormPage.CONTACT)
    before = second.opens_form_page(FormPage.CONTACT).field("地址").value
    second_at_firsts_browser = sits_down(second, first)
    answer = intruder.presses("提交", left_open, second_at_firsts_browser, 地址="第一位考生的地址")
    assert answer.denied
    assert second.opens_form_page(FormPage.CONTACT).field("地址").value == before


def sits_down(second: Candidate, first: Candidate) -> Candidate:
    """The second candidate signs in, in the browser of the first, without the first having signed out."""
    guest = second.at_another_computer()
    guest.sits_down_after(first)
    assert guest.signs_in().accepted
    return guest


@verifies("Q49", "D11", "Q47")
def test_whoever_signs_in_after_another_sees_nothing_of_the_other(people: People) -> None:
    first, second = people.candidate(), people.candidate()
    assert first.sees_photo() == first.takes_photo().content
    guest = sits_down(second, first)
    guest.goes_to("account")
    assert guest.sees_registered("证件号码") == second.profile.id_number
    assert not guest.page.says(first.profile.id_number)
    assert guest.sees_photo() == second.takes_photo().content


@verifies("Q49", "D11")
def test_a_hidden_owner_that_is_changed_is_refused(people: People, intruder: Intruder) -> None:
    first, second = people.candidate(), people.candidate()
    left_open = first.goes_to("photo")
    theirs = left_open.carries(intruder.owner_field)
    own = second.goes_to("photo")
    answer = intruder.presses("上传", own, second, **{intruder.owner_field: theirs})
    assert answer.denied
    assert answer.refused_because("other-owner")
