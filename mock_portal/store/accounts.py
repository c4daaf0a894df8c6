"""Accounts: finding one to sign in, making one, its photo, its entries, taking it away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select

from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import CredentialEntry, CredentialKind, Verification
from mock_portal.domain.registration import Enrolled, Login, date_of
from mock_portal.domain.terms import State
from mock_portal.store import schema as s
from mock_portal.store.reads import Read, Row
from mock_portal.store.writes import Write, change_of, row_of

CORRECTABLE = ("name", "id_type", "sex", "birth_date", "nationality", "foreign_nationality")

_a = s.account.c
_LOGIN = select(
    _a.id,
    _a.username,
    _a.id_number,
    _a.password_hash,
    _a.question,
    _a.answer_hash,
)
_BY_NAME = Read(_LOGIN.where(or_(_a.id_number == bindparam("id_number"), _a.username == bindparam("username"))))
_LOCK_STATE = Read(select(_a.failed_sign_ins, _a.locked_until).where(_a.id == bindparam("account")).with_for_update())
_OF_NUMBER = select(s.account).where(_a.id_number == bindparam("id_number"))
_BY_NUMBER, _LOCKED_BY_NUMBER = Read(_OF_NUMBER), Read(_OF_NUMBER.with_for_update())
_NAMES_TAKEN = select(_a.username, _a.id_number).where(
    or_(
        _a.id_number.in_(bindparam("numbers", expanding=True)),
        _a.username.in_(bindparam("usernames", expanding=True)),
    )
)
_OVERVIEW = Read(
    select(
        select(func.count())
        .where(s.credential.c.account_id == bindparam("account"), s.credential.c.kind == "education")
        .scalar_subquery()
        .label("educations"),
        select(func.count())
        .where(s.enrollment.c.account_id == bindparam("account"))
        .scalar_subquery()
        .label("enrollments"),
        exists()
        .where(s.enrollment.c.account_id == bindparam("account"), s.enrollment.c.photo_file.is_not(None))
        .label("photo_confirmed"),
    )
)
_PHOTO = Read(select(_a.photo_file).where(_a.id == bindparam("account")))
_TURNED_OUT = Write(delete(s.session).where(s.session.c.account_id == bindparam("account")))
_ADD_CREDENTIAL = row_of(s.credential)
_LOCKED = Read(select(_a.id).where(_a.id == bindparam("account")).with_for_update())
_ENROLLMENTS_LOCKED = Read(
    select(s.enrollment.c.id).where(s.enrollment.c.account_id == bindparam("account")).with_for_update()
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What hangs on an account: entries of 学历, enrollments, and whether one of these confirmed the photo."""

    educations: int
    enrollments: int
    photo_confirmed: bool


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Everything that is stored of a registration."""

    username: str
    name: str
    id_type: str
    id_number: str
    password_hash: str
    sex: str
    birth_date: date | None
    nationality: str
    foreign_nationality: str
    question: str
    answer_hash: str


def person_of(row: Row) -> Person:
    """The person of a row that holds all columns of the table."""
    return Person(
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


def find_person(tx: Connection, id_number: str, *, lock: bool = False) -> Person | None:
    """The account of this ID number (in its normal form); with ``lock`` locked as by ``lock_account``."""
    row = (_LOCKED_BY_NUMBER if lock else _BY_NUMBER).one(tx, id_number=id_number)
    return person_of(row) if row else None


def find_logins(tx: Connection, id_number: str, username: str) -> list[Login]:
    """The accounts of this ID number and of this user name."""
    rows = _BY_NAME.all(tx, id_number=id_number, username=username)
    return [Login(r.id, r.username, r.id_number, r.password_hash, r.question, r.answer_hash) for r in rows]


def lock_state(tx: Connection, account_id: int) -> tuple[int, datetime | None] | None:
    """Failures and lock, kept from others until the transaction ends; None if the account is gone."""
    row = _LOCK_STATE.one(tx, account=account_id)
    return (row.failed_sign_ins, row.locked_until) if row else None


def set_lock_state(tx: Connection, account_id: int, failures: int, locked_until: datetime | None) -> None:
    """Note failures and lock."""
    _change(tx, account_id, failed_sign_ins=failures, locked_until=locked_until)


def set_password(tx: Connection, account_id: int, password_hash: str) -> None:
    """A new password; whoever is signed in with the old one is signed out."""
    _change(tx, account_id, password_hash=password_hash)
    _TURNED_OUT.run(tx, account=account_id)


def _change(tx: Connection, account_id: int, **columns: Any) -> None:
    change_of(s.account, frozenset(columns)).run(tx, changed=account_id, **columns)


def number_taken(tx: Connection, id_number: str) -> bool:
    """Whether an account has this ID number."""
    return find_person(tx, id_number) is not None


def username_taken(tx: Connection, username: str) -> bool:
    """Whether this user name is somebody's user name or somebody's ID number (Q43)."""
    keys = {"numbers": [username.upper()], "usernames": [username.lower()]}
    return tx.execute(_NAMES_TAKEN, keys).first() is not None


def is_username(tx: Connection, id_number: str) -> bool:
    """Whether this ID number reads like somebody's user name (Q43)."""
    return bool(find_logins(tx, "", id_number.lower()))


