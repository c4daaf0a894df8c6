"""Photo and entries on the store: what is missing, what is fixed, how many there may be."""

from dataclasses import replace
from functools import partial

from sqlalchemy import func, select

from mock_portal.domain.case import Person
from mock_portal.domain.credentials import CredentialEntry, CredentialKind
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.accounts import find_person
from mock_portal.use_cases.basic_information import (
    add_credential,
    list_credentials,
    look_at_basics,
    own_photo,
    upload_photo,
)
from tests.mock_portal.at_once import at_once
from tests.mock_portal.test_uploads import NAME, PHOTO, a_picture
from tests.mock_portal.world import a_filled_enrollment, a_project, an_account

ENTRY = CredentialEntry(CredentialKind.EDUCATION, "本科", "南华大学", "护理学", "2012-07-01", "105551201205000001")
OTHER_PHOTO = a_picture(500, 700)


def seen_again(portal: Portal, person: Person) -> Person:
    with portal.reading() as tx:
        found = find_person(tx, person.id_number)
    assert found is not None
    return found


def files(portal: Portal) -> int:
    with portal.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(s.file)).scalar_one())


def test_a_new_account_misses_everything(portal: Portal) -> None:
    person = an_account(portal, credentials=False, photo_file=None, wechat_openid=None)

    assert look_at_basics(portal, person).missing == ("基本照片", "学历信息", "微信绑定")


def test_a_degree_is_no_education(portal: Portal) -> None:
    person = an_account(portal, credentials=False)
    add_credential(portal, person, replace(ENTRY, kind=CredentialKind.DEGREE, level="学士"))

    assert look_at_basics(portal, person).missing == ("学历信息",)


def test_a_photo_is_kept_as_it_came_and_replaced_by_the_next(portal: Portal) -> None:
    person = an_account(portal)
    upload_photo(portal, person, NAME, PHOTO)
    upload_photo(portal, person, NAME, OTHER_PHOTO)

    photo = own_photo(portal, seen_again(portal, person))
    assert photo is not None
    assert photo.content == OTHER_PHOTO
    assert files(portal) == 1


def test_a_wrong_photo_changes_nothing(portal: Portal) -> None:
    person = an_account(portal)

    refusal = upload_photo(portal, person, NAME, PHOTO[:50_000])

    assert refusal is not None
    assert refusal.reason is Reason.PHOTO_REFUSED
    assert seen_again(portal, person).photo_file == person.photo_file


def test_a_photo_confirmed_in_an_enrollment_is_fixed(portal: Portal) -> None:
    person = an_account(portal)
    a_filled_enrollment(portal, a_project(portal, admitted=[person]), person)

    refusal = upload_photo(portal, person, NAME, PHOTO)

    assert refusal is not None
    assert refusal.reason is Reason.PHOTO_FIXED
    assert look_at_basics(portal, person).photo_refusal == refusal


def test_a_photo_not_yet_confirmed_can_be_replaced(portal: Portal) -> None:
    person = an_account(portal)
    a_filled_enrollment(portal, a_project(portal, admitted=[person]), person, photo_file=None)

    assert upload_photo(portal, person, NAME, PHOTO) is None


def test_an_entry_is_verified_when_it_is_added(portal: Portal) -> None:
    person = an_account(portal, credentials=False)
    add_credential(portal, person, ENTRY)
    add_credential(portal, person, replace(ENTRY, certificate_no="105551201205000098"))

    found = [(c.verification, usable) for c, usable in list_credentials(portal, person)]
    assert found == [("核验通过", True), ("未核验", False)]


def test_the_same_entry_twice_is_one_entry(portal: Portal) -> None:
    person = an_account(portal, credentials=False)

    assert [add_credential(portal, person, ENTRY) for _ in range(2)] == [None, None]
    assert len(list_credentials(portal, person)) == 1


def test_a_sixth_entry_is_refused_but_other_kinds_still_fit(portal: Portal) -> None:
    person = an_account(portal, credentials=False)
    for number in range(5):
        assert add_credential(portal, person, replace(ENTRY, certificate_no=f"{number}")) is None

    sixth = add_credential(portal, person, replace(ENTRY, certificate_no="6"))
    degree = add_credential(portal, person, replace(ENTRY, kind=CredentialKind.DEGREE, level="学士"))

    assert isinstance(sixth, Refusal)
    assert sixth.reason is Reason.TOO_MANY_CREDENTIALS
    assert degree is None


def test_many_entries_at_once_are_still_five(any_portal: Portal) -> None:
    person = an_account(any_portal, credentials=False)
    entries = [replace(ENTRY, certificate_no=f"{number}") for number in range(12)]

    at_once(*(partial(add_credential, any_portal, person, entry) for entry in entries))

    assert len(list_credentials(any_portal, person)) == 5


def test_the_entries_of_others_are_not_shown(portal: Portal) -> None:
    person, other = an_account(portal), an_account(portal, 2, credentials=False)

    assert len(list_credentials(portal, person)) == 1
    assert list_credentials(portal, other) == []
