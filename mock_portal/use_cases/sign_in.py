"""Signing in by user name or ID number, and setting a new password by question and answer (R1.1, Q42, Q50, D28, D29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mock_portal.domain.identity import normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
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
    right = _matches(portal, found.login.password_hash if found else None, password)
    return _settle(portal, rules, found, right=right, wrong=Reason.WRONG_PASSWORD)


def recover_password(portal: Portal, form: Recovery) -> Refusal | Mapping[str, str] | None:
    """Set a new password for whoever knows the answer; wrong answers count towards the lock like wrong passwords."""
    found, rules = _find(portal, form.login)
    if problems := recovery_problems(rules, form):
        return problems
    right = _matches(portal, found.login.answer_hash if found else None, form.answer)
    right = right and found is not None and found.login.question == form.question
    settled = _settle(portal, rules, found, right=right, wrong=Reason.RECOVERY_REFUSED)
    if isinstance(settled, Refusal):
        return settled
    password_hash = hash_password(portal.settings.password_cost, form.password)
    with portal.writing() as tx:
        store.set_password(tx, settled, password_hash)
    return None


def recovery_problems(rules: Rules, form: Recovery) -> Mapping[str, str]:
    """What is wrong with which field of the form, whoever it is for."""
    problems = {
        "login": "" if form.login else "请填写用户名或证件号码",
        "question": "" if form.question else "请选择密码找回问题",
        "answer": "" if form.answer else "请填写密码找回答案",
        "password": rules.password_problem(form.password),
        "password_again": "" if form.password_again == form.password else "两次输入的密码不一致",
    }
    return {field: words for field, words in problems.items() if words}


def _find(portal: Portal, typed: str) -> tuple[store.FoundLogin | None, Rules]:
    with portal.reading() as tx:
        found = store.find_login(tx, normal_form(typed), typed.strip().lower())
        rules = portal.parts_of_person(tx, found.login.id_number if found else normal_form(typed)).rules
    return (found if found and rules.login_recognised(found.login, typed) else None), rules


def _matches(portal: Portal, stored: str | None, typed: str) -> bool:
    """Compare outside of any transaction; with something even where there is nothing to compare with."""
    matches = password_matches(stored or nobodys_hash(portal.settings.password_cost), typed)
    return matches and bool(stored)


def _settle(
    portal: Portal, rules: Rules, found: store.FoundLogin | None, *, right: bool, wrong: Reason
) -> int | Refusal:
    """Count what happened. The lock is looked at again here, so that many guesses at once gain nothing."""
    if found is None:
        return refuse(wrong)
    settings, now, account_id = portal.settings, portal.now(), found.login.account_id
    with portal.writing() as tx:
        state = store.lock_state(tx, account_id)
        if state is None:
            return refuse(wrong)
        failures, locked_until = state
        if refusal := rules.lock_refused(locked_until, now):
            return refusal
        if right:
            if failures or locked_until:
                store.set_lock_state(tx, account_id, 0, None)
            return account_id
        failures = rules.failures_so_far(failures, locked_until) + 1
        locked_until = rules.lock_until(failures, settings.failed_sign_ins, settings.lock_seconds, now)
        store.set_lock_state(tx, account_id, failures, locked_until)
    return rules.lock_refused(locked_until, now) or refuse(wrong)
