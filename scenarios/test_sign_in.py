"""Sign-in by user name and by ID number; wrong passwords, locks, recovery of the password."""

from datetime import timedelta

import pytest

from fixtures.people import Trait
from scenarios.actors import Candidate
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.test_registration import ending_in_x
from scenarios.verifies import needs, verifies

WRONG = "Wrong12345"
LOCK = timedelta(minutes=10)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.usefixtures("stage")


def guesses(candidate: Candidate, times: int, name: str | None = None) -> bool:
    """Guess wrong passwords; whether each of them was called wrong and none locked."""
    return all(candidate.signs_in(name, password=WRONG).refused_because("wrong-password") for _ in range(times))


@pytest.fixture
def registered(people: People) -> Candidate:
    """Somebody with an account who is not signed in."""
    newcomer = people.newcomer()
    newcomer.beforehand.registers()
    return newcomer


@verifies("R0.1a", "R1.1a")
def test_whoever_registers_can_sign_in_by_user_name(newcomer: Candidate) -> None:
    assert newcomer.registers().accepted
    assert newcomer.signs_in().accepted
    assert newcomer.page.says(newcomer.profile.name)


@verifies("R1.1a", "D15")
def test_a_user_name_signs_in_however_its_letters_are_typed(registered: Candidate) -> None:
    assert registered.signs_in(registered.profile.username.upper()).accepted
    assert registered.signs_out().accepted
    assert registered.signs_in(f" {registered.profile.username} ").accepted


@verifies("R1.1b", "Q42")
def test_the_id_number_signs_in_with_a_small_or_a_capital_x(people: People) -> None:
    number = ending_in_x(people.profile(trait=Trait.HAN).id_number)
    candidate = people.newcomer(id_number=number, trait=Trait.HAN)
    candidate.beforehand.registers()
    assert candidate.signs_in(number.lower()).accepted
    assert candidate.signs_out().accepted
    assert candidate.signs_in(number).accepted
    assert candidate.page.says(candidate.profile.name)


@verifies("R1.1b")
@pytest.mark.parametrize("trait", [Trait.HONG_KONG_MACAO_PERMIT, Trait.TAIWAN_PERMIT, Trait.MILITARY], ids=str)
def test_the_number_of_any_paper_signs_in(people: People, trait: Trait) -> None:
    newcomer = people.newcomer(trait=trait)
    newcomer.beforehand.registers()
    assert newcomer.signs_in_by_id_number().accepted
    assert newcomer.page.says(newcomer.profile.name)


@verifies("R1.1a", "R1.1b")
def test_the_password_counts_to_the_letter_and_to_the_end(registered: Candidate) -> None:
    right = registered.profile.password
    assert registered.signs_in(password=right.swapcase()).refused_because("wrong-password")
    assert registered.signs_in(password=right[:-1]).refused_because("wrong-password")
    assert registered.signs_in(registered.profile.id_number, password=f"{right}x").refused_because("wrong-password")
    assert registered.signs_in().accepted


@verifies("D28")
def test_no_part_of_the_id_number_opens_an_account(registered: Candidate) -> None:
    number = registered.profile.id_number
    assert registered.signs_in(password=number[-6:]).refused
    assert registered.signs_in(number, password=number).refused
    assert registered.signs_in(number, password=number[-8:]).refused
    assert not registered.is_signed_in()


@verifies("Q50", "R1.1a")
def test_five_wrong_passwords_lock_for_ten_minutes_and_not_for_longer(registered: Candidate, stage: Stage) -> None:
    assert guesses(registered, 4)
    assert registered.signs_in(password=WRONG).refused_because("account-locked")
    assert registered.signs_in().refused_because("account-locked")
    stage.lets_time_pass_for(registered.profile.id_number, LOCK - 30 * SECOND)
    assert registered.signs_in().refused_because("account-locked")
    stage.lets_time_pass_for(registered.profile.id_number, 31 * SECOND)
    assert registered.signs_in().accepted


@verifies("Q50")
def test_who_is_locked_out_is_told_for_how_many_minutes(registered: Candidate, stage: Stage) -> None:
    assert guesses(registered, 4)
    assert registered.signs_in(password=WRONG).page.says("请于10分钟后")
    stage.lets_time_pass_for(registered.profile.id_number, LOCK - 30 * SECOND)
    assert registered.signs_in().page.says("请于1分钟后")


@verifies("Q50")
def test_a_lock_holds_for_both_names_and_at_every_computer(registered: Candidate) -> None:
    number = registered.profile.id_number
    assert guesses(registered, 2)
    assert guesses(registered.at_another_computer(), 2, number)
    assert registered.at_another_computer().signs_in(number, password=WRONG).refused_because("account-locked")
    assert registered.signs_in().refused_because("account-locked")


@verifies("Q50")
def test_a_lock_does_not_tell_which_guess_is_right(registered: Candidate) -> None:
    guesses(registered, 5)
    assert registered.signs_in(password=WRONG).refused_because("account-locked")
    assert registered.signs_in().refused_because("account-locked")
    assert not registered.is_signed_in()


