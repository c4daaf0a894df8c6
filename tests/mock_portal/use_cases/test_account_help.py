"""What an exam site puts right in an account, and for whom it may."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from mock_portal.domain.case import Person
from mock_portal.domain.credentials import CredentialEntry, CredentialKind
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.accounts import enrolled, find_person
from mock_portal.use_cases.account_help import (
    AccountView,
    add_credential_for,
    correct_account,
    delete_account,
    find_account,
    revision_of,
)
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account

ENTRY = CredentialEntry(CredentialKind.EDUCATION, "本科", "南华大学", "护理学", "2012-07-01", "105551201205000001")


@pytest.fixture
def person(portal: Portal) -> Person:
    return an_account(portal)


@pytest.fixture
def site(portal: Portal, person: Person) -> Staff:
    """The site of 长沙市 in the project that admits the person."""
    return Staff(1, a_project(portal, admitted=[person]), Role.SITE, "长沙市考点", "湖南省", "长沙市")


def enroll(portal: Portal, site: Staff, person: Person, state: State = State.SUBMITTED) -> None:
    a_filled_enrollment(portal, site.project_id, person, state=state.value)


def seen(portal: Portal, person: Person) -> str:
    """What a desk knows that looks at the account now."""
    with portal.reading() as tx:
        found = find_person(tx, person.id_number)
        assert found is not None
        return revision_of(found, enrolled(tx, person.id))


def reason(outcome: object) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


def test_a_corrected_name_is_stored_and_noted(portal: Portal, site: Staff, person: Person) -> None:
    enroll(portal, site, person, State.DRAFT)

    assert (
        correct_account(
            portal, site, person.id_number.lower(), name="张铭", id_type="居民身份证", revision=seen(portal, person)
        )
        is None
    )

    with portal.reading() as tx:
        found = find_person(tx, person.id_number)
        lines = tx.execute(select(s.audit)).all()
    assert found is not None
    assert found.name == "张铭"
    assert [(line.event, line.from_state, line.to_state) for line in lines] == [("correct-account", "draft", "draft")]
    assert "张铭" in lines[0].note


def test_a_correction_must_be_as_good_as_a_registration(portal: Portal, site: Staff, person: Person) -> None:
    outcome = correct_account(
        portal, site, person.id_number, name="张明1", id_type="港澳台居民居住证", revision=seen(portal, person)
    )

    assert isinstance(outcome, dict)
    assert set(outcome) == {"name", "id_type"}


def test_a_false_registration_is_deleted_with_its_enrollment(portal: Portal, site: Staff, person: Person) -> None:
    enroll(portal, site, person)

    assert delete_account(portal, site, person.id_number, revision=seen(portal, person)) is None

    with portal.reading() as tx:
        assert find_person(tx, person.id_number) is None
        assert tx.execute(select(s.enrollment)).all() == []


def test_a_confirmed_enrollment_protects_its_account(portal: Portal, site: Staff, person: Person) -> None:
    enroll(portal, site, person, State.CONFIRMED)

    assert (
        reason(delete_account(portal, site, person.id_number, revision=seen(portal, person)))
        is Reason.ACCOUNT_NOT_REMOVABLE
    )


def test_a_sixth_entry_is_added_by_the_site(portal: Portal, site: Staff, person: Person) -> None:
    for number in range(5):
        entry = replace(ENTRY, certificate_no=f"{number}")
        assert add_credential_for(portal, site, person.id_number, entry, revision=seen(portal, person)) is None

    found = find_account(portal, site, person.id_number)
    assert isinstance(found, AccountView)
    assert len(found.credentials) == 6


def test_a_double_click_adds_one_entry(portal: Portal, site: Staff, person: Person) -> None:
    for _ in range(2):
        assert add_credential_for(portal, site, person.id_number, ENTRY, revision=seen(portal, person)) is None

    found = find_account(portal, site, person.id_number)
    assert isinstance(found, AccountView)
    assert [credential.school for credential in found.credentials].count(ENTRY.school) == 1


def test_the_site_of_another_city_sees_and_changes_nothing(portal: Portal, site: Staff, person: Person) -> None:
    enroll(portal, site, person)
    other, revision = replace(site, city="株洲市"), seen(portal, person)

    outcomes = [
        find_account(portal, other, person.id_number),
        correct_account(portal, other, person.id_number, name="张铭", id_type="居民身份证", revision=revision),
        add_credential_for(portal, other, person.id_number, ENTRY, revision=revision),
        delete_account(portal, other, person.id_number, revision=revision),
    ]

    assert [reason(outcome) for outcome in outcomes] == [Reason.OUT_OF_SCOPE] * 4


def test_somebody_who_enrolled_nowhere_is_helped_by_any_site(portal: Portal, site: Staff, person: Person) -> None:
    found = find_account(portal, replace(site, city="株洲市"), person.id_number)

    assert isinstance(found, AccountView)
    assert found.person.name == person.name


def test_a_registration_point_cannot_touch_accounts(portal: Portal, site: Staff, person: Person) -> None:
    point, revision = replace(site, role=Role.POINT), seen(portal, person)

    assert reason(delete_account(portal, point, person.id_number, revision=revision)) is Reason.FORBIDDEN


def test_an_unknown_number_is_not_found(portal: Portal, site: Staff) -> None:
    assert reason(find_account(portal, site, "11010519491231002X")) is Reason.NOT_FOUND
