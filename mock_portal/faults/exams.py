"""Faults that take one enrollment of a person for another one: those of who is enrolled in two exams at once."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from mock_portal.clearing import Clearing
from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema
from mock_portal.store.enrollments import case_by_id
from mock_portal.store.payments import close_open_orders, turn_into_refunds
from mock_portal.store.projects import PastResult, encode_area, past_results
from mock_portal.store.submissions import Submission, find_submission

_e, _h, _admitted = schema.enrollment.c, schema.history.c, schema.admission.c


def of_person(case: Case) -> Select[Any]:
    """The enrollments in all projects of whoever enrolled here, the latest first."""
    return select(_e.id).where(_e.account_id == case.person.id).order_by(_e.id.desc())


def latest(tx: Connection, case: Case, real_now: datetime, *, lock: bool) -> Case:
    """What a statement finds that looks for the person and not for the project."""
    return case_by_id(tx, tx.execute(of_person(case)).scalars().first() or 0, real_now, lock=lock) or case


@fault("flow-of-the-latest-exam", "R2.1b", "D13")
class FlowOfTheLatestExam(Filing):
    """Whoever enrolls in a second exam sees that enrollment also on the page of the first."""

    def own(self, tx: Connection, case: Case, real_now: datetime, *, lock: bool = False) -> Case:
        return case if lock else latest(tx, case, real_now, lock=lock)


@fault("acts-upon-the-latest-exam", "R3.1c", "D13")
class ActsUponTheLatestExam(Filing):
    """Who submits or withdraws in one exam does it in the exam that was entered last."""

    def own(self, tx: Connection, case: Case, real_now: datetime, *, lock: bool = False) -> Case:
        return latest(tx, case, real_now, lock=lock) if lock else case


@fault("area-change-clears-the-materials-of-all-exams", "R2.2.n2a", "D31")
class AreaChangeClearsTheMaterialsOfAllExams(Clearing):
    """“修改考区” in one exam takes away what was uploaded for another one."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        tx.execute(delete(schema.material).where(schema.material.c.enrollment_id.in_(of_person(case))))
        return super().clear(tx, case)


@fault("desk-of-another-exam-opens-it", "R4.1b", "D26")
class DeskOfAnotherExamOpensIt(Rules):
    """A desk of the same city opens the enrollments of another exam, too: only places are compared."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        return super().in_scope(replace(staff, project_id=case.project.id), case)


@fault("desk-reads-the-latest-exam", "R4.1b", "D12")
class DeskReadsTheLatestExam(Filing):
    """Of who is enrolled in two exams the desks of both read what was submitted for the later one."""

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        found = (find_submission(tx, number, 1) for number in tx.execute(of_person(case)).scalars())
        return next(filter(None, found), None)


@fault("results-of-another-exam", "R2.4.4c", "D20", "D37")
class ResultsOfAnotherExam(Filing):
    """Who passed subjects of one exam last year counts as a returning candidate in another one, too."""

    def past_results(self, tx: Connection, case: Case) -> list[PastResult]:
        exams = select(_h.project_id).where(_h.id_number == case.person.id_number).distinct()
        found = (past_results(tx, exam, case.person.id_number) for exam in tx.execute(exams).scalars())
        return [past for results in found for past in results]


@fault("area-settings-of-all-exams", "Q1", "D2")
class AreaSettingsOfAllExams(Filing):
    """What an area sets for one exam, its deadline after an outage, it has set for all others as well."""

    def settings(self, tx: Connection, project_id: int, area: Area, *, revision: int) -> bool:
        people = select(_admitted.id_number).where(_admitted.project_id == project_id)
        exams = select(_admitted.project_id).where(_admitted.id_number.in_(people))
        everywhere = (schema.area.c.project_id.in_(exams), schema.area.c.name == area.name)
        tx.execute(update(schema.area).where(*everywhere).values(settings=encode_area(area)))
        return super().settings(tx, project_id, area, revision=revision)


@fault("payment-closes-the-orders-of-all-exams", "Q29", "D8")
class PaymentClosesTheOrdersOfAllExams(Filing):
    """Who has paid for one exam finds the open order for another one called 已超时关闭."""

    def close_orders(self, tx: Connection, case: Case) -> None:
        for enrollment_id in tx.execute(of_person(case)).scalars():
            close_open_orders(tx, enrollment_id, case.now)


@fault("one-refund-for-all-exams", "Q37", "D5", "D8")
class OneRefundForAllExams(Filing):
    """When the approval for one exam ends, the money for another one goes back, too."""

    def take_back(self, tx: Connection, case: Case) -> None:
        for enrollment_id in tx.execute(of_person(case)).scalars():
            turn_into_refunds(tx, enrollment_id)
        super().take_back(tx, case)
