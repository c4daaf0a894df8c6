"""Faults of submission, withdrawal and verification code."""

from collections.abc import Collection
from typing import Any

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.submission import STATE_TEXTS
from mock_portal.domain.terms import Event, State
from mock_portal.faults import fault


@fault("withdrawal-after-confirmation", "R3.1a", "Q14", "D32")
class WithdrawalAfterConfirmation(Rules):
    """A confirmed enrollment can be withdrawn as long as nobody has reviewed it."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.CONFIRMED else super().withdrawal_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.WITHDRAW else super().destination(state, event)


@fault("withdrawal-after-site-review", "R3.1a", "Q14")
class WithdrawalAfterSiteReview(Rules):
    """Whoever has passed 考点初审 can withdraw, though nobody can between confirmation and then."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.SITE_PASSED else super().withdrawal_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.WITHDRAW else super().destination(state, event)


@fault("withdrawal-blocked", "R3.1c", "D32")
class WithdrawalBlocked(Rules):
    """Once submitted, nothing can be withdrawn any more."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return super().withdrawal_refused(case) or refuse(Reason.ALREADY_CONFIRMED)


@fault("withdrawal-ends-with-registration", "R3.1b", "Q3")
class WithdrawalEndsWithRegistration(Rules):
    """After the registration window nothing can be withdrawn, though confirmation is still open."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        over = self.has_come(case.area.timetable.registration.closes, case.now)
        return refuse(Reason.ALREADY_CONFIRMED) if over else super().withdrawal_refused(case)


@fault("withdrawal-after-lapse", "R3.1b", "Q5")
class WithdrawalAfterLapse(Rules):
    """Who was not confirmed in time can still withdraw."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.SUBMITTED else super().withdrawal_refused(case)


@fault("withdrawal-only-once", "R3.1a", "R3.1e")
class WithdrawalOnlyOnce(Rules):
    """A second withdrawal is refused."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        return refuse(Reason.ALREADY_CONFIRMED) if case.enrollment.version > 1 else super().withdrawal_refused(case)


@fault("withdrawal-clears-the-form", "R3.1d", "D13")
class WithdrawalClearsTheForm(Rules):
    """Withdrawing empties all form pages, as if nothing had ever been filled in."""

    def lost_by_withdrawal(self, case: Case) -> dict[str, Any]:
        return {**super().lost_by_withdrawal(case), "pages": {}}


@fault("withdrawal-forgets-the-photo", "R3.1e", "D13")
class WithdrawalForgetsThePhoto(Rules):
    """After a withdrawal the photo must be confirmed again before anything can be submitted."""

    def lost_by_withdrawal(self, case: Case) -> dict[str, Any]:
        return {**super().lost_by_withdrawal(case), "photo_file": None}


@fault("resubmission-ends-with-registration", "R3.1e", "Q3")
class ResubmissionEndsWithRegistration(Rules):
    """After the registration window one can withdraw, but never submit again."""

    def submission_time_refused(self, case: Case) -> Refusal | None:
        over = self.has_come(case.area.timetable.registration.closes, case.now)
        if over and case.state is State.DRAFT:
            return refuse(Reason.REGISTRATION_CLOSED, deadline="")
        return super().submission_time_refused(case)


@fault("first-submission-until-confirmation-ends", "Q3")
class FirstSubmissionUntilConfirmationEnds(Rules):
    """Who never submitted in the registration window still can while confirmation is open."""

    def submission_time_refused(self, case: Case) -> Refusal | None:
        over = self.has_come(case.area.timetable.confirmation.closes, case.now)
        return super().submission_time_refused(case) if over else None

    def final_moment(self, case: Case) -> Any:
        final = super().final_moment(case)
        never_submitted = case.state is State.DRAFT and final is not None
        return (case.area.timetable.confirmation.closes, final[1]) if final and never_submitted else final


@fault("code-never-changes", "R3.n2a", "Q9")
class CodeNeverChanges(Rules):
    """Every version of a form bears the code of the first one."""

    def verification_code(self, version: int, entropy: str, earlier: str | None = None) -> str:
        return earlier or super().verification_code(version, entropy)


@fault("code-repeats-at-second-correction", "R3.n2a", "Q9")
class CodeRepeatsAtSecondCorrection(Rules):
    """The first correction gives another code; the second one gives the same again."""

    def verification_code(self, version: int, entropy: str, earlier: str | None = None) -> str:
        repeats = earlier is not None and version > 2  # noqa: PLR2004  from the third version on
        return earlier if earlier and repeats else super().verification_code(version, entropy)


@fault("code-can-be-counted-up", "Q11")
class CodeCanBeCountedUp(Rules):
    """The next code is known to whoever has seen one: of all its letters only the count changes."""

    def verification_code(self, version: int, entropy: str, earlier: str | None = None) -> str:
        return f"{earlier[:-2]}{version:02d}" if earlier else super().verification_code(version, entropy)


@fault("code-survives-withdrawal", "R3.n2c", "Q8", "D12")
class CodeSurvivesWithdrawal(Rules):
    """The form of a withdrawn submission is confirmed at the desk."""

    def lost_by_withdrawal(self, case: Case) -> dict[str, Any]:  # noqa: ARG002  nothing, whatever it is
        return {}

    def code_is_current(self, case: Case, code: str) -> bool:
        return case.enrollment.code == code

    def confirmation_refused(self, staff: Any, case: Case) -> Refusal | None:
        return None if case.state is State.DRAFT else super().confirmation_refused(staff, case)

    def destination(self, state: State, event: Event) -> State:
        return State.CONFIRMED if event is Event.CONFIRM else super().destination(state, event)


