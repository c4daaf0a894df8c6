"""Faults that strike bystanders: what is done for one candidate is done to everybody of the project."""

from typing import Any

from sqlalchemy import Connection, Select, delete, select

from mock_portal.clearing import Clearing
from mock_portal.domain.case import Case
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema
from mock_portal.store.payments import close_open_orders, mark_refunded, pending_refunds, turn_into_refunds


def of_project(case: Case) -> Select[Any]:
    """The enrollments among which the faulty statement does not look for the right one."""
    return select(schema.enrollment.c.id).where(schema.enrollment.c.project_id == case.project.id)


@fault("one-refund-for-all", "Q37", "Q40", "D8")
class OneRefundForAll(Filing):
    """When one approval ends, everybody's money goes back, and everybody's paid order is called 已退款."""

    def take_back(self, tx: Connection, case: Case) -> None:
        for enrollment_id in tx.execute(of_project(case)).scalars():
            turn_into_refunds(tx, enrollment_id)
        super().take_back(tx, case)


@fault("one-payment-closes-all-orders", "D8", "Q29")
class OnePaymentClosesAllOrders(Filing):
    """When one candidate has paid, the open orders of all others are called 已超时关闭."""

    def close_orders(self, tx: Connection, case: Case) -> None:
        for enrollment_id in tx.execute(of_project(case)).scalars():
            close_open_orders(tx, enrollment_id, case.now)


@fault("refunds-written-off-together", "Q33", "Q34", "D5")
class RefundsWrittenOffTogether(Filing):
    """One refund that the platform has made settles all that are pending: the others are called 已退回 and never are."""

    def refunded(self, tx: Connection, case: Case, transaction: str) -> None:  # noqa: ARG002  whichever it was
        for enrollment_id in tx.execute(of_project(case)).scalars():
            for pending in pending_refunds(tx, enrollment_id=enrollment_id):
                mark_refunded(tx, pending.receipt.transaction, case.now)


@fault("area-change-clears-everybodys-materials", "R2.2.n2a", "D31")
class AreaChangeClearsEverybodysMaterials(Clearing):
    """“修改考区” of one candidate takes the uploaded materials of all others away, too."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        tx.execute(delete(schema.material).where(schema.material.c.enrollment_id.in_(of_project(case))))
        return super().clear(tx, case)
