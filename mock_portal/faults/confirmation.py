"""Faults of 报名确认: whose form, whose desk, which version, why not."""

from collections.abc import Collection
from dataclasses import replace

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.registration import Enrolled
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import Event, Role, State
from mock_portal.faults import fault


@fault("old-form-accepted", "R3.n2c", "D12")
class OldFormAccepted(Rules):
    """The desk takes a form of any version of the enrollment."""

    def code_is_current(self, case: Case, code: str) -> bool:  # noqa: ARG002  any code will do
        return case.state is State.SUBMITTED


@fault("form-before-the-last-accepted", "R3.n2c", "D12")
class FormBeforeTheLastAccepted(Rules):
    """The desk also takes the form of the version before."""

    def code_is_current(self, case: Case, code: str) -> bool:
        before = f"{case.enrollment.version - 1:02d}"
        return super().code_is_current(case, code) or (case.state is State.SUBMITTED and code.endswith(before))


@fault("code-compared-by-its-count", "Q7", "R3.n2c")
class CodeComparedByItsCount(Rules):
    """The desk compares the count at the end of a code only: any later correction's form is taken for the current one."""

    def code_is_current(self, case: Case, code: str) -> bool:
        return case.state is State.SUBMITTED and int(code[-2:]) <= case.enrollment.version


@fault("forms-are-never-good-enough", "R4.2a", "D12")
class FormsAreNeverGoodEnough(Rules):
    """The desk refuses every form, the valid one too, when it is brought for the first time."""

    def code_is_current(self, case: Case, code: str) -> bool:
        return case.enrollment.version > 1 and super().code_is_current(case, code)


@fault("any-city-confirms", "R4.2b", "D26")
class AnyCityConfirms(Rules):
    """A desk confirms candidates of other cities of its area."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        desk = staff.role in {Role.POINT, Role.SITE}
        return staff.area == case.enrollment.area if desk else super().in_scope(staff, case)


@fault("any-area-reviews", "R5.1b", "D26")
class AnyAreaReviews(Rules):
    """An area reads and reviews enrollments of other areas."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        return True if staff.role is Role.AREA else super().in_scope(staff, case)


@fault("any-institution-confirms", "Q22", "D26")
class AnyInstitutionConfirms(Rules):
    """An institution sees and judges the materials that were meant for another one of its city."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        if staff.role is Role.INSTITUTION:
            return (staff.area, staff.city) == (case.enrollment.area, case.enrollment.city)
        return super().in_scope(staff, case)


@fault("desk-goes-by-the-name-of-its-city", "R4.2b", "D26")
class DeskGoesByTheNameOfItsCity(Rules):
    """A desk decides for a city of another area that is called like its own."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        desk = staff.role in {Role.POINT, Role.SITE}
        return super().in_scope(replace(staff, area=case.enrollment.area) if desk else staff, case)


@fault("institution-goes-by-its-name", "Q22", "D26")
class InstitutionGoesByItsName(Rules):
    """An institution decides for one of another area that is called like itself."""

    def in_scope(self, staff: Staff, case: Case) -> bool:
        if staff.role is Role.INSTITUTION:
            staff = replace(staff, area=case.enrollment.area, city=case.enrollment.city)
        return super().in_scope(staff, case)


@fault("site-helps-by-the-name-of-its-city", "Q51", "D26")
class SiteHelpsByTheNameOfItsCity(Rules):
    """A site corrects and deletes accounts of who enrolls in a city of another area that is called like its own."""

    def enrolled_here(self, staff: Staff, enrolled: Enrolled) -> bool:
        return super().enrolled_here(replace(staff, area=enrolled.area), enrolled)


@fault("any-file-at-the-desk", "D26")
class AnyFileAtTheDesk(Rules):
    """An institution opens anybody's scan by putting its number into the address of one of its own candidates'."""

    def lies_there(self, files: Collection[int], file_id: int) -> bool:  # noqa: ARG002  all do
        return True


@fault("site-confirms-in-online-areas", "R4.1b", "Q13", "Q22")
class SiteConfirmsInOnlineAreas(Rules):
    """In an online area the exam site confirms upon a printed form, past the institution."""

    def may_confirm(self, staff: Staff, case: Case) -> bool:
        return staff.role is Role.SITE or super().may_confirm(staff, case)


