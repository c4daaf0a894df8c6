"""Letting real time seem to pass for one account or one QR ticket, so that no rehearsal has to wait."""

from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, select, type_coerce, update

from mock_portal.store import schema as s


def earlier(column: Column[Any], seconds: int) -> ColumnElement[int]:
    """The moment in ``column``, so many seconds earlier."""
    return type_coerce(column, BigInteger) - timedelta(seconds=seconds) // s.MICROSECOND


def age_account(tx: Connection, id_number: str, seconds: int) -> None:
    """Move the session and the lock of this person into the past."""
    account = select(s.account.c.id).where(s.account.c.id_number == id_number).scalar_subquery()
    tx.execute(
        update(s.session).where(s.session.c.account_id == account).values(seen_at=earlier(s.session.c.seen_at, seconds))
    )
    tx.execute(
        update(s.account)
        .where(s.account.c.id_number == id_number, s.account.c.locked_until.is_not(None))
        .values(locked_until=earlier(s.account.c.locked_until, seconds))
    )


def age_ticket(tx: Connection, ticket: str, seconds: int) -> None:
    """Bring the end of a QR ticket's life nearer."""
    tx.execute(
        update(s.qr_ticket)
        .where(s.qr_ticket.c.ticket == ticket)
        .values(expires_at=earlier(s.qr_ticket.c.expires_at, seconds))
    )
