"""Account and sign-in: by user name, by ID number, by WeChat; wrong passwords, locks, sessions."""

from collections.abc import Callable
from datetime import timedelta

from scenarios.actors import Candidate, Phone
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import needs, verifies


@verifies("R0.1a", "R1.1a")
def test_whoever_registers_can_sign_in_by_user_name(newcomer: Candidate) -> None:
    assert newcomer.registers().accepted
    assert newcomer.signs_in().accepted
    assert newcomer.page.says(newcomer.profile.name)


@verifies("R1.1b")
def test_the_id_number_signs_in_with_a_small_or_a_capital_x(people: People) -> None:
    candidate = people.candidate(id_number="11010519491231002X")
    assert candidate.signs_out().accepted
    assert candidate.signs_in("11010519491231002x").accepted
    assert candidate.signs_out().accepted
    assert candidate.signs_in("11010519491231002X").accepted


@verifies("R1.1a", "R1.1b")
def test_a_wrong_password_is_refused_and_five_lock_the_account(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.signs_out()
    refused = [candidate.signs_in(password="Wrong12345") for _ in range(5)]
    assert refused[0].refused_because("wrong-password")
    assert candidate.signs_in().refused_because("account-locked")
    stage.lets_time_pass_for(candidate.profile.id_number, timedelta(minutes=11))
    assert candidate.signs_in().accepted


@verifies("R0.1c")
def test_the_registration_guide_is_offered(newcomer: Candidate) -> None:
    newcomer.goes_to("home")
    assert newcomer.finds("《考生管理平台注册须知》").says("注册须知")


@verifies("R1.2a", "R1.2b")
@needs("wechat-simulator")
def test_a_bound_wechat_signs_in_by_qr_code(candidate: Candidate) -> None:
    candidate.beforehand.signs_out()
    assert candidate.signs_in_by_wechat().accepted
    assert candidate.page.says(candidate.profile.name)


@verifies("R1.2b")
@needs("wechat-simulator")
def test_an_unbound_wechat_is_refused_with_advice(candidate: Candidate, phone: Callable[[str], Phone]) -> None:
    candidate.beforehand.signs_out()
    assert candidate.signs_in_by_wechat(phone("wx-stranger")).refused_because("wechat-unbound")
    assert candidate.signs_in().accepted


@verifies("R1.2b")
@needs("wechat-simulator")
def test_one_wechat_binds_one_candidate_only(candidate: Candidate, people: People) -> None:
    other = people.candidate()
    other.unbinds_wechat()
    assert other.binds_wechat(candidate.phone).refused_because("wechat-taken")


@verifies("R0.1b")
def test_without_complete_basic_information_nobody_enrolls(newcomer: Candidate) -> None:
    newcomer.beforehand.registers()
    newcomer.beforehand.signs_in()
    assert newcomer.tries_to_enter().refused_because("basics-incomplete")


@verifies("R0.1a")
def test_an_idle_session_ends_and_keeps_what_was_submitted(candidate: Candidate, stage: Stage) -> None:
    candidate.beforehand.submits()
    assert candidate.sees_flow().shows("submitted")
    stage.lets_time_pass_for(candidate.profile.id_number, timedelta(minutes=31))
    assert candidate.insists_on_withdrawal().refused_because("session-expired")
    candidate.signs_in()
    assert candidate.sees_flow().shows("submitted")
