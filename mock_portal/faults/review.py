"""Faults of 资格审核: its two stages, their order, their windows, what becomes of those who fail."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Event, State
from mock_portal.faults import fault


@fault("area-passes-before-the-site", "Q23b", "R5.1b")
class AreaPassesBeforeTheSite(Rules):
    """考区终审 can pass what 考点初审 has not seen."""

    def is_in_turn(self, state: State, event: Event) -> bool:
        return (state, event) == (State.CONFIRMED, Event.PASS_AREA) or super().is_in_turn(state, event)

    def destination(self, state: State, event: Event) -> State:
        return State.APPROVED if event is Event.PASS_AREA else super().destination(state, event)


@fault("site-reviews-before-confirmation", "R4.1a", "R5.1a")
class SiteReviewsBeforeConfirmation(Rules):
    """考点初审 can pass what nobody has confirmed."""

    def is_in_turn(self, state: State, event: Event) -> bool:
        return (state, event) == (State.SUBMITTED, Event.PASS_SITE) or super().is_in_turn(state, event)

    def destination(self, state: State, event: Event) -> State:
        return State.SITE_PASSED if event is Event.PASS_SITE else super().destination(state, event)


@fault("one-stage-is-enough", "R5.1b", "R5.3")
class OneStageIsEnough(Rules):
    """Who passes 考点初审 has passed the whole review."""

    def destination(self, state: State, event: Event) -> State:
        return State.APPROVED if event is Event.PASS_SITE else super().destination(state, event)


@fault("failing-counts-as-passing", "Q23a", "D14")
class FailingCountsAsPassing(Rules):
    """考点初审 says 不通过, and the enrollment goes on to 考区终审 as if it had passed."""

    def destination(self, state: State, event: Event) -> State:
        return State.SITE_PASSED if event is Event.FAIL_SITE else super().destination(state, event)


@fault("confirmed-cannot-fail", "Q23c", "R5.1a")
class ConfirmedCannotFail(Rules):
    """考点初审 can only pass what a desk has confirmed."""

    def review_refused(self, staff: Staff, case: Case, event: Event) -> Refusal | None:
        if event is Event.FAIL_SITE:
            return refuse(Reason.NOT_IN_TURN, state=self.state_text(case))
        return super().review_refused(staff, case, event)


@fault("area-cannot-overturn", "Q23b", "R5.1b")
class AreaCannotOverturn(Rules):
    """考区终审 can only pass what 考点初审 has passed."""

    def review_refused(self, staff: Staff, case: Case, event: Event) -> Refusal | None:
        if event is Event.FAIL_AREA and case.state is State.SITE_PASSED:
            return refuse(Reason.NOT_IN_TURN, state=self.state_text(case))
        return super().review_refused(staff, case, event)


@fault("review-failure-without-reason", "Q23a", "D14")
class ReviewFailureWithoutReason(Rules):
    """A review can say 不通过 without saying why."""

    def grounds_refused(self, event: Event, reason: str) -> Refusal | None:
        return None if event in {Event.FAIL_SITE, Event.FAIL_AREA} else super().grounds_refused(event, reason)


@fault("review-reason-not-shown", "Q23a", "D14")
class ReviewReasonNotShown(Rules):
    """Who fails the review is not told why."""

    def reason_shown(self, case: Case) -> str:
        return "" if case.state is State.REVIEW_REJECTED else super().reason_shown(case)


@fault("reasons-beside-a-yes", "Q23a", "D14")
class ReasonsBesideAYes(Rules):
    """Whatever a desk writes while it passes somebody stands on the candidate's page as the reason."""

    def reason_kept(self, event: Event, words: str, before: str) -> str:  # noqa: ARG002  that is the fault
        return words


@fault("old-reason-beside-a-yes", "Q21", "Q23a", "D14")
class OldReasonBesideAYes(Rules):
    """Who was refused at the desk and then confirmed still reads on the own page why the desk had said no."""

    def reason_kept(self, event: Event, words: str, before: str) -> str:
        return super().reason_kept(event, words, before) or before


@fault("review-failure-can-be-withdrawn", "Q23a", "R3.1a")
class ReviewFailureCanBeWithdrawn(Rules):
    """Who failed the review withdraws and tries again, without the site."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.REVIEW_REJECTED else super().withdrawal_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.WITHDRAW else super().destination(state, event)


@fault("review-never-closes", "Q1", "Q6")
class ReviewNeverCloses(Rules):
    """Reviews go on after their windows have closed."""

    def review_time_refused(self, case: Case, event: Event) -> Refusal | None:
        window = self.review_window(case, event)
        return super().review_time_refused(case, event) if event is Event.SEND_BACK or case.now < window.opens else None


@fault("area-review-in-the-sites-window", "Q1")
class AreaReviewInTheSitesWindow(Rules):
    """考区终审 ends when 考点初审 does."""

    def review_window(self, case: Case, event: Event) -> Window:
        area = event in {Event.PASS_AREA, Event.FAIL_AREA}
        return case.area.timetable.site_review if area else super().review_window(case, event)


@fault("sent-back-after-the-windows", "Q23a")
class SentBackAfterTheWindows(Rules):
    """The site sends back when the candidate can do nothing about it any more: the enrollment lapses at once."""

    def review_window(self, case: Case, event: Event) -> Window:
        return case.area.timetable.site_review if event is Event.SEND_BACK else super().review_window(case, event)


@fault("sent-back-stays-confirmed", "Q14", "Q23a")
class SentBackStaysConfirmed(Rules):
    """退回 changes nothing: the candidate cannot edit."""

    def destination(self, state: State, event: Event) -> State:
        return State.CONFIRMED if event is Event.SEND_BACK else super().destination(state, event)


@fault("approved-too-late-to-pay", "R6.1b", "R6.1c")
class ApprovedTooLateToPay(Rules):
    """考区终审 passes somebody after payment has closed, who thereby has abandoned."""

    def late_approval_refused(self, case: Case, event: Event) -> Refusal | None:  # noqa: ARG002  never too late
        return None


@fault("corrections-end-in-nowhere", "Q37")
class CorrectionsEndInNowhere(Rules):
    """Who is corrected after payment is never reviewed again, since the reviews are over, and cannot pay again."""

    def is_reviewed_again(self, case: Case) -> bool:  # noqa: ARG002  that is the fault
        return False


@fault("empty-corrections-count", "Q37")
class EmptyCorrectionsCount(Rules):
    """Who saves a correction without correcting anything ends the approval, and the money goes back."""

    def empty_correction_refused(self, differences: Sequence[str]) -> Refusal | None:  # noqa: ARG002  that is the fault
        return None


@fault("reviews-go-on-during-payment", "Q41")
class ReviewsGoOnDuringPayment(Rules):
    """An area that ends its reviews when payment opens goes on reviewing."""

    def closed_by_payment(self, case: Case) -> bool:  # noqa: ARG002  never
        return False


@fault("repeaters-confirm-themselves", "Q25")
class RepeatersConfirmThemselves(Rules):
    """An area that has switched it on confirms everybody by itself, newcomers too."""

    def confirms_itself(self, case: Case, outcomes: object) -> bool:  # noqa: ARG002  everybody
        return case.area.confirms_unchanged_repeaters


@fault("sent-back-confirms-itself", "Q25", "Q23a")
class SentBackConfirmsItself(Rules):
    """A repeat candidate whom the site has sent back is confirmed by the system again, whatever was changed."""

    def confirms_itself(self, case: Case, outcomes: Collection[tuple[str, str, str]]) -> bool:
        return super().confirms_itself(replace(case, enrollment=replace(case.enrollment, version=1)), outcomes)
