"""The flow bar 【报考流程】: which nodes an area type has, their colours and words (R2.4.7-R6.3, Q24)."""

from dataclasses import dataclass
from enum import StrEnum

from mock_portal.domain.case import Case
from mock_portal.domain.rules.submission import SubmissionRules
from mock_portal.domain.terms import Colour, Page, State


class Node(StrEnum):
    """The nodes by their words on the screen."""

    FILL = "填写/修改报考信息"
    PHOTO = "确认照片"
    MATERIALS = "上传材料"
    SUBMIT = "提交信息"
    CONFIRMATION = "报名确认"
    REVIEW = "资格审核"
    PAYMENT = "缴费"


@dataclass(frozen=True, slots=True)
class NodeState:
    """One node as shown: ``words`` say the same as ``colour``."""

    node: Node
    colour: Colour
    words: str


NODES = tuple(Node)
WORDS = {Colour.GREY: "未开始", Colour.BLACK: "进行中", Colour.GREEN: "已完成", Colour.RED: "未通过"}
REVIEWING = {State.CONFIRMED, State.SITE_PASSED}
CONFIRMED = REVIEWING | {State.REVIEW_REJECTED, State.APPROVED, State.PAID}
REVIEW_WORDS = {
    State.CONFIRMED: "等待考点初审",
    State.SITE_PASSED: "考点初审已通过，等待考区终审",
    State.REVIEW_REJECTED: "审核不通过",
}


class FlowRules(SubmissionRules):
    """Nodes and colours: functions of state and area type (while drafting, also of what has been filled in)."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        """The nodes of this candidate's area type, in order."""
        materials, payment = case.area.confirms_online, self.pays_online(case)
        return tuple(n for n in NODES if (n is not Node.MATERIALS or materials) and (n is not Node.PAYMENT or payment))

    def node_after_photo(self, case: Case) -> Node:
        """Where “确认使用照片” leads: to 上传材料 in online areas, else to 提交信息 (R2.4.8a, R2.4.8e)."""
        nodes = self.nodes(case)
        return nodes[nodes.index(Node.PHOTO) + 1]

    def colour(self, case: Case, node: Node, *, materials_complete: bool) -> Colour:
        """The colour of one node."""
        match node:
            case Node.CONFIRMATION:
                return self.confirmation_colour(case.state)
            case Node.REVIEW:
                return self.review_colour(case.state)
            case Node.PAYMENT:
                return self.payment_colour(case.state)
        return self.preparation_colour(case, node, materials_complete=materials_complete)

    def preparation_colour(self, case: Case, node: Node, *, materials_complete: bool) -> Colour:
        """Nodes up to 提交信息: all green once submitted, else green as far as the candidate has come."""
        if case.state not in {State.DRAFT, State.CONFIRM_REJECTED}:
            return Colour.GREEN
        for earlier in self.nodes(case):
            if earlier is node:
                break
            if not self.is_prepared(case, earlier, materials_complete=materials_complete):
                return Colour.GREY
        to_repair = node is Node.MATERIALS and case.state is State.CONFIRM_REJECTED
        done = self.is_prepared(case, node, materials_complete=materials_complete) and not to_repair
        return Colour.GREEN if done else Colour.BLACK

    def is_prepared(self, case: Case, node: Node, *, materials_complete: bool) -> bool:
        """Whether a node before the submission lets one go on to the next."""
        match node:
            case Node.FILL:
                pages = case.enrollment.pages
                return len(pages) == len(Page) and all(page.done for page in pages.values())
            case Node.PHOTO:
                return case.enrollment.photo_file is not None
        return node is Node.MATERIALS and materials_complete

    def confirmation_colour(self, state: State) -> Colour:
        """报名确认 turns green once confirmed (R4.4a)."""
        if state in CONFIRMED:
            return Colour.GREEN
        return {State.SUBMITTED: Colour.BLACK, State.CONFIRM_REJECTED: Colour.RED}.get(state, Colour.GREY)

    def review_colour(self, state: State) -> Colour:
        """资格审核 turns black with confirmation (R4.4b), green only after the final review (R5.3)."""
        if state in {State.APPROVED, State.PAID}:
            return Colour.GREEN
        if state in REVIEWING:
            return Colour.BLACK
        return Colour.RED if state is State.REVIEW_REJECTED else Colour.GREY

    def payment_colour(self, state: State) -> Colour:
        """缴费 opens with approval and turns green when paid (R6.2e)."""
        return {State.APPROVED: Colour.BLACK, State.PAID: Colour.GREEN}.get(state, Colour.GREY)

    def words(self, case: Case, node: Node, colour: Colour) -> str:
        """What the node says beside its colour."""
        if colour in {Colour.BLACK, Colour.RED} and self.standing(case).state is State.ABANDONED:
            return "已放弃"
        if node is Node.CONFIRMATION and colour is Colour.RED:
            return "确认不通过"
        if node is Node.MATERIALS and colour is Colour.BLACK and case.state is State.CONFIRM_REJECTED:
            return "待重新上传"
        if node is Node.REVIEW:
            return REVIEW_WORDS.get(case.state, WORDS[colour])
        return WORDS[colour]

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        """Whether a node is a link: one that has been reached and where something can be done or seen (R2.4.7b, R6.2a)."""
        if colour is Colour.GREY:
            return False
        match node:
            case Node.FILL | Node.PHOTO | Node.MATERIALS:
                return self.edit_refused(case) is None
            case Node.SUBMIT | Node.PAYMENT:
                return True
        return False

    def flow(self, case: Case, *, materials_complete: bool) -> tuple[NodeState, ...]:
        """The whole flow bar."""
        shown = []
        for node in self.nodes(case):
            colour = self.colour(case, node, materials_complete=materials_complete)
            shown.append(NodeState(node, colour, self.words(case, node, colour)))
        return tuple(shown)
