"""Signing in and recovering on the store: both names, the lock, and what many guesses at once gain."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.registration import QUESTIONS
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.sessions import begin_session
from mock_portal.use_cases.accounts import register
from mock_portal.use_cases.sign_in import Recovery, check_password, recover_password
from tests.mock_portal.domain.rules.test_registration import NUMBER, a_registration
from tests.mock_portal.world import Clock

TICK = timedelta(microseconds=1)
RECOVERY = Recovery("zhangsan1", QUESTIONS[0], "北京市朝阳区", "changed456", "changed456")


@pytest.fixture
def account_id(portal: Portal) -> int:
    made = register(portal, a_registration())
    assert isinstance(made, int)
    return made


def reason(outcome: object) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


def guess_wrong(portal: Portal, times: int) -> list[Reason | None]:
    return [reason(check_password(portal, "zhangsan1", f"wrong{n}")) for n in range(times)]


@pytest.mark.parametrize("typed", ["zhangsan1", "ZHANGSAN1", NUMBER, NUMBER.lower(), f" {NUMBER} "])
def test_user_name_and_id_number_open_the_account(portal: Portal, account_id: int, typed: str) -> None:
    assert check_password(portal, typed, "secret123") == account_id


@pytest.mark.parametrize("password", ["secret124", "SECRET123", "", " secret123", NUMBER[-6:]])
def test_any_other_password_does_not(portal: Portal, account_id: int, password: str) -> None:
    assert account_id
    assert reason(check_password(portal, "zhangsan1", password)) is Reason.WRONG_PASSWORD


def test_an_unknown_name_is_refused_in_the_same_words(portal: Portal, account_id: int) -> None:
    assert account_id
    assert check_password(portal, "nobody99", "secret123") == check_password(portal, "zhangsan1", "wrong")


def test_the_fifth_wrong_password_locks_even_the_right_one_out(portal: Portal, account_id: int) -> None:
    assert account_id
    assert guess_wrong(portal, 5) == [Reason.WRONG_PASSWORD] * 4 + [Reason.ACCOUNT_LOCKED]
    assert reason(check_password(portal, "zhangsan1", "secret123")) is Reason.ACCOUNT_LOCKED


def test_a_lock_ends_when_its_time_is_over_and_counting_begins_anew(
    portal: Portal, account_id: int, clock: Clock
) -> None:
    guess_wrong(portal, 5)
    clock.advance(timedelta(seconds=portal.settings.lock_seconds) - TICK)
    assert reason(check_password(portal, "zhangsan1", "secret123")) is Reason.ACCOUNT_LOCKED

    clock.advance(TICK)
    assert guess_wrong(portal, 4) == [Reason.WRONG_PASSWORD] * 4
    assert check_password(portal, "zhangsan1", "secret123") == account_id


def test_a_right_password_wipes_out_failures(portal: Portal, account_id: int) -> None:
    guess_wrong(portal, 4)
    assert check_password(portal, "zhangsan1", "secret123") == account_id
    assert guess_wrong(portal, 4) == [Reason.WRONG_PASSWORD] * 4


def test_of_many_guesses_at_once_only_as_many_are_answered_as_one_after_another(any_portal: Portal) -> None:
    register(any_portal, a_registration())
    limit = any_portal.settings.failed_sign_ins

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: reason(check_password(any_portal, "zhangsan1", f"wrong{n}")), range(24)))

    assert answers.count(Reason.WRONG_PASSWORD) == limit - 1
    assert answers.count(Reason.ACCOUNT_LOCKED) == 24 - (limit - 1)


def test_the_right_answer_sets_a_new_password_and_signs_everybody_out(portal: Portal, account_id: int) -> None:
    with portal.writing() as tx:
        begin_session(tx, "old-token", portal.now(), account_id=account_id)

    assert recover_password(portal, RECOVERY) is None

    assert check_password(portal, "zhangsan1", "changed456") == account_id
    assert reason(check_password(portal, "zhangsan1", "secret123")) is Reason.WRONG_PASSWORD
    with portal.reading() as tx:
        assert tx.execute(select(func.count()).select_from(s.session)).scalar_one() == 0


@pytest.mark.parametrize(
    "form",
    [
        replace(RECOVERY, answer="上海市黄浦区"),
        replace(RECOVERY, question=QUESTIONS[1]),
        replace(RECOVERY, login="nobody99"),
    ],
    ids=["answer", "question", "login"],
)
def test_whatever_does_not_match_is_refused_in_the_same_words(portal: Portal, account_id: int, form: Recovery) -> None:
    outcome = recover_password(portal, form)

    assert reason(outcome) is Reason.RECOVERY_REFUSED
    assert check_password(portal, "zhangsan1", "secret123") == account_id


def test_wrong_answers_count_towards_the_lock(portal: Portal, account_id: int) -> None:
    assert account_id
    outcomes = [reason(recover_password(portal, replace(RECOVERY, answer=f"错误答案{n}"))) for n in range(5)]

    assert outcomes == [Reason.RECOVERY_REFUSED] * 4 + [Reason.ACCOUNT_LOCKED]
    assert reason(recover_password(portal, RECOVERY)) is Reason.ACCOUNT_LOCKED


def test_a_weak_new_password_is_told_before_anything_is_counted(portal: Portal, account_id: int) -> None:
    outcome = recover_password(portal, replace(RECOVERY, password="short", password_again="shorter"))

    assert isinstance(outcome, dict)
    assert set(outcome) == {"password", "password_again"}
    assert guess_wrong(portal, 4) == [Reason.WRONG_PASSWORD] * 4
    assert account_id
