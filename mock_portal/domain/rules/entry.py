"""Entering a project: its window, the choice of the area, the two documents to agree to (R2.1-R2.3, Q1, Q3)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case, Person, Project
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import moment

DOCUMENTS = ("重要声明", "考生诚信考试承诺书")


class EntryRules:
    """Who may begin an enrollment, and where."""

    def entry_refused(self, project: Project, now: datetime) -> Refusal | None:
        """Why nobody can begin an enrollment in this project now."""
        return self.window_refused(project.registration, now)

    def area_entry_refused(self, area: Area | None, now: datetime) -> Refusal | None:
        """Why nobody can begin an enrollment in this area; ``None`` for one that the project does not have."""
        if area is None:
            return refuse(Reason.UNKNOWN_AREA)
        if area.timetable.confirmation.is_over(now):
            return refuse(Reason.REGISTRATION_CLOSED, deadline=moment(area.timetable.first_submission_closes))
        return self.window_refused(area.timetable.registration, now)

    def areas_offered(self, areas: Sequence[Area]) -> tuple[str, ...]:
        """The provinces to choose from: all that take part (R2.2a, D4)."""
        return tuple(area.name for area in areas)

    def window_refused(self, window: Window, now: datetime) -> Refusal | None:
        """Before registration and after it (Q2, Q3)."""
        if window.is_over(now):
            return refuse(Reason.REGISTRATION_CLOSED, deadline=moment(window.closes))
        return None if window.holds(now) else refuse(Reason.PROJECT_CLOSED)

    def unbound_refused(self, person: Person) -> Refusal | None:
        """Unbinding blocks enrollment until a WeChat is bound again, for who is in the middle of it, too (Q46)."""
        return None if person.wechat_bound else refuse(Reason.BASICS_INCOMPLETE, missing="微信绑定")

    def agreement_refused(self, agreed: Collection[str]) -> Refusal | None:
        """“同意” is wanted for each document (R2.3b)."""
        missing = [name for name in DOCUMENTS if name not in agreed]
        return refuse(Reason.NOT_AGREED, documents=documents_named(missing)) if missing else None

    def notice_refused(self, case: Case) -> Refusal | None:
        """Nothing can be filled in before the documents of this area were agreed to (R2.3)."""
        return None if case.enrollment.agreed else refuse(Reason.NOT_AGREED, documents=documents_named(DOCUMENTS))

    def consent_refused(self, case: Case, area: str) -> Refusal | None:
        """Consents count for the area whose notice was read, not for one entered in another tab (R2.3b, Q48)."""
        here = case.enrollment.area
        return None if area == here else refuse(Reason.OTHER_AREA, area=here)

    def stays_in_area(self, case: Case, area: str) -> bool:
        """“修改考区” to the same province changes nothing (Q18)."""
        return case.enrollment.area == area


def documents_named(names: Collection[str]) -> str:
    """Names of documents as they stand in a sentence."""
    return "、".join(f"《{name}》" for name in names)
