"""Entries of 【学历学位信息维护】 as form pages refer to them."""

from sqlalchemy import Connection, bindparam, select

from mock_portal.domain.case import Credential
from mock_portal.store import schema as s
from mock_portal.store.reads import Read

_c = s.credential.c
_OF_ACCOUNT = Read(
    select(_c.id, _c.kind, _c.level, _c.school, _c.major, _c.obtained_on, _c.certificate_no, _c.verification)
    .where(_c.account_id == bindparam("account"))
    .order_by(_c.id)
)


def list_credentials(tx: Connection, account_id: int) -> list[Credential]:
    """All entries of an account, oldest first, whether they may be used or not."""
    return [Credential(*row) for row in _OF_ACCOUNT.all(tx, account=account_id)]