@fault("submission-lost", "R2.4.8d", "R2.4.8g", "D3")
class SubmissionLost(Rules):
    """The portal thanks for the submission and keeps the enrollment as not submitted."""

    def destination(self, state: State, event: Event) -> State:
        return state if event is Event.SUBMIT else super().destination(state, event)


@fault("resubmission-refused-at-the-desk", "R3.1e", "Q10", "D12")
class ResubmissionRefusedAtTheDesk(Rules):
    """The desk takes the form of a first submission only; a valid form of a later version is refused."""

    def code_is_current(self, case: Case, code: str) -> bool:
        return case.enrollment.version == 1 and super().code_is_current(case, code)


@fault("double-click-makes-two-versions", "Q70", "D35")
class DoubleClickMakesTwoVersions(Rules):
    """A second click on “提交报名信息” makes a second version, and the code of the first one is void."""

    def is_repeat(self, case: Case, revision: int) -> bool:  # noqa: ARG002  never
        return False

    def content_refused(self, case: Case, revision: int) -> Refusal | None:
        return None if case.state is State.SUBMITTED else super().content_refused(case, revision)

    def submission_refused(self, case: Case, *, incomplete: str | None, uploaded: Collection[str]) -> Refusal | None:
        if case.state is State.SUBMITTED:
            return None
        return super().submission_refused(case, incomplete=incomplete, uploaded=uploaded)

    def destination(self, state: State, event: Event) -> State:
        return State.SUBMITTED if event is Event.SUBMIT else super().destination(state, event)


@fault("unseen-draft-submitted", "Q48", "D35")
class UnseenDraftSubmitted(Rules):
    """A page of checking that lies open submits whatever another tab has saved since."""

    def content_refused(self, case: Case, revision: int) -> Refusal | None:  # noqa: ARG002  whatever was seen
        return None


@fault("unseen-version-withdrawn", "Q48", "D13")
class UnseenVersionWithdrawn(Rules):
    """The question of withdrawing that lies open withdraws also a version that was submitted since."""

    def content_refused(self, case: Case, revision: int) -> Refusal | None:
        return None if case.state is State.SUBMITTED else super().content_refused(case, revision)


@fault("unseen-answers-cleared", "Q18", "Q48", "D13")
class UnseenAnswersCleared(Rules):
    """“修改考区” on a page that was left open also clears what was entered since its warning was shown."""

    def clearing_refused(self, case: Case, revision: int) -> Refusal | None:  # noqa: ARG002  whatever was seen
        return None


@fault("unseen-photo-confirmed", "R2.4.7c", "Q48", "Q68", "D35")
class UnseenPhotoConfirmed(Rules):
    """A photo page that lies open confirms whatever photo another tab has uploaded since."""

    def other_photo_refused(self, case: Case, shown: int) -> Refusal | None:  # noqa: ARG002  whatever was seen
        return None


@fault("rejected-cannot-edit", "R4.3b", "Q20")
class RejectedCannotEdit(Rules):
    """After “确认不通过” nothing can be changed or uploaded."""

    def edit_refused(self, case: Case) -> Refusal | None:
        if case.state is State.CONFIRM_REJECTED:
            return refuse(Reason.NOT_EDITABLE, state=self.state_text(case))
        return super().edit_refused(case)


@fault("withdrawn-cannot-edit", "R3.1d")
class WithdrawnCannotEdit(Rules):
    """After a withdrawal nothing can be changed: what was submitted once can only be submitted again."""

    def edit_refused(self, case: Case) -> Refusal | None:
        if case.state is State.DRAFT and case.enrollment.version > 0:
            return refuse(Reason.NOT_EDITABLE, state=self.state_text(case))
        return super().edit_refused(case)


@fault("one-repair-only", "R4.3b", "Q20")
class OneRepairOnly(Rules):
    """After a second “确认不通过” nothing can be submitted any more, though the deadline is far."""

    def submission_refused(self, case: Case, *, incomplete: str | None, uploaded: Collection[str]) -> Refusal | None:
        if case.state is State.CONFIRM_REJECTED and case.enrollment.version > 1:
            return refuse(Reason.RESUBMISSION_CLOSED, deadline="")
        return super().submission_refused(case, incomplete=incomplete, uploaded=uploaded)


@fault("withdrawal-leaves-no-trace", "D13")
class WithdrawalLeavesNoTrace(Rules):
    """The history of an enrollment does not tell that it was withdrawn."""

    def leaves_a_trace(self, event: Event) -> bool:
        return event is not Event.WITHDRAW


@fault("only-the-first-version-is-printed", "Q12", "R3.n2b")
class OnlyTheFirstVersionIsPrinted(Rules):
    """Only the form of the first version can be printed."""

    def printing_refused(self, case: Case) -> Refusal | None:
        return (
            refuse(Reason.NOT_SUBMITTED, state=self.state_text(case))
            if case.enrollment.version > 1
            else super().printing_refused(case)
        )


@fault("rejected-told-of-a-draft", "R4.3b", "Q20")
class RejectedToldOfADraft(Rules):
    """Who wants to withdraw after “确认不通过” reads that nothing was ever submitted."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        rejected = case.state is State.CONFIRM_REJECTED
        draft = refuse(Reason.NOT_SUBMITTED, state=STATE_TEXTS[State.DRAFT])
        return draft if rejected else super().withdrawal_refused(case)


@fault("withdrawal-opens-with-confirmation", "R3.1b", "R3.1c", "D32")
class WithdrawalOpensWithConfirmation(Rules):
    """Before confirmation has opened nothing can be withdrawn."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        early = not self.has_come(case.area.timetable.confirmation.opens, case.now)
        return super().withdrawal_refused(case) or (refuse(Reason.ALREADY_CONFIRMED) if early else None)
