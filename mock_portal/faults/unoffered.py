"""Faults of what no page offers: nobody is led there, and whoever sends the request all the same is served."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.registration import Enrolled
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Event, Page, Role, State
from mock_portal.faults import fault
from mock_portal.web import asked
from mock_portal.web.policy import SessionPolicy

FORGOTTEN = ("/pages/contact", "/account/credentials/education", "/desk/confirmation")
ONE_ROLE_ONLY = frozenset({"/desk/accounts", "/desk/settings", "/desk/projects", "/desk/records"})


@fault("csrf-forgotten-on-some-forms", "D27")
class CsrfForgottenOnSomeForms(SessionPolicy):
    """The forms that were added last are taken without a token."""

    def csrf_holds(self, expected: str, sent: str) -> bool:
        return asked.is_at(*FORGOTTEN) or super().csrf_holds(expected, sent)


@fault("unoffered-payment-taken", "R6.1a", "R6.1b", "Q28", "D34")
class UnofferedPaymentTaken(Rules):
    """Before approval, where nobody pays online and after the deadline “支付” is hidden; sent all the same, it makes an order."""

    def payment_refused(self, case: Case) -> Refusal | None:
        return None if asked.is_form() and case.enrollment.version else super().payment_refused(case)


@fault("unoffered-materials-taken", "R3.1d", "D12")
class UnofferedMaterialsTaken(Rules):
    """A page of 【上传材料】 that was left open takes files in and away while the submission is looked at."""

    def materials_refused(self, case: Case) -> Refusal | None:
        return None if asked.is_form() and case.area.confirms_online else super().materials_refused(case)


@fault("unoffered-photo-confirmed", "R3.1a", "D26")
class UnofferedPhotoConfirmed(Rules):
    """“确认使用照片” is hidden once all is submitted; sent all the same, it changes what a desk is looking at."""

    def photo_refused(self, case: Case, *, incomplete: str | None) -> Refusal | None:
        return None if asked.is_form() else super().photo_refused(case, incomplete=incomplete)


@fault("unoffered-form-printed", "Q8", "Q5", "R2.4.9b")
class UnofferedFormPrinted(Rules):
    """The address of the printed form serves it after the submission was withdrawn, and after it has lapsed."""

    def printing_refused(self, case: Case) -> Refusal | None:
        return None if asked.is_at("/form.pdf") and case.enrollment.version else super().printing_refused(case)


@fault("unoffered-pages-kept", "R2.4a", "Q54")
class UnofferedPagesKept(Rules):
    """A page cannot be opened before its turn; sent all the same, it is kept."""

    def order_refused(self, case: Case, page: Page) -> Refusal | None:
        return None if asked.is_form() else super().order_refused(case, page)


@fault("unoffered-area-change-taken", "R2.2.n1b", "D13")
class UnofferedAreaChangeTaken(Rules):
    """A page of “修改考区” that was left open clears what has been submitted since."""

    def area_change_refused(self, case: Case) -> Refusal | None:
        submitted = case.state is State.SUBMITTED
        return None if asked.is_form() and submitted else super().area_change_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.CHANGE_AREA else super().destination(state, event)


@fault("lesser-desks-open-to-all-staff", "D26")
class LesserDesksOpenToAllStaff(Rules):
    """Accounts, settings, projects and records open for every member of staff who types their address."""

    def works_at(self, staff: Staff, address: str, own: Collection[str]) -> bool:
        return address in ONE_ROLE_ONLY or super().works_at(staff, address, own)


@fault("any-site-corrects-if-it-sends", "D26", "Q14")
class AnySiteCorrectsIfItSends(Rules):
    """A site of another city cannot open a correction, but what it sends is carried out."""

    def review_refused(self, staff: Staff, case: Case, event: Event) -> Refusal | None:
        sends = asked.is_form() and event is Event.CORRECT and staff.role is Role.SITE
        there = replace(staff, area=case.enrollment.area, city=case.enrollment.city) if sends else staff
        return super().review_refused(there, case, event)


@fault("any-site-helps-if-it-sends", "Q53", "D26")
class AnySiteHelpsIfItSends(Rules):
    """A site of another city does not find an account, but its correction of a name is carried out."""

    def account_scope_refused(self, staff: Staff, enrollments: Sequence[Enrolled]) -> Refusal | None:
        return super().account_scope_refused(staff, () if asked.is_form() else enrollments)


@fault("second-wechat-bound", "Q46")
class SecondWechatBound(Rules):
    """A code that another tab still shows binds a second WeChat in the place of the first one."""

    def binding_refused(self, own_openid: str | None, holder: int | None) -> Refusal | None:  # noqa: ARG002
        return super().binding_refused(None, holder)
