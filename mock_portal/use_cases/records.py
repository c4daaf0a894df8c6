"""报名数据: one record per enrollment of a project, in constant memory however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.payable import Payable, payable_of
from mock_portal.domain.rules import Rules
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.records import Money, cases_after, money_of

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One enrollment as the clock sees it; amounts in fen, ``abandonment`` empty unless it has lapsed."""

    enrollment_id: int
    id_number: str
    name: str
    username: str
    area: str
    city: str
    institution: str
    state: str
    abandonment: str
    version: int
    revision: int
    verification_code: str
    submitted_at: datetime | None
    specialty: str
    subjects: tuple[str, ...]
    due: int
    orders: tuple[str, ...]
    paid: int
    refunded: int
    refund_pending: int
    success: bool


def records(tx: Connection, project_id: int, real_now: datetime) -> Iterator[Record]:
    """All enrollments of a project in the order of their accounts, those without a submission too."""
    account_id = 0
    while found := cases_after(tx, project_id, account_id, real_now, limit=CHUNK):
        ids = [case.enrollment.id for case in found]
        parts = parts_with(found[0].project.faults)
        contents, money = parts.filing.contents(tx, ids), money_of(tx, ids)
        for case in found:
            yield _record(
                parts.rules, case, contents.get(case.enrollment.id), money.get(case.enrollment.id) or Money([])
            )
        account_id = found[-1].enrollment.account_id


def stream_records(portal: Portal, project_id: int) -> Iterator[Record]:
    """The same, with a connection that is held while somebody reads on."""
    with portal.reading() as tx:
        yield from records(tx, project_id, portal.now())


def _record(rules: Rules, case: Case, content: Any, money: Money) -> Record:
    standing, enrollment, person = rules.standing(case), case.enrollment, case.person
    payable = _payable(content)
    fee = rules.amount(case, on_paper=payable.on_paper, subjects=payable.subjects) if payable else 0
    due = rules.amount_due(rules.order_that_counts(money.orders[::-1], case), fee)
    return Record(
        enrollment_id=enrollment.id,
        id_number=person.id_number,
        name=person.name,
        username=person.username,
        area=enrollment.area,
        city=enrollment.city,
        institution=enrollment.institution,
        state=standing.state.value,
        abandonment=standing.why.value if standing.why else "",
        version=enrollment.version,
        revision=enrollment.revision,
        verification_code=enrollment.code or "",
        submitted_at=enrollment.submitted_at,
        specialty=payable.specialty if payable else "",
        subjects=tuple(payable.subjects) if payable else (),
        due=due if rules.pays_online(case) else 0,
        orders=tuple(order.number for order in money.orders),
        paid=money.received,
        refunded=money.refunded,
        refund_pending=money.pending,
        success=rules.succeeded(case),
    )


def _payable(content: Any) -> Payable | None:
    """None also for a submission that should never have been accepted: it must be seen here, not stop the list."""
    try:
        return payable_of(content) if content else None
    except ValueError:
        return None
