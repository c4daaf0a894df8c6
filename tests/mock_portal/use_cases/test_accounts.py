"""Registering and cancelling, on the store: what is kept, what is unique, what is taken away."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.registration import Registration
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.accounts import find_person
from mock_portal.use_cases.accounts import cancel, register
from mock_portal.use_cases.sign_in import check_password
from tests.mock_portal.at_once import at_once
from tests.mock_portal.domain.rules.test_registration import a_registration, of_foreigner
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account, resident_id


def numbered(number: int, **overrides: Any) -> Registration:
    id_number = resident_id(number)
    return a_registration(username=f"person{number}", id_number=id_number, id_number_again=id_number, **overrides)


def count(portal: Portal, table: Any) -> int:
    with portal.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(table)).scalar_one())


def test_sex_and_birth_date_come_from_an_eighteen_digit_number(portal: Portal) -> None:
    register(portal, a_registration(id_number="11010519491231002x", id_number_again="11010519491231002x"))

    with portal.reading() as tx:
        person = find_person(tx, "11010519491231002X")
    assert person is not None
    assert (person.sex, person.birth_date, person.nationality) == ("女", date(1949, 12, 31), "中国")


def test_a_foreigner_may_leave_sex_and_birth_date_open(portal: Portal) -> None:
    register(portal, of_foreigner())

    with portal.reading() as tx:
        person = find_person(tx, "DEU110199001011")
    assert person is not None
    assert (person.sex, person.birth_date) == ("", None)
    assert (person.nationality, person.foreign_nationality) == ("其他", "德国")


def test_neither_password_nor_answer_are_kept_in_clear(portal: Portal) -> None:
    register(portal, a_registration())

    with portal.reading() as tx:
        row = tx.execute(select(s.account)).one()
    assert row.password_hash.startswith("$argon2id$")
    assert row.answer_hash.startswith("$argon2id$")


def test_one_id_number_has_one_account(portal: Portal) -> None:
    register(portal, numbered(1))

    again = register(portal, replace(numbered(1), username="another1"))

    assert isinstance(again, Refusal)
    assert again.reason is Reason.ID_TAKEN


def test_a_user_name_is_taken_in_either_case(portal: Portal) -> None:
    register(portal, numbered(1))

    again = register(portal, replace(numbered(2), username="PERSON1"))

    assert isinstance(again, Refusal)
    assert again.reason is Reason.USERNAME_TAKEN


def test_a_user_name_registered_in_capitals_is_the_same_name(portal: Portal) -> None:
    account_id = register(portal, replace(numbered(1), username="PERSON1"))

    assert check_password(portal, "person1", "secret123") == account_id


def test_the_id_number_of_somebody_is_no_user_name(portal: Portal) -> None:
    talent = "海外高层次人才居住证"
    numbers = {"id_number": "HC2020", "id_number_again": "HC2020"}
    register(portal, of_foreigner(id_type=talent, id_type_again=talent, **numbers))

    other = register(portal, replace(numbered(2), username="hc2020"))

    assert isinstance(other, Refusal)
    assert other.reason is Reason.USERNAME_TAKEN


def test_a_wrong_registration_makes_no_account(portal: Portal) -> None:
    outcome = register(portal, replace(a_registration(), answer="x"))

    assert isinstance(outcome, dict)
    assert set(outcome) == {"answer"}
    assert count(portal, s.account) == 0


@pytest.mark.parametrize("shared", ["number", "name"])
def test_of_two_registrations_at_once_one_is_refused(any_portal: Portal, shared: str) -> None:
    for number in range(1, 11):
        one = numbered(number)
        other = replace(one, username=f"other{number}x") if shared == "number" else numbered(number + 100)
        other = replace(other, username=one.username) if shared == "name" else other

        answers = at_once(partial(register, any_portal, one), partial(register, any_portal, other))

        expected = Reason.ID_TAKEN if shared == "number" else Reason.USERNAME_TAKEN
        assert [a.reason for a in answers if isinstance(a, Refusal)] == [expected]
    assert count(any_portal, s.account) == 10


def test_cancelling_takes_everything_away_and_frees_the_number(portal: Portal) -> None:
    person = an_account(portal)

    assert cancel(portal, person) is None

    assert [count(portal, table) for table in (s.account, s.credential, s.session, s.file)] == [0, 0, 0, 0]
    assert isinstance(register(portal, numbered(1)), int)


def test_an_account_with_an_enrollment_cannot_be_cancelled(portal: Portal) -> None:
    person = an_account(portal)
    a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)

    refusal = cancel(portal, person)

    assert refusal is not None
    assert refusal.reason is Reason.ACCOUNT_IN_USE
    assert count(portal, s.account) == 1


def test_the_password_of_a_new_account_opens_it(portal: Portal) -> None:
    account_id = register(portal, numbered(1))

    assert check_password(portal, "Person1", "secret123") == account_id
