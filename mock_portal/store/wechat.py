"""QR tickets, and which WeChat is bound to which account."""

from datetime import timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from mock_portal.domain.case import Person
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus
from mock_portal.signed import is_signed
from mock_portal.store import schema as s
from mock_portal.store.accounts import person_of
from mock_portal.store.reads import Read
from mock_portal.store.writes import Write, row_of

_t = s.qr_ticket.c
_TICKET = select(s.qr_ticket).where(_t.ticket == bindparam("ticket"))
_SHOWN, _LOCKED = Read(_TICKET), Read(_TICKET.with_for_update())
_BOUND_TO = select(s.account).where(s.account.c.wechat_openid == bindparam("openid"))
_HOLDER, _HOLDER_LOCKED = Read(_BOUND_TO), Read(_BOUND_TO.with_for_update())
_OWN = Read(select(s.account.c.wechat_openid).where(s.account.c.id == bindparam("account")).with_for_update())
_PERSON = Read(select(s.account).where(s.account.c.id == bindparam("account")))
_ADD = row_of(s.qr_ticket)
_FORGET = Write(delete(s.qr_ticket).where(_t.expires_at < bindparam("before")))
_SET = Write(update(s.qr_ticket).where(_t.ticket == bindparam("which")), ["status", "account_id"])
KEPT_AFTER_EXPIRY = timedelta(minutes=10)  # so that a dead code is told apart from an invented one for a while


def add_ticket(tx: Connection, ticket: Ticket) -> None:
    """Store a fresh ticket; whatever died some time ago goes."""
    _FORGET.run(tx, before=ticket.expires_at - KEPT_AFTER_EXPIRY)
    _ADD.run(
        tx,
        ticket=ticket.ticket,
        purpose=ticket.purpose.value,
        browser=ticket.browser,
        account_id=ticket.account_id,
        status=ticket.status.value,
        expires_at=ticket.expires_at,
    )


def find_ticket(tx: Connection, ticket: str, *, lock: bool = False) -> Ticket | None:
    """The ticket of that name; with ``lock`` nobody else changes it before this transaction ends."""
    row = (_LOCKED if lock else _SHOWN).one(tx, ticket=ticket)
    if row is None:
        return None
    return Ticket(
        row.ticket, Purpose(row.purpose), row.browser, row.account_id, TicketStatus(row.status), row.expires_at
    )


def set_ticket(tx: Connection, ticket: str, status: TicketStatus, account_id: int | None) -> None:
    """Note how far a ticket has come."""
    _SET.run(tx, which=ticket, status=status.value, account_id=account_id)


def holder_of(tx: Connection, openid: str, *, lock: bool = False) -> Person | None:
    """Whose account this WeChat is bound to; with ``lock`` it stays so until this transaction ends."""
    row = (_HOLDER_LOCKED if lock else _HOLDER).one(tx, openid=openid)
    return person_of(row) if row else None


def person_by_id(tx: Connection, account_id: int) -> Person | None:
    """The account of that id."""
    row = _PERSON.one(tx, account=account_id)
    return person_of(row) if row else None


def own_openid(tx: Connection, account_id: int) -> str | None:
    """The WeChat that is bound to this account."""
    found = _OWN.one(tx, account=account_id)
    return found.wechat_openid if found else None


def set_openid(tx: Connection, account_id: int, openid: str | None) -> None:
    """Bind a WeChat, or none.

    Raises:
        sqlalchemy.exc.IntegrityError: it is bound to another account.
    """
    tx.execute(update(s.account).where(s.account.c.id == account_id).values(wechat_openid=openid))


def end_codes(tx: Connection, account_id: int) -> None:
    """Let codes sign nobody in that a phone has confirmed for this account and no browser has used yet."""
    confirmed = (_t.account_id == account_id) & (_t.status == TicketStatus.CONFIRMED.value)
    tx.execute(update(s.qr_ticket).where(confirmed).values(status=TicketStatus.UNBOUND.value))


class WechatAccounts:
    """Which account a WeChat opens: the one it is bound to, and no other (R1.2b, Q44, Q46)."""

    def tells(self, secret: str, body: bytes, signature: str) -> bool:
        """Whether the WeChat service itself wrote a message; nobody else knows what a phone has said (Q45)."""
        return is_signed(secret, body, signature)

    def account_of(self, tx: Connection, openid: str) -> Person | None:
        """Who signs in with this WeChat; nobody, and no new account, if it is not bound."""
        return holder_of(tx, openid, lock=True)

    def answer(self, tx: Connection, ticket: Ticket, person: Person, *, confirms: bool) -> None:
        """Let a code sign in who says yes; whoever only looks at it leaves it as it was (Q45)."""
        if confirms:
            set_ticket(tx, ticket.ticket, TicketStatus.CONFIRMED, person.id)

    def holder(self, tx: Connection, openid: str) -> Person | None:
        """Whose it is already, when somebody wants to bind it."""
        return holder_of(tx, openid)

    def bind(self, tx: Connection, account_id: int, openid: str) -> None:
        """Bind it; the store itself refuses a WeChat that is somebody else's."""
        set_openid(tx, account_id, openid)

    def unbind(self, tx: Connection, account_id: int) -> None:
        """Loosen it; what it has confirmed shortly before opens nothing either (R1.2b)."""
        set_openid(tx, account_id, None)
        end_codes(tx, account_id)
