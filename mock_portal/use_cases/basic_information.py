"""Basic information: the photo and the entries of 【学历学位信息维护】 (R0.1b, P0b, Q62, Q68)."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import CredentialEntry
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.portal import Portal
from mock_portal.store import accounts as store
from mock_portal.store import credentials
from mock_portal.store.files import StoredFile, add_file, find_file


@dataclass(frozen=True, slots=True)
class Basics:
    """How far the basic information has come."""

    missing: tuple[str, ...]
    educations: int
    enrollments: int
    photo_refusal: Refusal | None  # why the photo cannot be replaced (any more)


def look_at_basics(portal: Portal, person: Person) -> Basics:
    """What is there, what is missing, what is fixed."""
    with portal.reading() as tx:
        rules = portal.parts_of_person(tx, person.id_number).rules
        found = store.overview(tx, person.id)
    return Basics(
        missing=rules.basics_missing(person, found.educations),
        educations=found.educations,
        enrollments=found.enrollments,
        photo_refusal=rules.photo_change_refused(confirmed=found.photo_confirmed),
    )


def upload_photo(portal: Portal, person: Person, filename: str, content: bytes) -> Refusal | None:
    """Take a basic photo, or another one while none was confirmed in an enrollment."""
    with portal.reading() as tx:
        parts = portal.parts_of_person(tx, person.id_number)
    if problem := parts.uploads.photo_problem(filename, content):
        return refuse(Reason.PHOTO_REFUSED, problem=problem)
    with portal.writing() as tx:
        store.lock_account(tx, person.id)
        confirmed = store.overview(tx, person.id).photo_confirmed
        if refusal := parts.rules.photo_change_refused(confirmed=confirmed):
            return refusal
        store.set_photo(tx, person.id, add_file(tx, filename, "image/jpeg", content))
    return None


def own_photo(portal: Portal, person: Person) -> StoredFile | None:
    """The photo of whoever asks; there is no way to ask for another's."""
    with portal.reading() as tx:
        file_id = portal.parts_of_person(tx, person.id_number).filing.photo_of(tx, person)
        return find_file(tx, file_id) if file_id else None


def list_credentials(portal: Portal, person: Person) -> list[tuple[Credential, bool]]:
    """All entries, each with whether it may be used for enrolling now."""
    with portal.reading() as tx:
        rules = portal.parts_of_person(tx, person.id_number).rules
        return [(c, rules.credential_usable(c)) for c in credentials.list_credentials(tx, person.id)]


def add_credential(portal: Portal, person: Person, entry: CredentialEntry) -> Refusal | Mapping[str, str] | None:
    """Add an entry; the same entry again (a double click) is the same entry."""
    with portal.reading() as tx:
        parts = portal.parts_of_person(tx, person.id_number)
    if problems := parts.rules.credential_problems(entry, person.birth_date, portal.now().date()):
        return problems
    verification = parts.chsi.verify(entry)
    with portal.writing() as tx:
        store.lock_account(tx, person.id)
        there = credentials.list_credentials(tx, person.id)
        if any(parts.rules.is_same_entry(credential, entry) for credential in there):
            return None
        if refusal := parts.rules.credential_count_refused(entry.kind, store.count_of_kind(there, entry.kind)):
            return refusal
        store.add_credential(tx, person.id, entry, verification)
    return None
