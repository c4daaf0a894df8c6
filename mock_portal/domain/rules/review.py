"""资格审核: 考点初审, then 考区终审, in this order; sending back and correction by the site (R5, Q14, Q23, Q37, Q40, Q41)."""

from collections.abc import Sequence

from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import ConfirmationRules, Staff, span
from mock_portal.domain.rules.standing import moment
from mock_portal.domain.states import TRANSITIONS
from mock_portal.domain.terms import Event, Role, State

STAGE = {
    Event.PASS_SITE: Role.SITE,
    Event.FAIL_SITE: Role.SITE,
    Event.SEND_BACK: Role.SITE,
    Event.CORRECT: Role.SITE,
    Event.PASS_AREA: Role.AREA,
    Event.FAIL_AREA: Role.AREA,
}

NEEDS_REASON = frozenset(
    {Event.REFUSE_AT_DESK, Event.REJECT_ONLINE, Event.FAIL_SITE, Event.FAIL_AREA, Event.SEND_BACK, Event.CORRECT}
)


class ReviewRules(ConfirmationRules):
    """Which desk may decide what at which stage."""

    def review_window(self, case: Case, event: Event) -> Window:
        """The window in which ``event`` may happen.

        Sending back needs one in which the candidate can still act. A correction may still be due after payment, and who was
        corrected is reviewed again (Q37).
        """
        timetable = case.area.timetable
        if event is Event.SEND_BACK:
            return timetable.confirmation
        if event is Event.CORRECT or self.is_reviewed_again(case):
            later = (timetable.site_review, timetable.area_review, timetable.payment)
            return Window(timetable.site_review.opens, max(window.closes for window in later))
        return timetable.site_review if STAGE[event] is Role.SITE else timetable.area_review

    def is_reviewed_again(self, case: Case) -> bool:
        """Whether a correction has ended what the reviews had found, so that they are due once more (Q37)."""
        return case.enrollment.corrected and case.state in {State.CONFIRMED, State.SITE_PASSED}

    def review_time_refused(self, case: Case, event: Event) -> Refusal | None:
        """Outside its window a review is closed; some areas also close it when payment opens (Q41)."""
        window = self.review_window(case, event)
        if self.closed_by_payment(case) or not self.is_open(window, case.now):
            return refuse(Reason.REVIEW_CLOSED, window=span(window))
        return None

    def closed_by_payment(self, case: Case) -> bool:
        """Whether the area ends its reviews when payment opens (Q41)."""
        return case.area.review_ends_with_payment and self.has_come(case.area.timetable.payment.opens, case.now)

    def review_refused(self, staff: Staff, case: Case, event: Event) -> Refusal | None:
        """Why this desk cannot do ``event`` to this enrollment now."""
        if refusal := self.scope_refused(staff, case):
            return refusal
        if staff.role is not STAGE.get(event):
            return refuse(Reason.FORBIDDEN)
        if refusal := self.abandonment_refused(case):
            return refusal
        if not self.is_in_turn(case.state, event):
            return refuse(Reason.NOT_IN_TURN, state=self.state_text(case))
        return self.review_time_refused(case, event) or self.late_approval_refused(case, event)

    def late_approval_refused(self, case: Case, event: Event) -> Refusal | None:
        """Nobody is passed who cannot pay any more: approval and abandonment would be one moment (R6.1c)."""
        closes = case.area.timetable.payment.closes
        if event is not Event.PASS_AREA or not self.pays_online(case) or not self.has_come(closes, case.now):
            return None
        return refuse(Reason.PAYMENT_CLOSED, deadline=moment(closes))

    def grounds_refused(self, event: Event, reason: str) -> Refusal | None:
        """Whether ``event`` is one that must not happen without a reason."""
        return self.reason_refused(reason) if event in NEEDS_REASON else None

    def reason_kept(self, event: Event, words: str, before: str) -> str:  # noqa: ARG002  what was said before is over
        """What of a desk's words is kept and shown: the reason for a no; whatever stands beside a yes is no reason."""
        return words if event in NEEDS_REASON else ""

    def empty_correction_refused(self, differences: Sequence[str]) -> Refusal | None:
        """A correction ends an approval and gives money back (Q37): one that changes nothing does not."""
        return None if differences else refuse(Reason.NOTHING_CHANGED)

    def is_in_turn(self, state: State, event: Event) -> bool:
        """Whether the transition table has ``event`` in ``state``: no final review before the preliminary one (Q23b)."""
        return (state, event) in TRANSITIONS
