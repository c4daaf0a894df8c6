"""Signing in to a desk: the right password, the wrong one, and a lock after too many."""

from datetime import timedelta

import pytest

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role
from mock_portal.passwords import password_matches
from mock_portal.portal import Portal
from mock_portal.use_cases import staff
from mock_portal.use_cases.staff import add_staff, check_sign_in
from tests.mock_portal.world import Clock, a_project

NAME, RIGHT, WRONG = "point-1", "Desk-2023", "desk-2023"


@pytest.fixture(autouse=True)
def somebody(portal: Portal) -> Staff:
    """The member of staff who signs in."""
    return add_staff(portal, a_project(portal), Role.POINT, username=NAME, password=RIGHT, name="报名点", area="湖南省")


def refused_because(answer: Staff | Refusal) -> Reason:
    """The reason of what must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer.reason


def test_the_right_password_opens_the_desk(portal: Portal, somebody: Staff) -> None:
    assert check_sign_in(portal, NAME, RIGHT) == somebody


@pytest.mark.parametrize("username", [NAME, "nobody"])
@pytest.mark.parametrize("password", [WRONG, ""])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(portal: Portal, username: str, password: str) -> None:
    assert refused_because(check_sign_in(portal, username, password)) is Reason.WRONG_PASSWORD


def test_too_many_wrong_passwords_lock_the_account_even_for_the_right_one(portal: Portal, clock: Clock) -> None:
    allowed = portal.settings.failed_sign_ins
    answers = [refused_because(check_sign_in(portal, NAME, WRONG)) for _ in range(allowed)]
    lasting = timedelta(seconds=portal.settings.lock_seconds)

    assert answers == [Reason.WRONG_PASSWORD] * (allowed - 1) + [Reason.DESK_LOCKED]
    clock.advance(lasting - timedelta(microseconds=1))
    assert refused_because(check_sign_in(portal, NAME, RIGHT)) is Reason.DESK_LOCKED
    clock.advance(timedelta(microseconds=1))
    assert isinstance(check_sign_in(portal, NAME, RIGHT), Staff)


def test_the_right_password_ends_the_counting(portal: Portal) -> None:
    for _ in range(portal.settings.failed_sign_ins - 1):
        check_sign_in(portal, NAME, WRONG)
    check_sign_in(portal, NAME, RIGHT)

    assert refused_because(check_sign_in(portal, NAME, WRONG)) is Reason.WRONG_PASSWORD


@pytest.mark.parametrize("password", [RIGHT, WRONG])
def test_guesses_that_are_still_compared_while_the_account_is_locked_neither_get_in_nor_lift_the_lock(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    def compared_slowly(stored: str, typed: str) -> bool:
        monkeypatch.setattr(staff, "password_matches", password_matches)
        for _ in range(portal.settings.failed_sign_ins):
            check_sign_in(portal, NAME, WRONG)
        return password_matches(stored, typed)

    monkeypatch.setattr(staff, "password_matches", compared_slowly)

    assert refused_because(check_sign_in(portal, NAME, password)) is Reason.DESK_LOCKED
    assert refused_because(check_sign_in(portal, NAME, RIGHT)) is Reason.DESK_LOCKED
