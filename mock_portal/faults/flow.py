"""Faults of the flow bar 【报考流程】 and of the words of a state."""

from collections.abc import Collection
from datetime import datetime

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.terms import Colour, State
from mock_portal.faults import fault


@fault("review-green-after-the-first-stage", "R5.3", "D30")
class ReviewGreenAfterTheFirstStage(Rules):
    """资格审核 turns green when 考点初审 has passed, before 考区终审."""

    def review_colour(self, state: State) -> Colour:
        return Colour.GREEN if state is State.SITE_PASSED else super().review_colour(state)


@fault("review-never-green", "R5.3", "R6.3")
class ReviewNeverGreen(Rules):
    """资格审核 stays black after 考区终审 has passed."""

    def review_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.APPROVED else super().review_colour(state)


@fault("review-stays-grey", "R4.4b")
class ReviewStaysGrey(Rules):
    """资格审核 does not turn black with confirmation."""

    def review_colour(self, state: State) -> Colour:
        return Colour.GREY if state is State.CONFIRMED else super().review_colour(state)


@fault("review-black-before-confirmation", "R4.4b", "D30")
class ReviewBlackBeforeConfirmation(Rules):
    """资格审核 turns black with the submission."""

    def review_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.SUBMITTED else super().review_colour(state)


@fault("failed-review-looks-passed", "Q24", "D14")
class FailedReviewLooksPassed(Rules):
    """资格审核 is green for somebody who failed it."""

    def review_colour(self, state: State) -> Colour:
        return Colour.GREEN if state is State.REVIEW_REJECTED else super().review_colour(state)


@fault("confirmation-green-at-submission", "R4.4a", "D30")
class ConfirmationGreenAtSubmission(Rules):
    """报名确认 is green as soon as something is submitted."""

    def confirmation_colour(self, state: State) -> Colour:
        return Colour.GREEN if state is State.SUBMITTED else super().confirmation_colour(state)


@fault("confirmation-stays-black", "R4.4a")
class ConfirmationStaysBlack(Rules):
    """报名确认 does not turn green when a desk has confirmed."""

    def confirmation_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.CONFIRMED else super().confirmation_colour(state)


@fault("rejection-looks-like-waiting", "R4.3a", "R4.3b")
class RejectionLooksLikeWaiting(Rules):
    """“确认不通过” is never shown: the candidate goes on waiting."""

    def confirmation_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.CONFIRM_REJECTED else super().confirmation_colour(state)

    def state_text(self, case: Case) -> str:
        waiting = "已提交报名信息，等待报名确认"
        return waiting if case.state is State.CONFIRM_REJECTED else super().state_text(case)


@fault("rejection-text-lags-behind-its-colour", "R4.3b")
class RejectionTextLagsBehindItsColour(Rules):
    """The node is red, and the state in words still says that one waits."""

    def state_text(self, case: Case) -> str:
        waiting = "已提交报名信息，等待报名确认"
        return waiting if case.state is State.CONFIRM_REJECTED else super().state_text(case)


@fault("success-before-payment", "R6.2e", "D30")
class SuccessBeforePayment(Rules):
    """“报名成功” is shown where payment is still due."""

    def succeeded(self, case: Case) -> bool:
        return self.standing(case).state in {State.APPROVED, State.PAID}


@fault("success-never-shown-in-free-areas", "R6.3", "D30")
class SuccessNeverShownInFreeAreas(Rules):
    """Where nothing is paid online, “报名成功” never comes."""

    def succeeded(self, case: Case) -> bool:
        return self.standing(case).state is State.PAID


@fault("success-taken-back-by-a-setting", "R6.3")
class SuccessTakenBackByASetting(Rules):
    """An area opens online payment, and who had succeeded without it has to pay."""

    def payment_change_refused(
        self, before: Area, after: Area, approved: Collection[str], now: datetime
    ) -> Refusal | None:
        opens = any(after.pays_online(city) and not before.pays_online(city) for city in approved)
        return None if opens else super().payment_change_refused(before, after, approved, now)