@verifies("Q50", "D15")
def test_the_right_password_wipes_out_earlier_mistakes(registered: Candidate) -> None:
    assert guesses(registered, 4)
    assert registered.signs_in().accepted
    registered.signs_out()
    assert guesses(registered, 4)
    assert registered.signs_in().accepted


@verifies("Q50", "D15")
def test_after_a_lock_one_may_be_wrong_again(registered: Candidate, stage: Stage) -> None:
    guesses(registered, 5)
    stage.lets_time_pass_for(registered.profile.id_number, LOCK + SECOND)
    assert guesses(registered, 4)
    assert registered.signs_in().accepted


@verifies("Q50")
@needs("wechat-simulator")
def test_who_is_locked_out_still_gets_in_by_wechat(candidate: Candidate) -> None:
    candidate.beforehand.signs_out()
    guesses(candidate, 5)
    assert candidate.signs_in_by_wechat().accepted
    assert candidate.page.says(candidate.profile.name)


@verifies("D29", "D26")
def test_a_stranger_is_told_the_same_as_somebody_with_a_wrong_password(people: People) -> None:
    stranger = people.newcomer()
    assert stranger.signs_in_by_id_number().refused_because("wrong-password")
    told = stranger.page.alerts
    stranger.beforehand.registers()
    assert stranger.signs_in(stranger.profile.id_number, password=WRONG).refused_because("wrong-password")
    assert stranger.page.alerts == told


@verifies("D29", "D15")
def test_question_and_answer_set_a_new_password(registered: Candidate) -> None:
    assert registered.recovers_password("Changed456", again="Changed457").refused
    assert registered.page.field("用户名/证件号码").value == registered.profile.username
    assert registered.recovers_password("onlyletters").refused
    assert registered.recovers_password("Changed456").accepted
    assert registered.signs_in().refused_because("wrong-password")
    assert registered.signs_in(password="Changed456").accepted


@verifies("D29")
def test_recovery_wants_the_right_question_and_the_right_answer(registered: Candidate) -> None:
    right = registered.profile.security_question
    registered.goes_to("recovery")
    other = next(q for q in registered.page.field("密码找回问题").options if q not in {right, "请选择"})
    assert registered.recovers_password("Changed456", question=other).refused_because("recovery-refused")
    assert registered.recovers_password("Changed456", answer="北京市朝阳区某地").refused_because("recovery-refused")
    assert registered.signs_in(password="Changed456").refused
    assert registered.signs_in().accepted


@verifies("D29", "Q50")
def test_guessing_answers_locks_like_guessing_passwords(registered: Candidate) -> None:
    for guess in range(5):
        registered.recovers_password("Changed456", answer=f"随便猜一个{guess}")
    assert registered.recovers_password("Changed456").refused_because("account-locked")
    assert registered.signs_in().refused_because("account-locked")


@verifies("D29", "Q50")
def test_guessing_answers_by_id_number_locks_as_well(registered: Candidate) -> None:
    number = registered.profile.id_number
    for guess in range(5):
        registered.recovers_password("Changed456", answer=f"随便猜一个{guess}", login=number)
    assert registered.recovers_password("Changed456", login=number).refused_because("account-locked")


@verifies("D29", "D26")
def test_a_stranger_who_asks_for_a_new_password_is_told_the_same_as_somebody_with_a_wrong_answer(
    people: People,
) -> None:
    stranger = people.newcomer()
    number = stranger.profile.id_number
    assert stranger.recovers_password("Changed456", login=number).refused_because("recovery-refused")
    told = stranger.page.alerts
    stranger.beforehand.registers()
    wrong = stranger.recovers_password("Changed456", answer="北京市朝阳区某地", login=number)
    assert wrong.refused_because("recovery-refused")
    assert stranger.page.alerts == told


@verifies("D29")
def test_a_new_password_ends_every_session_of_the_old_one_and_nobody_elses(
    registered: Candidate, people: People
) -> None:
    thief, bystander = registered.at_another_computer(), people.newcomer()
    assert thief.signs_in().accepted
    bystander.beforehand.registers()
    assert bystander.signs_in().accepted
    assert registered.recovers_password("Changed456").accepted
    assert not thief.is_signed_in()
    assert bystander.is_signed_in()


@verifies("D27")
@pytest.mark.parametrize(
    "hostile", ["' OR '1'='1", "%", "*", "x" * 20_000, "<script>alert(1)</script>", "", "\u202e王"], ids=range(7)
)
def test_hostile_names_sign_nobody_in_and_break_nothing(registered: Candidate, hostile: str) -> None:
    assert registered.signs_in(hostile or " ").refused_because("wrong-password")
    assert not registered.is_signed_in()


@verifies("R0.1c")
def test_the_registration_guide_is_offered(newcomer: Candidate) -> None:
    newcomer.goes_to("home")
    assert newcomer.finds("《考生管理平台注册须知》").says("注册须知")


@verifies("R0.1c")
def test_the_registration_guide_is_offered_to_the_signed_in_too(candidate: Candidate) -> None:
    candidate.goes_to("home")
    assert candidate.finds("《考生管理平台注册须知》").says("注册须知")
