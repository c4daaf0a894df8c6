"""What an exam site puts right in an account: name and kind of document, a false registration, a sixth entry (Q51, Q53, Q63)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import Connection

from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import CredentialEntry
from mock_portal.domain.identity import IdType, normal_form
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.registration import Enrolled
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.parts import Parts
from mock_portal.portal import Portal
from mock_portal.store import accounts as store
from mock_portal.store.credentials import list_credentials
from mock_portal.store.enrollments import case_of_person, change, record
from mock_portal.store.submissions import add_submission
from mock_portal.use_cases.decisions import signature
from mock_portal.use_cases.versions import next_version


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as the site sees it; ``revision`` must be sent back with whatever is to be done to it."""

    person: Person
    credentials: tuple[Credential, ...]
    enrollments: tuple[Enrolled, ...]

    @property
    def revision(self) -> str:
        """Whose account it is, and how it stands."""
        return revision_of(self.person, self.enrollments)


@dataclass(frozen=True, slots=True)
class _Own:
    """An account that this site may help with."""

    person: Person
    enrollments: list[Enrolled]
    parts: Parts


def find_account(portal: Portal, staff: Staff, id_number: str) -> AccountView | Refusal:
    """The account of this ID number, for the desk that may help with it; an unknown number answers ``NOT_FOUND``."""
    with portal.reading() as tx:
        own = _own(portal, tx, staff, id_number)
        if isinstance(own, Refusal):
            return own
        return AccountView(own.person, tuple(list_credentials(tx, own.person.id)), tuple(own.enrollments))


def correct_account(
    portal: Portal, staff: Staff, id_number: str, *, revision: str, name: str, id_type: str
) -> Refusal | Mapping[str, str] | None:
    """Correct name and kind of document; a wrong ID number is registered anew instead (Q53)."""
    with portal.writing() as tx:
        own = _as_seen(portal, tx, staff, id_number, revision)
        if isinstance(own, Refusal):
            return own
        person, rules = own.person, own.parts.rules
        if problems := rules.correction_problems(person, name, id_type, portal.now().date()):
            return problems
        store.correct(tx, replace(rules.with_document(person, IdType(id_type)), name=name))
        _note(portal, tx, staff, person, f"姓名、证件类型更正为：{name}、{id_type}")
        for enrolled in own.enrollments:
            _reissue(portal, tx, enrolled.project_id, person)
    return None


def delete_account(portal: Portal, staff: Staff, id_number: str, *, revision: str) -> Refusal | None:
    """Delete a registration that somebody else has made with this number (Q51)."""
    with portal.writing() as tx:
        own = _as_seen(portal, tx, staff, id_number, revision)
        if isinstance(own, Refusal):
            return own
        if refusal := own.parts.rules.deletion_refused(staff, own.enrollments):
            return refusal
        store.remove_enrollments(tx, own.person.id)
        store.remove_account(tx, own.person.id)
    return None


def add_credential_for(
    portal: Portal, staff: Staff, id_number: str, entry: CredentialEntry, *, revision: str
) -> Refusal | Mapping[str, str] | None:
    """Add the right entry for somebody whose five are all used up (Q63); the same again (a double click) is the same entry."""
    with portal.writing() as tx:
        own = _as_seen(portal, tx, staff, id_number, revision)
        if isinstance(own, Refusal):
            return own
        problems = own.parts.rules.credential_problems(entry, own.person.birth_date, portal.now().date())
        if problems:
            return problems
        if any(own.parts.rules.is_same_entry(there, entry) for there in list_credentials(tx, own.person.id)):
            return None
        store.add_credential(tx, own.person.id, entry, own.parts.chsi.verify(entry, by_site=True))
        _note(portal, tx, staff, own.person, f"代为新增{entry.kind.words}信息：{entry.level}、{entry.school}")
    return None


def revision_of(person: Person, enrollments: Iterable[Enrolled]) -> str:
    """A word that changes with what a site is shown of an account; of another account of the same number it is another."""
    places = [(enrolled.area, enrolled.city) for enrolled in enrollments]
    shown = (person.id, person.username, person.name, person.id_type, person.id_number, sorted(places))
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _as_seen(portal: Portal, tx: Connection, staff: Staff, id_number: str, revision: str) -> _Own | Refusal:
    """The account, locked, if it still is what was seen."""
    own = _own(portal, tx, staff, id_number, lock=True)
    if isinstance(own, Refusal):
        return own
    stored = revision_of(own.person, own.enrollments)
    return own.parts.rules.account_stale_refused(shown=revision, stored=stored) or own


def _own(portal: Portal, tx: Connection, staff: Staff, id_number: str, *, lock: bool = False) -> _Own | Refusal:
    person = store.find_person(tx, normal_form(id_number), lock=lock)
    if person is None:
        return refuse(Reason.NOT_FOUND)
    if lock:
        store.lock_enrollments(tx, person.id)
    enrollments, parts = store.enrolled(tx, person.id), portal.parts_of_person(tx, person.id_number)
    return parts.rules.account_scope_refused(staff, enrollments) or _Own(person, enrollments, parts)


def _note(portal: Portal, tx: Connection, staff: Staff, person: Person, note: str) -> None:
    """One line in the audit of the enrollment, if there is one in the project of this desk."""
    case = case_of_person(tx, staff.project_id, person.id, portal.now())
    if case:
        record(tx, case, "correct-account", case.state, who=signature(staff), real_now=portal.now(), note=note)


def _reissue(portal: Portal, tx: Connection, project_id: int, person: Person) -> None:
    """A form that is still to be confirmed bears the corrected data under another code, and must be printed again (R3.n2)."""
    case = case_of_person(tx, project_id, person.id, portal.now(), lock=True)
    if case is None or not portal.parts(case).rules.form_follows_registration(case):
        return
    versions = next_version(tx, portal.parts(case).rules, case)
    if versions.differences:
        add_submission(tx, versions.new)
        change(tx, case, version=versions.new.version, code=versions.new.code)