@fault("abandonment-undone-by-a-setting", "R6.1c", "R6.3")
class AbandonmentUndoneByASetting(Rules):
    """An area gives online payment up when it is over, and who had not paid has succeeded."""

    def payment_change_refused(
        self, before: Area, after: Area, approved: Collection[str], now: datetime
    ) -> Refusal | None:
        ends = any(before.pays_online(city) and not after.pays_online(city) for city in approved)
        return None if ends else super().payment_change_refused(before, after, approved, now)


@fault("state-text-stays-at-the-first-stage", "R5.2")
class StateTextStaysAtTheFirstStage(Rules):
    """After 考点初审 has passed, the state still says that one waits for it."""

    def state_text(self, case: Case) -> str:
        first = "报名确认已通过，等待考点初审"
        return first if case.state is State.SITE_PASSED else super().state_text(case)


@fault("node-words-say-done-too-early", "R5.2", "D30")
class NodeWordsSayDoneTooEarly(Rules):
    """资格审核 has the colour of work in progress and says 已完成 beside it."""

    def words(self, case: Case, node: Node, colour: Colour) -> str:
        early = node is Node.REVIEW and colour is Colour.BLACK
        return "已完成" if early else super().words(case, node, colour)


@fault("failed-review-says-nothing", "Q23a", "D14")
class FailedReviewSaysNothing(Rules):
    """Who failed the review reads that the review goes on."""

    def state_text(self, case: Case) -> str:
        waiting = "考点初审已通过，等待考区终审"
        return waiting if case.state is State.REVIEW_REJECTED else super().state_text(case)


@fault("materials-node-in-on-site-areas", "R2.4.8e")
class MaterialsNodeInOnSiteAreas(Rules):
    """The flow bar of an on-site area asks for 上传材料."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        usual = super().nodes(case)
        return tuple(node for node in Node if node in usual or node is Node.MATERIALS)


@fault("materials-node-missing", "R2.4.8b")
class MaterialsNodeMissing(Rules):
    """The flow bar of an online area has no 上传材料."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        return tuple(node for node in super().nodes(case) if node is not Node.MATERIALS)


@fault("payment-node-in-free-areas", "R6.3")
class PaymentNodeInFreeAreas(Rules):
    """Where nothing is paid online the flow bar ends with 缴费."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        return (*(node for node in super().nodes(case) if node is not Node.PAYMENT), Node.PAYMENT)


@fault("payment-node-missing", "R6.2a")
class PaymentNodeMissing(Rules):
    """Where one pays online the flow bar has no 缴费."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        return tuple(node for node in super().nodes(case) if node is not Node.PAYMENT)


@fault("photo-node-locked", "R2.4.7b")
class PhotoNodeLocked(Rules):
    """确认照片 in the flow bar leads nowhere."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.PHOTO and super().may_enter(case, node, colour)


@fault("materials-node-locked", "R2.4.8b")
class MaterialsNodeLocked(Rules):
    """上传材料 in the flow bar leads nowhere."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.MATERIALS and super().may_enter(case, node, colour)


@fault("submit-node-locked", "R2.4.8f")
class SubmitNodeLocked(Rules):
    """提交信息 in the flow bar leads nowhere."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.SUBMIT and super().may_enter(case, node, colour)


@fault("materials-green-without-any", "Q24")
class MaterialsGreenWithoutAny(Rules):
    """上传材料 is green before everything that the area requires is there."""

    def is_prepared(self, case: Case, node: Node, *, materials_complete: bool) -> bool:  # noqa: ARG002
        return super().is_prepared(case, node, materials_complete=True)


@fault("nodes-stay-black-after-submission", "Q24")
class NodesStayBlackAfterSubmission(Rules):
    """提交信息 does not turn green when everything has been submitted."""

    def preparation_colour(self, case: Case, node: Node, *, materials_complete: bool) -> Colour:
        colour = super().preparation_colour(case, node, materials_complete=materials_complete)
        return Colour.BLACK if node is Node.SUBMIT and colour is Colour.GREEN else colour
