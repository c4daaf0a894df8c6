"""Signing in by user name or ID number, and setting a new password by question and answer (R1.1, Q42, Q50, D28, D29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Connection

from mock_portal.domain.identity import normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import Login
from mock_portal.domain.rules import Rules
from mock_portal.passwords import hash_password, password_matches
from mock_portal.portal import Portal
from mock_portal.settings import PasswordCost
from mock_portal.store import accounts as store


@dataclass(frozen=True, slots=True)
class Recovery:
    """What somebody enters who has forgotten the password."""

    login: str = ""
    question: str = ""
    answer: str = ""
    password: str = ""
    password_again: str = ""


@cache
def nobodys_hash(cost: PasswordCost) -> str:
    """What the password for an unknown account is compared with, so that the answer takes as long as for a known one."""
    return hash_password(cost, "nobody")


def check_password(portal: Portal, typed: str, password: str) -> int | Refusal:
    """The account of this user name or ID number, if this is its password."""
    found, rules = _find(portal, typed)
    matches = _matches(portal, found.password_hash if found else None, rules.password_that_counts(password))
    right = found is not None and rules.password_opens(found, password, matches=matches)
    return _settle(portal, rules, _Attempt(found, typed, right=right, wrong=Reason.WRONG_PASSWORD))


def recover_password(portal: Portal, form: Recovery) -> Refusal | Mapping[str, str] | None:
    """Set a new password for whoever knows the answer; wrong answers count towards the lock like wrong passwords."""
    found, rules = _find(portal, form.login)
    if problems := recovery_problems(rules, form):
        return problems
    matches = _matches(portal, found.answer_hash if found else None, form.answer)
    right = found is not None and rules.recovery_opens(found, form.question, matches=matches)
    settled = _settle(portal, rules, _Attempt(found, form.login, right=right, wrong=Reason.RECOVERY_REFUSED))
    if isinstance(settled, Refusal):
        return settled
    password_hash = hash_password(portal.settings.password_cost, rules.password_that_counts(form.password))
    with portal.writing() as tx:
        store.set_password(tx, settled, password_hash)
    return None


def recovery_problems(rules: Rules, form: Recovery) -> Mapping[str, str]:
    """What is wrong with which field of the form, whoever it is for."""
    problems = {
        "login": "" if form.login else "请填写用户名或证件号码",
        "question": "" if form.question else "请选择密码找回问题",
        "answer": "" if form.answer else "请填写密码找回答案",
        **rules.new_password_problems(form.password, form.password_again),
    }
    return {field: words for field, words in problems.items() if words}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try at an account, and how it is refused if it was wrong."""

    login: Login | None
    typed: str
    right: bool
    wrong: Reason


def _find(portal: Portal, typed: str) -> tuple[Login | None, Rules]:
    """Whose account is meant; where two could be, the owner of the ID number says by which rules."""
    number = normal_form(typed)
    with portal.reading() as tx:
        found = store.find_logins(tx, number, typed.strip().lower())
        by_number = not found or any(login.id_number == number for login in found)
        rules = portal.parts_of_person(tx, number if by_number else found[0].id_number).rules
    return rules.login_meant(found, typed), rules


def _matches(portal: Portal, stored: str | None, typed: str) -> bool:
    """Compare outside of any transaction; with something even where there is nothing to compare with."""
    matches = password_matches(stored or nobodys_hash(portal.settings.password_cost), typed)
    return matches and bool(stored)


def _settle(portal: Portal, rules: Rules, attempt: _Attempt) -> int | Refusal:
    """Count what happened. The lock is looked at again here, so that many guesses at once gain nothing."""
    login = attempt.login
    if login is None:
        return rules.told_of_nobody(attempt.wrong)
    now = portal.now()
    with portal.writing() as tx:
        state = store.lock_state(tx, login.account_id)
        if state is None:
            return rules.told_of_nobody(attempt.wrong)
        failures, locked_until = state
        if refusal := rules.lock_refused(locked_until, now, right=attempt.right):
            return refusal
        if attempt.right:
            if failures or locked_until:
                store.set_lock_state(tx, login.account_id, rules.failures_after_success(failures), None)
            return login.account_id
        if rules.failure_counts(login, attempt.typed, attempt.wrong):
            locked_until = _count(portal, tx, rules, login, rules.failures_so_far(failures, locked_until) + 1, now)
    return rules.lock_refused(locked_until, now) or refuse(attempt.wrong)


def _count(portal: Portal, tx: Connection, rules: Rules, login: Login, failures: int, now: datetime) -> datetime | None:
    settings = portal.settings
    locked_until = rules.lock_until(failures, settings.failed_sign_ins, settings.lock_seconds, now)
    store.set_lock_state(tx, login.account_id, failures, locked_until)
    return locked_until