@fault("site-cannot-confirm", "R4.4a", "Q22")
class SiteCannotConfirm(Rules):
    """Only registration points confirm; the exam site is refused."""

    def may_confirm(self, staff: Staff, case: Case) -> bool:
        return staff.role is not Role.SITE and super().may_confirm(staff, case)


@fault("rejection-without-reason", "R4.3b", "Q20")
class RejectionWithoutReason(Rules):
    """An institution can say “确认不通过” without saying why."""

    def grounds_refused(self, event: Event, reason: str) -> Refusal | None:
        return None if event is Event.REJECT_ONLINE else super().grounds_refused(event, reason)


@fault("desk-refusal-without-reason", "Q21")
class DeskRefusalWithoutReason(Rules):
    """A registration point can send somebody away without saying why."""

    def grounds_refused(self, event: Event, reason: str) -> Refusal | None:
        return None if event is Event.REFUSE_AT_DESK else super().grounds_refused(event, reason)


@fault("desk-refusal-ends-the-submission", "Q21")
class DeskRefusalEndsTheSubmission(Rules):
    """Being refused at the desk once throws the enrollment back to a draft."""

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.REFUSE_AT_DESK else super().destination(state, event)


@fault("reason-not-shown", "R4.3b", "D14")
class ReasonNotShown(Rules):
    """“确认不通过” comes without the reason that the institution gave."""

    def reason_shown(self, case: Case) -> str:
        return "" if case.state is State.CONFIRM_REJECTED else super().reason_shown(case)


@fault("reason-only-in-the-first-round", "R4.3b", "Q20")
class ReasonOnlyInTheFirstRound(Rules):
    """The second “确认不通过” comes without a reason."""

    def reason_shown(self, case: Case) -> str:
        return "" if case.enrollment.version > 1 else super().reason_shown(case)


@fault("desk-reason-not-shown", "Q21")
class DeskReasonNotShown(Rules):
    """Who was refused at the desk is not told why."""

    def reason_shown(self, case: Case) -> str:
        return "" if case.state is State.SUBMITTED else super().reason_shown(case)


@fault("unseen-version-confirmed", "Q15", "D35")
class UnseenVersionConfirmed(Rules):
    """A desk whose screen shows an older version confirms the one that was submitted since."""

    def version_refused(self, case: Case, seen: Sight) -> Refusal | None:  # noqa: ARG002  whatever was seen
        return None


@fault("later-desk-overrides", "Q15", "D35")
class LaterDeskOverrides(Rules):
    """Of two desks that have an enrollment open the second one reverses the first, unnoticed."""

    def version_refused(self, case: Case, seen: Sight) -> Refusal | None:  # noqa: ARG002  whatever was seen
        return None

    def confirmation_refused(self, staff: Staff, case: Case) -> Refusal | None:
        decided = case.state in {State.CONFIRMED, State.CONFIRM_REJECTED}
        return None if decided and self.in_scope(staff, case) else super().confirmation_refused(staff, case)

    def destination(self, state: State, event: Event) -> State:
        ends = {Event.CONFIRM: State.CONFIRMED, Event.REJECT_ONLINE: State.CONFIRM_REJECTED}
        return ends.get(event) or super().destination(state, event)


@fault("queue-shows-the-whole-area", "D26", "R4.2b")
class QueueShowsTheWholeArea(Rules):
    """The list of a desk names the candidates of all cities of its area."""

    def queue_of(self, staff: Staff) -> Staff:
        return Staff(staff.id, staff.project_id, Role.AREA, staff.name, staff.area)


@fault("queue-forgets-resubmissions", "R3.1e", "D3")
class QueueForgetsResubmissions(Rules):
    """Whoever was submitted a second time is missing in the lists of the desks."""

    def waits(self, case: Case, state: State) -> bool:
        return case.enrollment.version < 2 and super().waits(case, state)  # noqa: PLR2004  a second time


@fault("every-desk-is-open-to-all-staff", "R5.1a", "D26")
class EveryDeskIsOpenToAllStaff(Rules):
    """Who types the address of another desk works there: a registration point does 考点初审."""

    def works_at(self, staff: Staff, address: str, own: object) -> bool:  # noqa: ARG002  all of it
        return True

    def review_refused(self, staff: Staff, case: Case, event: Event) -> Refusal | None:
        sits_at = Role.SITE if staff.role is Role.POINT else staff.role
        seen_as = Staff(staff.id, staff.project_id, sits_at, staff.name, staff.area, staff.city, staff.unit)
        return super().review_refused(seen_as, case, event)
