"""Faults of what is corrected: the code of before, the version of before, the money of before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from mock_portal.domain.case import Case, SavedPage, Values
from mock_portal.domain.catalogue.sheet import Sheet
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Use
from mock_portal.domain.terms import OrderStatus, Page, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema as s
from mock_portal.store.materials import Material, list_materials
from mock_portal.store.submissions import Submission, find_submission


class CodeOfSomePages(Filing):
    """The code stays as it was where none of the pages that are looked at was changed."""

    looked_at: frozenset[Page]

    def submission(self, tx: Connection, rules: Rules, case: Case, submission: Submission, received: datetime) -> None:
        before = find_submission(tx, submission.enrollment_id, submission.version - 1)
        if before and self._told(before) == self._told(submission):
            submission = replace(submission, code=before.code)
        super().submission(tx, rules, case, submission, received)

    def _told(self, submission: Submission) -> list[dict[str, Any]]:
        """As it reads out of the store, where a list of ticks is no tuple."""
        pages = (submission.content.values[page.value] for page in self.looked_at)
        return [{name: value if isinstance(value, str) else list(value) for name, value in p.items()} for p in pages]


@fault("code-overlooks-some-pages", "R3.n2a", "Q9")
class CodeOverlooksSomePages(CodeOfSomePages):
    """Only a change of address or employer makes another code."""

    looked_at = frozenset({Page.CONTACT, Page.EMPLOYMENT})


@fault("code-overlooks-the-contact", "R3.n2a", "Q9")
class CodeOverlooksTheContact(CodeOfSomePages):
    """Whoever corrects 联系方式 keeps the code of before."""

    looked_at = frozenset(Page) - {Page.CONTACT}


@fault("specialty-fixed-by-the-first-submission", "R3.1d")
class SpecialtyFixedByTheFirstSubmission(Rules):
    """After a withdrawal 报考专业 is quietly kept as it was submitted first."""

    def saved_page(self, sheet: Sheet) -> SavedPage:
        saved, before = super().saved_page(sheet), sheet.case.enrollment.values(Page.SPECIALTY)
        if sheet.page is not Page.SPECIALTY or not sheet.case.enrollment.version:
            return saved
        return replace(saved, values={**saved.values, "specialty": before["specialty"]})


@fault("institution-reads-the-first-version", "R4.3b", "R3.1e")
class InstitutionReadsTheFirstVersion(Filing):
    """In online areas the desks go on reading what was submitted first."""

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        return find_submission(tx, case.enrollment.id, 1) if case.area.confirms_online else super().submitted(tx, case)


@fault("reviewers-read-the-first-version", "R5.1a", "R3.1e", "D12")
class ReviewersReadTheFirstVersion(Filing):
    """Once confirmed, an enrollment is shown as it was submitted first."""

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        waiting = case.state is State.SUBMITTED
        return super().submitted(tx, case) if waiting else find_submission(tx, case.enrollment.id, 1)


@fault("institution-sees-the-scans-of-before", "R4.3b", "Q20")
class InstitutionSeesTheScansOfBefore(Filing):
    """After a repair the institution opens the scans that it has rejected, under the names of the new ones."""

    def materials_of(self, tx: Connection, case: Case) -> list[Material]:
        now, first = list_materials(tx, case.enrollment.id), find_submission(tx, case.enrollment.id, 1)
        before = first.material_files if first else ()
        return [replace(new, file_id=old) for new, old in zip(now, before, strict=False)] if before else now


@fault("correction-beside-the-fee-keeps-the-money", "Q37", "D7")
class CorrectionBesideTheFeeKeepsTheMoney(Filing):
    """A correction that leaves the fee ends the approval, is to be paid for again, and gives nothing back."""

    def correction(
        self,
        tx: Connection,
        rules: Rules,
        case: Case,
        submission: Submission,
        pages: Mapping[Page, SavedPage],
        **by: Any,
    ) -> State:
        state = super().correction(tx, rules, case, submission, pages, **by)
        if _subjects(pages) == _subjects(case.enrollment.pages):
            mine = s.payment_order.c.enrollment_id == case.enrollment.id
            numbers = select(s.payment_order.c.number).where(mine)
            tx.execute(update(s.payment).where(s.payment.c.order_number.in_(numbers)).values(use=Use.COUNTS.value))
            refunded = mine & (s.payment_order.c.status == OrderStatus.REFUNDED.value)
            tx.execute(update(s.payment_order).where(refunded).values(status=OrderStatus.PAID.value))
        return state


def _subjects(pages: Mapping[Page, SavedPage]) -> list[str]:
    values: Values = pages[Page.SPECIALTY].values
    return sorted(values.get("subjects", ()))


@fault("second-employer-lost", "R2.4.6b")
class SecondEmployerLost(Rules):
    """Whoever picks another employer than before keeps the first one."""

    def settled(self, sheet: Sheet) -> Values:
        values, before = super().settled(sheet), sheet.case.enrollment.values(Page.EMPLOYMENT)
        if sheet.page is Page.EMPLOYMENT and before.get("employer_id") and "employer_id" in values:
            return {**values, "employer": before["employer"], "employer_id": before["employer_id"]}
        return values
