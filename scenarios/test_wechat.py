"""Sign-in by WeChat and its binding: codes that serve once, in one browser, not for long; one WeChat for one candidate."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from scenarios.actors import Candidate, FalsePhone, Intruder, Phone
from scenarios.areas import AREAS
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import needs, over_http, verifies

pytestmark = needs("wechat-simulator")
NUL = b'{"event": "confirmed", "ticket": "\\u0000", "openid": "\\u0000"}'
LIFE_OF_A_CODE = timedelta(minutes=2)
# Where scripts run, the page may press its button by itself as soon as the phone has said yes.
by_hand_only = over_http
Phones = Callable[[str], Phone]


@pytest.fixture
def outside(candidate: Candidate) -> Candidate:
    """Somebody with a bound WeChat who is not signed in."""
    candidate.beforehand.signs_out()
    return candidate


@pytest.fixture
def unbound(candidate: Candidate) -> Candidate:
    """Somebody who is signed in and has loosened the WeChat."""
    candidate.beforehand.unbinds_wechat()
    return candidate


@verifies("R1.2a", "R1.2b")
def test_a_bound_wechat_signs_in_by_qr_code(outside: Candidate) -> None:
    assert outside.signs_in_by_wechat().accepted
    assert outside.page.says(outside.profile.name)
    assert outside.sees_registered("证件号码") == outside.profile.id_number


@verifies("R1.2b", "Q44")
def test_an_unbound_wechat_is_refused_with_advice(outside: Candidate, phone: Phones, stage: Stage) -> None:
    stranger = phone(f"wx-stranger-{outside.profile.username}")
    stage.admits([stranger.wechat])
    assert outside.signs_in_by_wechat(stranger).refused_because("wechat-unbound")
    assert not outside.is_signed_in()
    assert outside.signs_in().accepted


@verifies("Q44", "R1.2b")
def test_an_unbound_wechat_makes_no_account(newcomer: Candidate, phone: Phones, stage: Stage) -> None:
    stranger = phone(f"wx-nobody-{newcomer.profile.username}")
    stage.admits([stranger.wechat])
    newcomer.signs_in_by_wechat(stranger)
    assert not newcomer.is_signed_in()
    newcomer.registers()
    newcomer.signs_in()
    assert newcomer.binds_wechat(stranger).accepted


@verifies("R1.2b")
def test_a_wechat_of_a_similar_name_is_a_stranger(outside: Candidate, phone: Phones, stage: Stage) -> None:
    similar = phone(outside.phone.wechat.upper())
    stage.admits([similar.wechat])
    assert outside.signs_in_by_wechat(similar).refused_because("wechat-unbound")


@verifies("Q45")
def test_without_the_phones_yes_a_code_opens_nothing(outside: Candidate) -> None:
    code = outside.shows_code()
    assert outside.goes_on_after_scan().refused_because("not-scanned")
    outside.phone.opens(outside.phone.reads(code))
    assert outside.goes_on_after_scan().refused_because("not-scanned")
    assert not outside.is_signed_in()


@by_hand_only
@verifies("Q45")
def test_a_used_code_is_dead_for_browser_and_phone(outside: Candidate, intruder: Intruder) -> None:
    before, address = intruder.gets("wechat_sign_in", outside), outside.phone.reads(outside.shows_code())
    with_code = outside.page
    outside.phone.confirms(address)
    used = intruder.presses("我已扫码确认", with_code, outside)
    assert used.accepted
    again = intruder.presses("我已扫码确认", with_code, outside)
    assert again.refused_because("qr-dead")
    assert outside.phone.confirms(address).page.says("失效")
    assert before.page.image("微信登录二维码").address != with_code.image("微信登录二维码").address


@by_hand_only
@verifies("Q45")
def test_a_code_signs_in_no_other_browser_than_the_one_that_shows_it(outside: Candidate, intruder: Intruder) -> None:
    outside.phone.scans(outside.shows_code())
    ticket = outside.ticket
    elsewhere = intruder.posts("wechat_sign_in", intruder.named(ticket=ticket))
    assert elsewhere.refused_because("qr-dead")
    assert outside.goes_on_after_scan().accepted


@verifies("Q45", "R1.2b", "D11")
def test_a_code_that_a_phone_has_confirmed_is_no_other_phones_any_more(outside: Candidate, people: People) -> None:
    another, code = people.candidate(), outside.shows_code()
    outside.phone.scans(code)
    another.phone.scans(code)
    assert outside.goes_on_after_scan().accepted
    assert outside.sees_registered("证件号码") == outside.profile.id_number


@verifies("R1.2b", "D11")
def test_who_only_looked_at_a_code_is_not_who_is_signed_in(outside: Candidate, people: People) -> None:
    looker, code = people.candidate(), outside.shows_code()
    looker.phone.opens(looker.phone.reads(code))
    outside.phone.scans(code)
    outside.goes_on_after_scan()
    assert looker.profile.id_number not in outside.goes_to("account").text


@over_http
@pytest.mark.parametrize("signature", [None, "", "0" * 64], ids=["no signature", "an empty one", "zeros"])
@verifies("R1.2b", "Q45")
def test_who_is_not_wechat_signs_nobody_in(outside: Candidate, false_phone: FalsePhone, signature: str | None) -> None:
    outside.shows_code()
    ticket = outside.ticket
    assert not false_phone.confirms(ticket, outside.phone.wechat, signature).broke
    assert outside.goes_on_after_scan().refused
    assert not outside.is_signed_in()


@over_http
@verifies("Q45", "D29")
def test_nonsense_in_place_of_a_message_of_wechat_is_refused(outside: Candidate, false_phone: FalsePhone) -> None:
    nonsense = (b"", b"{}", b"[]", b"not json", b'{"event": [], "ticket": 1}', b"\xff\xfe", b"{" * 9000, NUL)
    answers = [false_phone.sends(body, "0" * 64) for body in nonsense]
    assert [answer for answer in answers if answer.accepted or answer.broke or b"Traceback" in answer.body] == []
    assert outside.signs_in_by_wechat().accepted


@verifies("Q45")
def test_a_code_dies_before_it_is_scanned(outside: Candidate, stage: Stage) -> None:
    code = outside.shows_code()
    stage.lets_time_pass_for_ticket(outside.ticket, LIFE_OF_A_CODE)
    assert outside.phone.scans(code).page.says("失效")
    assert outside.goes_on_after_scan().refused
    assert not outside.is_signed_in()


@by_hand_only
@verifies("Q45")
def test_a_code_dies_after_it_was_scanned(outside: Candidate, stage: Stage) -> None:
    outside.phone.scans(outside.shows_code())
    stage.lets_time_pass_for_ticket(outside.ticket, LIFE_OF_A_CODE)
    assert outside.goes_on_after_scan().refused_because("qr-dead")
    assert not outside.is_signed_in()


@verifies("Q45", "R1.2a")
def test_a_code_lives_for_a_while(outside: Candidate, stage: Stage) -> None:
    code = outside.shows_code()
    stage.lets_time_pass_for_ticket(outside.ticket, timedelta(seconds=60))
    outside.phone.scans(code)
    assert outside.goes_on_after_scan().accepted


@verifies("Q45", "D27")
@pytest.mark.parametrize("ticket", ["", "x" * 32, "' OR 1=1 --", "../../etc/passwd"])
def test_an_invented_code_opens_nothing(outside: Candidate, intruder: Intruder, ticket: str) -> None:
    outside.shows_code()
    answer = intruder.presses("我已扫码确认", outside.page, outside, **intruder.named(ticket=ticket))
    assert answer.refused_because("qr-dead")
    assert not answer.broke


@verifies("Q46", "R1.2a")
def test_a_binding_is_kept_and_signs_in(newcomer: Candidate) -> None:
    newcomer.beforehand.registers()
    newcomer.beforehand.signs_in()
    assert newcomer.binds_wechat().accepted
    newcomer.signs_out()
    assert newcomer.signs_in_by_wechat().accepted
    assert newcomer.page.says(newcomer.profile.name)


@verifies("R1.2b", "Q46")
def test_one_wechat_binds_one_candidate_only(candidate: Candidate, people: People) -> None:
    other = people.candidate()
    other.unbinds_wechat()
    assert other.binds_wechat(candidate.phone).refused_because("wechat-taken")
    candidate.signs_out()
    assert candidate.signs_in_by_wechat().accepted
    assert candidate.page.says(candidate.profile.name)


@verifies("Q46")
def test_a_code_left_open_in_another_tab_binds_no_second_wechat(candidate: Candidate, phone: Phones) -> None:
    candidate.unbinds_wechat()
    tab = candidate.in_another_tab
    tab.goes_to("wechat_binding")
    left_open = tab.hands.picture("微信绑定二维码")
    assert candidate.binds_wechat().accepted
    phone(f"wx-second-{candidate.profile.username}").scans(left_open)
    assert tab.goes_on_after_scan().refused
    candidate.signs_out()
    assert candidate.signs_in_by_wechat().accepted


@verifies("Q45", "Q46")
def test_a_code_that_has_bound_a_wechat_binds_it_no_second_time(unbound: Candidate) -> None:
    address = unbound.phone.reads(unbound.shows_binding_code())
    unbound.phone.confirms(address)
    assert unbound.goes_on_after_scan().accepted
    unbound.unbinds_wechat()
    unbound.phone.confirms(address)
    unbound.signs_out()
    assert unbound.signs_in_by_wechat().refused_because("wechat-unbound")


@verifies("Q45", "Q46")
def test_a_code_that_died_between_scan_and_yes_binds_nothing(unbound: Candidate, stage: Stage) -> None:
    unbound.phone.opens(unbound.phone.reads(unbound.shows_binding_code()))
    stage.lets_time_pass_for_ticket(unbound.ticket, LIFE_OF_A_CODE)
    assert unbound.phone.says_yes().page.says("失效")
    unbound.signs_out()
    assert unbound.signs_in_by_wechat().refused_because("wechat-unbound")


@verifies("Q46", "R1.2b")
def test_after_unbinding_the_wechat_is_a_stranger_until_bound_again(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    candidate.in_another_tab.unbinds_wechat()
    assert candidate.accepts_notice().refused_because("basics-incomplete")
    assert candidate.tries_to_enter().refused_because("basics-incomplete")
    candidate.signs_out()
    assert candidate.signs_in_by_wechat().refused_because("wechat-unbound")
    candidate.signs_in()
    assert candidate.binds_wechat().accepted
    assert candidate.tries_to_enter().accepted


@by_hand_only
@verifies("R1.2b", "Q46")
def test_a_code_that_the_phone_confirmed_opens_nothing_once_the_wechat_is_unbound(
    candidate: Candidate, people: People
) -> None:
    bystander = people.candidate()
    lost, elsewhere = candidate.at_another_computer(), bystander.at_another_computer()
    candidate.phone.scans(lost.shows_code())
    bystander.phone.scans(elsewhere.shows_code())
    candidate.unbinds_wechat()
    assert elsewhere.goes_on_after_scan().accepted
    assert lost.goes_on_after_scan().refused_because("wechat-unbound")
    assert not lost.is_signed_in()
    assert candidate.is_signed_in()


@verifies("Q46")
def test_who_unbinds_in_the_middle_cannot_submit_until_bound_again(candidate: Candidate) -> None:
    candidate.beforehand.fills_in_everything()
    candidate.in_another_tab.unbinds_wechat()
    assert candidate.presses_submit().refused_because("basics-incomplete")
    assert candidate.insists_on_submission().refused_because("basics-incomplete")
    assert candidate.binds_wechat().accepted
    assert candidate.submits_again().accepted


@verifies("Q46", "R2.2.n1a")
def test_who_unbinds_before_a_change_of_area_cannot_begin_anew_until_bound_again(candidate: Candidate) -> None:
    here, there = candidate.area, next(area for area in AREAS.values() if area.name != candidate.area.name)
    candidate.beforehand.begins()
    candidate.unbinds_wechat()
    candidate.changes_area(there)
    assert candidate.accepts_notice().refused_because("basics-incomplete")
    assert candidate.binds_wechat().accepted
    candidate.changes_area(here)
    assert candidate.accepts_notice().accepted


@verifies("Q46", "R3.1c", "R2.4.9a")
def test_who_unbinds_after_submission_can_still_print_and_withdraw(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    candidate.unbinds_wechat()
    assert candidate.prints().verification_code
    assert candidate.withdraws().accepted


@verifies("Q46")
def test_one_candidate_binds_one_wechat_at_a_time(candidate: Candidate, phone: Phones) -> None:
    candidate.goes_to("wechat_binding")
    assert not candidate.page.has_button("我已扫码确认")
    candidate.unbinds_wechat()
    second = phone(f"wx-second-{candidate.profile.username}")
    assert candidate.binds_wechat(second).accepted
    candidate.signs_out()
    assert candidate.signs_in_by_wechat(second).accepted
    assert candidate.page.says(candidate.profile.name)
