"""Submitting, withdrawing, changing the area, printing: what the candidate may do and when (R2.4.8-R3, Q3-Q18)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.entry import EntryRules
from mock_portal.domain.rules.standing import StandingRules, moment
from mock_portal.domain.terms import EDITABLE, Page, State

STATE_TEXTS = {
    State.DRAFT: "未提交报名信息",
    State.SUBMITTED: "已提交报名信息，等待报名确认",
    State.CONFIRM_REJECTED: "确认不通过",
    State.CONFIRMED: "报名确认已通过，等待考点初审",
    State.SITE_PASSED: "考点初审已通过，等待考区终审",
    State.REVIEW_REJECTED: "资格审核不通过",
    State.APPROVED: "资格审核已通过，等待缴费",
    State.PAID: "报名成功",
    State.ABANDONED: "自动放弃本次考试",
}


class SubmissionRules(StandingRules, EntryRules):
    """Rules of the candidate's own acts on a whole enrollment."""

    def edit_refused(self, case: Case) -> Refusal | None:
        """Why the pages, photo and materials cannot be changed now."""
        if refusal := self.abandonment_refused(case):
            return refusal
        if case.state not in EDITABLE:
            return refuse(Reason.NOT_EDITABLE, state=self.state_text(case))
        return self.notice_refused(case)

    def photo_refused(self, case: Case, *, incomplete: str | None) -> Refusal | None:
        """Why “确认使用照片” is refused: the pages come first (R2.4a), and there must be a basic photo."""
        if refusal := self.edit_refused(case):
            return refusal
        if incomplete is not None:
            return refuse(Reason.PAGES_IN_ORDER, page=incomplete)
        return None if case.person.photo_file else refuse(Reason.BASICS_INCOMPLETE, missing="基本照片")

    def other_photo_refused(self, case: Case, shown: int) -> Refusal | None:
        """Nobody confirms a photo that they have not seen: it must be the one on the page that is sent (R2.4.7c, Q48)."""
        return None if case.person.photo_file == shown else refuse(Reason.CHANGED_MEANWHILE)

    def area_change_refused(self, case: Case) -> Refusal | None:
        """“修改考区”: only in the state “未提交报名信息” (R2.2.n1b)."""
        if refusal := self.abandonment_refused(case):
            return refusal
        return None if case.state is State.DRAFT else refuse(Reason.AREA_FIXED)

    def new_area_refused(self, case: Case, area: Area | None) -> Refusal | None:
        """Why one cannot move there: where it is too late to submit, one would be stranded, with no way back (Q3, Q4, Q17)."""
        return self.submission_time_refused(replace(case, area=area)) if area else refuse(Reason.UNKNOWN_AREA)

    def submission_time_refused(self, case: Case) -> Refusal | None:
        """First submission in the registration window, a later one while confirmation is open (Q3), a repair until its own deadline."""
        timetable = case.area.timetable
        if case.state is State.CONFIRM_REJECTED:
            over = self.has_come(timetable.resubmission.closes, case.now)
            return refuse(Reason.RESUBMISSION_CLOSED, deadline=moment(timetable.resubmission.closes)) if over else None
        first = case.enrollment.version == 0
        closes = timetable.first_submission_closes if first else timetable.confirmation.closes
        if self.has_come(closes, case.now):
            return refuse(Reason.REGISTRATION_CLOSED, deadline=moment(closes))
        return None if self.has_come(timetable.registration.opens, case.now) else refuse(Reason.PROJECT_CLOSED)

    def materials_refused(self, case: Case) -> Refusal | None:
        """Why 【上传材料】 takes nothing in now: only online areas ask for files (R2.4.8)."""
        if not case.area.confirms_online:
            return refuse(Reason.NO_MATERIALS_HERE)
        if refusal := self.edit_refused(case):
            return refusal
        return None if case.enrollment.photo_file else refuse(Reason.PHOTO_UNCONFIRMED)

    def missing_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:
        """Required kinds of the area of which nothing was uploaded, none in on-site areas (R2.4.8c, Q69)."""
        if not case.area.confirms_online:
            return ()
        return tuple(kind.name for kind in case.area.materials if kind.required and kind.name not in uploaded)

    def bygone_materials(self, case: Case, uploaded: Collection[str]) -> tuple[str, ...]:
        """Kinds of which something was uploaded and which the area has renamed or given up since: they can be taken away."""
        asked = {kind.name for kind in case.area.materials}
        return tuple(kind for kind in uploaded if kind not in asked)

    def owns_material(self, case: Case, enrollment: int) -> bool:
        """Whether a file that hangs on that enrollment is the candidate's own (D26)."""
        return case.enrollment.id == enrollment

    def submission_refused(self, case: Case, *, incomplete: str | None, uploaded: Collection[str]) -> Refusal | None:
        """Why “提交报名信息” is refused.

        Args:
            case: the enrollment.
            incomplete: title of the first form page that is not valid, or None.
            uploaded: kinds of material of which at least one file is there.
        """
        if refusal := self.submission_time_refused(case):
            return refusal
        if refusal := self.edit_refused(case) or self.unbound_refused(case.person):
            return refusal
        if incomplete is not None:
            return refuse(Reason.PAGES_IN_ORDER, page=incomplete)
        if case.enrollment.photo_file is None:
            return refuse(Reason.PHOTO_UNCONFIRMED)
        if missing := self.missing_materials(case, uploaded):
            return refuse(Reason.MATERIALS_MISSING, missing="、".join(missing))
        return None

    def is_repeat(self, case: Case, revision: int) -> bool:
        """Whether the page that is sent, of ``revision``, has just been submitted: a double click (Q70)."""
        since = case.enrollment.revision - revision
        return (case.state, since) in {(State.SUBMITTED, 1), (State.CONFIRMED, 2)}

    def content_refused(self, case: Case, revision: int) -> Refusal | None:
        """Nobody submits or withdraws what they have not seen: all must be as it was on the page that is sent (Q48)."""
        return None if case.enrollment.revision == revision else refuse(Reason.CHANGED_MEANWHILE)

    def clearing_refused(self, case: Case, revision: int) -> Refusal | None:
        """Nor does anybody clear by “修改考区” what they have entered since the warning was shown (Q18, Q48)."""
        return None if case.enrollment.revision == revision else refuse(Reason.CHANGED_MEANWHILE)

    def confirms_itself(self, case: Case, outcomes: Collection[tuple[str, str, str]]) -> bool:
        """Whether a submission needs no desk: only where an area says so for unchanged repeat candidates (Q25).

        Only the first one: what comes again has been changed, or a desk has sent it back (Q23a).

        Args:
            case: the enrollment as submitted.
            outcomes: name, specialty and outcome of what this ID number did in the year before.
        """
        specialty = case.enrollment.values(Page.SPECIALTY).get("specialty", "")
        first = case.area.confirms_unchanged_repeaters and case.enrollment.version == 1
        return first and (case.person.name, specialty, "sat") in outcomes

    def verification_code(self, version: int, entropy: str, earlier: str | None = None) -> str:  # noqa: ARG002
        """The code of one submitted version: ``entropy`` makes it unguessable, two digits count the versions (Q7, Q9-Q11).

        The code of the version before, ``earlier``, has no part in it: who knows one knows nothing of the next.
        """
        return f"{entropy}{version:02d}"

    def lost_by_withdrawal(self, case: Case) -> dict[str, Any]:  # noqa: ARG002  healthy: whoever withdraws
        """What else a withdrawal changes: the code is dead (Q8); everything that was filled in stays (D13)."""
        return {"code": None}

    def photo_to_submit(self, case: Case) -> int | None:
        """The photo that goes with a submission: the one that was confirmed (Q68)."""
        return case.enrollment.photo_file

    def version_to_print(self, case: Case) -> int:
        """The version that is printed: the one that stands (Q12)."""
        return case.enrollment.version

    def reason_shown(self, case: Case) -> str:
        """What the candidate reads of why the last desk said no (R4.3b, Q21, Q23a, D14)."""
        return case.enrollment.reason

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        """【撤回信息提交】: only before confirmation and before its end (R3.1a, R3.1b)."""
        if refusal := self.abandonment_refused(case):
            return refusal
        if case.state is State.SUBMITTED:
            return None
        if case.state in EDITABLE:
            return refuse(Reason.NOT_SUBMITTED, state=self.state_text(case))
        return refuse(Reason.ALREADY_CONFIRMED)

    def printing_refused(self, case: Case) -> Refusal | None:
        """【打印报名表】: while a submission stands and the enrollment has not lapsed (Q8, Q12)."""
        if refusal := self.abandonment_refused(case):
            return refusal
        return refuse(Reason.NOT_SUBMITTED, state=self.state_text(case)) if case.state in EDITABLE else None

    def state_text(self, case: Case) -> str:
        """The state in the words of the screen."""
        return "报名成功" if self.succeeded(case) else STATE_TEXTS[self.standing(case).state]
