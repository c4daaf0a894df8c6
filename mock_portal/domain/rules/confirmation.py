"""报名确认 at the registration point, the exam site or the online-confirmation institution (R4, Q20-Q22)."""

from collections.abc import Collection
from dataclasses import dataclass

from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import clock_time, moment
from mock_portal.domain.rules.submission import SubmissionRules
from mock_portal.domain.rules.typed import shows_nothing
from mock_portal.domain.terms import EDITABLE, Role, State


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody at a desk, and what it is responsible for: the narrower fields are empty for the wider roles."""

    id: int
    project_id: int
    role: Role
    name: str
    area: str = ""
    city: str = ""
    unit: str = ""  # the registration point or the institution


@dataclass(frozen=True, slots=True)
class Sight:
    """What of an enrollment somebody at a desk had on the screen when deciding: its version and its revision."""

    version: int
    revision: int


def span(window: Window) -> str:
    """A window as the screen shows it."""
    return f"{clock_time(window.opens)} 至 {moment(window.closes)}"


class ConfirmationRules(SubmissionRules):
    """Who may confirm what, when, and upon which code."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        """Whether this enrollment is this desk's business (section 4, separation of duties)."""
        enrollment = case.enrollment
        if staff.project_id != case.project.id:
            return False
        match staff.role:
            case Role.CENTER:
                return True
            case Role.AREA:
                return staff.area == enrollment.area
            case Role.SITE | Role.POINT:
                return (staff.area, staff.city) == (enrollment.area, enrollment.city)
            case Role.INSTITUTION:
                chosen = (enrollment.area, enrollment.city, enrollment.institution)
                return (staff.area, staff.city, staff.unit) == chosen
        return False

    def scope_refused(self, staff: Staff, case: Case) -> Refusal | None:
        """The refusal of somebody else's enrollment."""
        return None if self.in_scope(staff, case) else refuse(Reason.OUT_OF_SCOPE)

    def lies_there(self, files: Collection[int], file_id: int) -> bool:
        """Whether a file is one of those that hang on the enrollment which a desk has opened (D26)."""
        return file_id in files

    def may_confirm(self, staff: Staff, case: Case) -> bool:
        """On-site areas: point or site (R4.4a); online areas: the chosen institution (Q22)."""
        if case.area.confirms_online:
            return staff.role is Role.INSTITUTION
        return staff.role in {Role.POINT, Role.SITE}

    def confirmation_refused(self, staff: Staff, case: Case) -> Refusal | None:
        """Why a desk can neither confirm nor refuse this enrollment now, whatever the form it holds."""
        if refusal := self.scope_refused(staff, case):
            return refusal
        if not self.may_confirm(staff, case):
            return refuse(Reason.FORBIDDEN)
        if not self.is_open(case.area.timetable.confirmation, case.now):
            return refuse(Reason.CONFIRMATION_CLOSED, window=span(case.area.timetable.confirmation))
        if refusal := self.abandonment_refused(case):
            return refusal
        if case.state is State.DRAFT:
            return refuse(Reason.NOT_SUBMITTED, state=self.state_text(case))
        if case.state is not State.SUBMITTED:
            return refuse(Reason.NOT_IN_TURN, state=self.state_text(case))
        return None

    def form_refused(self, case: Case, code: str) -> Refusal | None:
        """Whether the printed form is the one of the latest submission (R3.n2c, Q8, Q9)."""
        return None if self.code_is_current(case, code) else refuse(Reason.STALE_FORM)

    def code_is_current(self, case: Case, code: str) -> bool:
        """Whether ``code`` belongs to the submission that stands now."""
        return case.state not in EDITABLE and case.enrollment.code == code

    def form_follows_registration(self, case: Case) -> bool:
        """Whether a correction of the registration makes the form one of before: while it is still to be confirmed (D12)."""
        return self.standing(case).state is State.SUBMITTED

    def version_refused(self, case: Case, seen: Sight) -> Refusal | None:
        """A desk decides upon what it looked at, never upon a version or a decision that it has not seen (Q15)."""
        enrollment = case.enrollment
        unchanged = seen == Sight(enrollment.version, enrollment.revision)
        return None if unchanged else refuse(Reason.CHANGED_MEANWHILE)

    def needs_form(self, case: Case) -> bool:
        """Whether the desk must hold the printed form: in on-site areas; online the materials take its place (Q13)."""
        return not case.area.confirms_online

    def form_decision_refused(self, staff: Staff, case: Case, code: str) -> Refusal | None:
        """Why a desk can decide nothing upon the form with this code.

        Somebody else's form is refused before anything is said about it; an outdated one before its state is.
        """
        return (
            self.scope_refused(staff, case) or self.form_refused(case, code) or self.confirmation_refused(staff, case)
        )

    def materials_decision_refused(self, staff: Staff, case: Case) -> Refusal | None:
        """Why a desk can decide nothing upon the uploaded materials; without materials there is nothing to decide."""
        if refusal := self.scope_refused(staff, case):
            return refusal
        return refuse(Reason.FORBIDDEN) if self.needs_form(case) else self.confirmation_refused(staff, case)

    def reason_refused(self, reason: str) -> Refusal | None:
        """A desk that says no must say why."""
        return refuse(Reason.REASON_MISSING) if shows_nothing(reason) else None
