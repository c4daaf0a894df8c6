"""Signed-in sessions of candidates and of staff; a token is stored only as its hash."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, delete, select, update

from mock_portal.domain.case import Person
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role
from mock_portal.store import schema as s
from mock_portal.store.projects import named_faults
from mock_portal.store.reads import Read
from mock_portal.store.writes import Write, row_of

_CANDIDATE = Read(
    select(s.session.c.seen_at, *s.account.c, s.project.c.faults)
    .join_from(s.session, s.account, s.account.c.id == s.session.c.account_id)
    .join(s.admission, s.admission.c.id_number == s.account.c.id_number, isouter=True)
    .join(s.project, s.project.c.id == s.admission.c.project_id, isouter=True)
    .where(s.session.c.token_hash == bindparam("token_hash"))
)
_FAULTS_OF_ACCOUNT = Read(
    select(s.project.c.faults)
    .join(s.admission, s.admission.c.project_id == s.project.c.id)
    .join(s.account, s.account.c.id_number == s.admission.c.id_number)
    .where(s.account.c.id == bindparam("account"))
)
_STAFF = Read(
    select(s.session.c.seen_at, *s.staff.c, s.project.c.faults)
    .join_from(s.session, s.staff, s.staff.c.id == s.session.c.staff_id)
    .join(s.project, s.project.c.id == s.staff.c.project_id)
    .where(s.session.c.token_hash == bindparam("token_hash"))
)
_BEGIN = row_of(s.session)
_OF_TOKEN = s.session.c.token_hash == bindparam("hash")
_TOUCH, _END = Write(update(s.session).where(_OF_TOKEN), ["seen_at"]), Write(delete(s.session).where(_OF_TOKEN))


def hashed(token: str) -> str:
    """The form in which a token is stored."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a session belongs to, when it was last used (real time), and faults of the owner's projects."""

    seen_at: datetime
    person: Person | None = None
    staff: Staff | None = None
    faults: tuple[str, ...] = ()


def candidate_of(tx: Connection, token: str) -> SignedIn | None:
    """The candidate signed in under this token."""
    rows = _CANDIDATE.all(tx, token_hash=hashed(token))  # one for each project that admits the person
    if not rows:
        return None
    row = rows[0]
    person = Person(
        id=row.id,
        username=row.username,
        name=row.name,
        id_type=row.id_type,
        id_number=row.id_number,
        sex=row.sex,
        birth_date=row.birth_date,
        nationality=row.nationality,
        foreign_nationality=row.foreign_nationality,
        photo_file=row.photo_file,
        wechat_bound=row.wechat_openid is not None,
    )
    return SignedIn(row.seen_at, person=person, faults=named_faults(each.faults for each in rows))


def staff_of(tx: Connection, token: str) -> SignedIn | None:
    """The member of staff signed in under this token."""
    row = _STAFF.one(tx, token_hash=hashed(token))
    if row is None:
        return None
    staff = Staff(row.id, row.project_id, Role(row.role), row.name, row.area, row.city, row.unit)
    return SignedIn(row.seen_at, staff=staff, faults=named_faults([row.faults]))


def faults_of_account(tx: Connection, account_id: int) -> tuple[str, ...]:
    """Faults of the projects that admit the owner of this account."""
    return named_faults(row.faults for row in _FAULTS_OF_ACCOUNT.all(tx, account=account_id))


def begin_session(
    tx: Connection, token: str, now: datetime, *, account_id: int | None = None, staff_id: int | None = None
) -> None:
    """Sign somebody in under a fresh token."""
    _BEGIN.run(tx, token_hash=hashed(token), account_id=account_id, staff_id=staff_id, seen_at=now)


def touch_session(tx: Connection, token: str, now: datetime) -> None:
    """Note that a session is in use."""
    _TOUCH.run(tx, hash=hashed(token), seen_at=now)


def end_session(tx: Connection, token: str) -> None:
    """Sign out."""
    _END.run(tx, hash=hashed(token))
