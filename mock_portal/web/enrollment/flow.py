"""【报考流程】: the home of an enrollment, and the list of its form pages."""

from collections.abc import Collection
from datetime import datetime

from werkzeug.wrappers import Response

from mock_portal.domain.case import Case, Person
from mock_portal.domain.catalogue.fields import page_title
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.rules.standing import moment
from mock_portal.domain.terms import Abandonment, Event, Page
from mock_portal.store.submissions import Happening
from mock_portal.use_cases.flow import Progress, look_at_flow
from mock_portal.use_cases.own_case import own_case
from mock_portal.web.components import Deadline, Link, NodeColour, NodeView, Table
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.places import go, granted, home_of, place_of, way_back
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import view_of
from mock_portal.web.visits import for_candidates, portal

NEXT_STEP = {
    Abandonment.NOT_SUBMITTED: ("提交报名信息截至", "逾期未提交视为自动放弃本次考试。"),
    Abandonment.NOT_CONFIRMED: ("报名确认截至", "逾期未确认视为自动放弃本次考试。"),
    Abandonment.NOT_REPAIRED: ("重新上传材料并提交截至", "逾期未重新提交视为自动放弃本次考试。"),
    Abandonment.NOT_PAID: ("网上缴费截至", "逾期未缴费视为自动放弃本次考试。"),
}
EVENT_WORDS = {
    Event.SUBMIT: "提交报名信息",
    Event.WITHDRAW: "撤回信息提交",
    Event.CHANGE_AREA: "修改考区",
    Event.CONFIRM: "报名确认通过",
    Event.REFUSE_AT_DESK: "报名点未予确认",
    Event.REJECT_ONLINE: "确认不通过",
    Event.PASS_SITE: "考点初审通过",
    Event.FAIL_SITE: "考点初审不通过",
    Event.PASS_AREA: "考区终审通过",
    Event.FAIL_AREA: "考区终审不通过",
    Event.SEND_BACK: "退回修改",
    Event.CORRECT: "考点更正报考信息",
    Event.PAY: "缴费成功",
}
EVENTS = frozenset(Event)


@blueprint.get("/enrollment/<int:project_id>/")
@for_candidates
def show_flow(person: Person, project_id: int) -> str:
    """Flow bar, state, next deadline, what can be done now, what has happened."""
    progress = granted(look_at_flow(portal(), person, project_id))
    case, rules = progress.case, progress.rules
    return show_page(
        "enrollment/flow.html",
        heading="报考流程",
        nodes=nodes_of(rules, case, progress.trail.uploaded),
        facts=_facts(rules, case),
        abandoned=view_of(rules.abandonment_refused(case)),
        deadline=next_deadline(rules, case),
        doors=_doors(progress),
        history=_history(progress.trail.happenings),
    )


def nodes_of(rules: Rules, case: Case, uploaded: Collection[str], *, current: Node | None = None) -> list[NodeView]:
    """The flow bar; ``current`` is the node of the page one is on."""
    complete = not rules.missing_materials(case, uploaded)
    return [
        NodeView(
            label=state.node.value,
            colour=NodeColour(state.colour.value),
            address=place_of(case, state.node) if rules.may_enter(case, state.node, state.colour) else None,
            current=state.node is current,
            state_words=state.words,
        )
        for state in rules.flow(case, materials_complete=complete)
    ]


def next_deadline(rules: Rules, case: Case) -> Deadline | None:
    """The moment by which this person must have acted, on the project's clock; None if nothing more lies ahead."""
    final = rules.final_moment(case)
    if final is None or rules.abandonment_refused(case):
        return None
    label, advice = NEXT_STEP[final[1]]
    return Deadline(label, moment(final[0]), iso(final[0]), advice, now=iso(case.now))


def iso(when: datetime) -> str:
    """A moment for programs, to the second."""
    return when.isoformat(timespec="seconds")


def _facts(rules: Rules, case: Case) -> list[tuple[str, str]]:
    enrollment = case.enrollment
    told = [
        ("考试项目", case.project.title),
        ("所在省份", enrollment.area),
        ("报名地市", enrollment.city),
        ("网上确认机构", enrollment.institution),
        ("报名状态", rules.state_text(case)),
        ("原因", rules.reason_shown(case)),
    ]
    return [(label, words) for label, words in told if words]


def _doors(progress: Progress) -> list[tuple[Link, str]]:
    """What can be done now: links with their tone, each where its rule says yes."""
    rules, case = progress.rules, progress.case
    home = home_of(case.project.id)
    doors = (
        (rules.edit_refused(case), "填写/修改报考信息", f"{home}pages/", "primary"),
        (rules.payment_refused(case), "缴费", place_of(case, Node.PAYMENT), "primary"),
        (rules.printing_refused(case), "打印报名表", f"{home}form.pdf", "primary"),
        (rules.withdrawal_refused(case), "撤回信息提交", f"{home}withdrawal", "secondary"),
        (rules.area_change_refused(case), "修改考区", f"{home}change-area", "secondary"),
    )
    open_doors = [(Link(label, address), tone) for refusal, label, address, tone in doors if refusal is None]
    return _notice_first(progress, open_doors)


def _notice_first(progress: Progress, doors: list[tuple[Link, str]]) -> list[tuple[Link, str]]:
    """After “修改考区” the new area's notice comes before everything else."""
    case = progress.case
    refusal = progress.rules.abandonment_refused(case) or progress.rules.notice_refused(case)
    address = way_back(case, refusal) if refusal else None
    return [(Link("阅读报考须知", address), "primary"), *doors] if address else doors


def _history(happenings: Collection[Happening]) -> Table:
    rows = [
        (moment_of(h.when), EVENT_WORDS.get(Event(h.event), h.event), f"第{h.version}版" if h.version else "", h.note)
        for h in happenings
        if h.event in EVENTS
    ]
    return Table("报名记录", ("时间", "事项", "报名表版本", "说明"), rows, empty="尚未提交报名信息")


def moment_of(when: datetime) -> str:
    """When something happened."""
    return f"{when:%Y-%m-%d %H:%M:%S}"


@blueprint.get("/enrollment/<int:project_id>/pages/")
@for_candidates
def show_form_pages(person: Person, project_id: int) -> str | Response:
    """填写/修改报考信息: the six pages, those that can be opened as links."""
    case = granted(own_case(portal(), person, project_id))
    rules = portal().parts(case).rules
    refusal = rules.edit_refused(case)
    if refusal and (address := way_back(case, refusal)):
        return go(address)
    return show_page(
        "enrollment/pages.html",
        heading="填写/修改报考信息",
        refusal=view_of(refusal),
        pages=[] if refusal else [_page_line(rules, case, page) for page in Page],
        home=home_of(project_id),
    )


def _page_line(rules: Rules, case: Case, page: Page) -> tuple[str, str, str]:
    """Title, address if it can be opened, and words of one page."""
    saved = case.enrollment.pages.get(page)
    opens = rules.order_refused(case, page) is None
    address = f"{home_of(case.project.id)}pages/{page}" if opens else ""
    return page_title(page), address, "已完成" if saved and saved.done else "待填写"