def add_account(tx: Connection, new: NewAccount, now: datetime) -> int:
    """Store a new account and give its id.

    Raises:
        sqlalchemy.exc.IntegrityError: user name or ID number belong to somebody else.
    """
    row = {name: getattr(new, name) for name in NewAccount.__slots__}
    account_id: int = tx.execute(insert(s.account).returning(_a.id), {**row, "created_at": now}).scalar_one()
    return account_id


def lock_account(tx: Connection, account_id: int) -> bool:
    """Nobody else changes what hangs on this account through here before the transaction ends; gives whether it is there."""
    return _LOCKED.one(tx, account=account_id) is not None


def lock_enrollments(tx: Connection, account_id: int) -> None:
    """Nobody else changes the enrollments of this locked account before the transaction ends, nor begins another."""
    _ENROLLMENTS_LOCKED.all(tx, account=account_id)


def overview(tx: Connection, account_id: int) -> Overview:
    """What hangs on an account."""
    row = _OVERVIEW.all(tx, account=account_id)[0]
    return Overview(row.educations, row.enrollments, bool(row.photo_confirmed))


def add_credential(tx: Connection, account_id: int, entry: CredentialEntry, verification: Verification) -> None:
    """Store an entry; nothing here changes or deletes one (Q62)."""
    _ADD_CREDENTIAL.run(
        tx,
        account_id=account_id,
        kind=entry.kind.value,
        level=entry.level,
        school=entry.school,
        major=entry.major,
        obtained_on=date_of(entry.obtained_on),
        certificate_no=entry.certificate_no,
        verification=verification.value,
    )


def count_of_kind(credentials: list[Credential], kind: CredentialKind) -> int:
    """How many of these entries are of this kind."""
    return sum(credential.kind == kind for credential in credentials)


def set_photo(tx: Connection, account_id: int, file_id: int) -> None:
    """Put a new basic photo in the place of the old one, which goes unless an enrollment still shows it."""
    old = _PHOTO.all(tx, account=account_id)[0].photo_file
    _change(tx, account_id, photo_file=file_id)
    if old is not None:
        remove_unused_file(tx, old)


def remove_unused_file(tx: Connection, file_id: int) -> None:
    """Delete a file that neither an enrollment nor a submission refers to."""
    used = or_(
        exists().where(s.enrollment.c.photo_file == file_id),
        exists().where(s.submission.c.photo_file == file_id),
    )
    tx.execute(delete(s.file).where(s.file.c.id == file_id, ~used))


def correct(tx: Connection, person: Person) -> None:
    """Name and kind of document as the site has found them right, with what the document tells (Q53)."""
    _change(tx, person.id, **{column: getattr(person, column) for column in CORRECTABLE})


def enrolled(tx: Connection, account_id: int) -> list[Enrolled]:
    """All enrollments of an account."""
    e = s.enrollment.c
    ordered = exists().where(s.payment_order.c.enrollment_id == e.id).label("has_orders")
    rows = tx.execute(select(e.project_id, e.area, e.city, e.state, ordered).where(e.account_id == account_id))
    return [Enrolled(r.project_id, r.area, r.city, State(r.state), bool(r.has_orders)) for r in rows]


def remove_enrollments(tx: Connection, account_id: int) -> None:
    """Take away every enrollment of an account, none of which has an order, with what hangs on it."""
    own = select(s.enrollment.c.id).where(s.enrollment.c.account_id == account_id)
    for table in (s.material, s.submission, s.audit):
        tx.execute(delete(table).where(table.c.enrollment_id.in_(own)))
    tx.execute(delete(s.enrollment).where(s.enrollment.c.account_id == account_id))


def remove_account(tx: Connection, account_id: int) -> None:
    """Take an account away that has no enrollment.

    Raises:
        sqlalchemy.exc.IntegrityError: it has one after all.
    """
    photo = tx.execute(select(_a.photo_file).where(_a.id == account_id)).scalar_one_or_none()
    for table in (s.session, s.qr_ticket, s.credential):
        tx.execute(delete(table).where(table.c.account_id == account_id))
    tx.execute(delete(s.account).where(_a.id == account_id))
    if photo is not None:
        remove_unused_file(tx, photo)
