"""All enrollments of a project, chunk by chunk: cases, what was submitted, what was ordered and paid."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from mock_portal.domain.case import Case
from mock_portal.domain.rules.payment import Order, Use
from mock_portal.domain.terms import State
from mock_portal.store import schema as s
from mock_portal.store.enrollments import Cases
from mock_portal.store.payments import order_of
from mock_portal.store.reads import Read

_e, _u, _o, _m = s.enrollment.c, s.submission.c, s.payment_order.c, s.payment.c
_CONTENTS = (
    select(_u.enrollment_id, _u.content)
    .join_from(s.enrollment, s.submission, (_u.enrollment_id == _e.id) & (_u.version == _e.version))
    .where(_e.id.in_(bindparam("enrollments", expanding=True)))
)
_MONEY = (
    select(*_o, _m.amount.label("received"), _m.use, _m.refunded_at)
    .outerjoin_from(s.payment_order, s.payment, _m.order_number == _o.number)
    .where(_o.enrollment_id.in_(bindparam("enrollments", expanding=True)))
    .order_by(_o.created_at, _o.number)
)
_WAS_SUBMITTED = _e.version > 0
_STATES = Read(
    select(_e.area, _e.city, _e.state, _WAS_SUBMITTED.label("submitted"), func.count().label("number"))
    .where(_e.project_id == bindparam("project"))
    .group_by(_e.area, _e.city, _e.state, _WAS_SUBMITTED)
)
_AFTER = Cases((_e.project_id == bindparam("project")) & (_e.account_id > bindparam("account")), _e.account_id)


@dataclass(frozen=True, slots=True)
class Alike:
    """So many enrollments of a city that are stored in one state; a draft may have been submitted before."""

    area: str
    city: str
    state: State
    submitted: bool
    number: int


@dataclass(slots=True)
class Money:
    """What was ordered, oldest first, and paid for one enrollment, in fen; ``pending`` must go back and has not yet."""

    orders: list[Order]
    received: int = 0
    refunded: int = 0
    pending: int = 0


def cases_after(tx: Connection, project_id: int, account_id: int, real_now: datetime, *, limit: int) -> list[Case]:
    """The next enrollments in the order of their accounts, which is that of an index."""
    return _AFTER.first(tx, limit, real_now, project=project_id, account=account_id)


def contents_of(tx: Connection, enrollment_ids: Sequence[int]) -> Mapping[int, Any]:
    """The content of the latest submission of each, where there is one."""
    rows = tx.execute(_CONTENTS, {"enrollments": enrollment_ids})
    return {row.enrollment_id: row.content for row in rows}


def money_of(tx: Connection, enrollment_ids: Sequence[int]) -> Mapping[int, Money]:
    """Orders and payments of each."""
    found: defaultdict[int, Money] = defaultdict(lambda: Money([]))
    for row in tx.execute(_MONEY, {"enrollments": enrollment_ids}):
        money = found[row.enrollment_id]
        if not money.orders or money.orders[-1].number != row.number:
            money.orders.append(order_of(row))
        if row.received is not None:
            _add(money, row.received, goes_back=row.use == Use.REFUND.value, is_back=row.refunded_at is not None)
    return found


def _add(money: Money, amount: int, *, goes_back: bool, is_back: bool) -> None:
    money.received += amount
    if goes_back and is_back:
        money.refunded += amount
    elif goes_back:
        money.pending += amount


def alike(tx: Connection, project_id: int) -> list[Alike]:
    """The enrollments of a project, however many, in groups for all of which the same deadline counts."""
    return [
        Alike(row.area, row.city, State(row.state), submitted=bool(row.submitted), number=row.number)
        for row in _STATES.all(tx, project=project_id)
    ]
