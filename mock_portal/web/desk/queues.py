"""The desks that work through a queue: 材料审核, 考点初审 and 考区终审, one table of what each may do."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.rules.standing import moment
from mock_portal.domain.terms import Event, State
from mock_portal.use_cases.confirmation import judge_materials
from mock_portal.use_cases.decisions import Decided
from mock_portal.use_cases.dossiers import OnTheTable, find_holder, lay_on_table
from mock_portal.use_cases.queues import QueuePage, look_at_queue
from mock_portal.use_cases.review import review
from mock_portal.web.components import Link
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk, found, sight
from mock_portal.web.desk.listing import Listing, read_place, show_listing
from mock_portal.web.desk.table import Act, Sheet, show_table
from mock_portal.web.refusals import status_of
from mock_portal.web.visits import portal


def _judges_materials(rules: Rules, staff: Staff, case: Case, _event: Event) -> Refusal | None:
    return rules.materials_decision_refused(staff, case)


def _reviews(rules: Rules, staff: Staff, case: Case, event: Event) -> Refusal | None:
    return rules.review_refused(staff, case, event)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk with a queue; ``acts`` begin with the one that is the desk's proper task."""

    listing: Listing
    acts: tuple[Act, ...]
    refused: Callable[[Rules, Staff, Case, Event], Refusal | None]
    decide: Callable[..., Decided | Refusal]  # portal, staff, enrollment id, event, sight, reason
    corrects: bool = False

    def address(self, enrollment_id: int) -> str:
        """Where one enrollment lies on this desk."""
        return f"{self.listing.address}/{enrollment_id}"

    def act(self, name: str) -> Act | None:
        """The act whose button was pressed."""
        return next((act for act in self.acts if act.event.value == name), None)

    def possible(self, rules: Rules, staff: Staff, case: Case) -> tuple[Act, ...]:
        """The acts that would not be refused now."""
        return tuple(act for act in self.acts if self.refused(rules, staff, case, act.event) is None)


MATERIALS = Desk(
    Listing(
        "材料审核",
        "/desk/materials",
        {State.SUBMITTED: "待审核", State.CONFIRM_REJECTED: "待考生重新上传", State.CONFIRMED: "已确认"},
    ),
    (
        Act(Event.CONFIRM, "通过", "materials-passed"),
        Act(Event.REJECT_ONLINE, "确认不通过", "materials-rejected", "danger"),
    ),
    refused=_judges_materials,
    decide=judge_materials,
)
SITE_REVIEW = Desk(
    Listing(
        "考点初审",
        "/desk/site-review",
        {
            State.CONFIRMED: "待考点初审",
            State.SITE_PASSED: "待考区终审",
            State.REVIEW_REJECTED: "审核不通过",
            State.APPROVED: "考区终审通过",
            State.PAID: "已缴费",
        },
    ),
    (
        Act(Event.PASS_SITE, "通过", "site-passed"),
        Act(Event.FAIL_SITE, "不通过", "site-failed", "danger"),
        Act(Event.SEND_BACK, "退回", "sent-back", "secondary"),
    ),
    refused=_reviews,
    decide=review,
    corrects=True,
)
AREA_REVIEW = Desk(
    Listing(
        "考区终审",
        "/desk/area-review",
        {
            State.SITE_PASSED: "待考区终审",
            State.APPROVED: "终审通过",
            State.PAID: "已缴费",
            State.REVIEW_REJECTED: "审核不通过",
        },
    ),
    (
        Act(Event.PASS_AREA, "通过", "area-passed"),
        Act(Event.FAIL_AREA, "不通过", "area-failed", "danger"),
    ),
    refused=_reviews,
    decide=review,
)


def open_desk(desk: Desk) -> None:
    """Register the three views of a desk: its queue, one enrollment on it, a decision."""
    address, name = desk.listing.address, desk.listing.address.rpartition("/")[2]

    @at_desk(address)
    def queue(staff: Staff) -> str | Response | tuple[str, int]:
        return show_queue(desk, staff)

    @at_desk(address)
    def enrollment(staff: Staff, enrollment_id: int) -> str:
        return show_enrollment(desk, staff, enrollment_id)

    @at_desk(address)
    def decision(staff: Staff, enrollment_id: int) -> Response | tuple[str, int]:
        return take_decision(desk, staff, enrollment_id, sight())

    blueprint.add_url_rule(address, f"{name}-queue", queue)
    blueprint.add_url_rule(f"{address}/<int:enrollment_id>", name, enrollment)
    blueprint.add_url_rule(f"{address}/<int:enrollment_id>", f"{name}-decision", decision, methods=["POST"])


def show_queue(desk: Desk, staff: Staff) -> str | Response | tuple[str, int]:
    """The queue, or the one candidate whose ID number was asked for."""
    refusal = None
    if id_number := request.args.get("id_number", "").strip():
        holder = find_holder(portal(), staff, id_number)
        if isinstance(holder, int):
            return redirect(desk.address(holder), 303)
        refusal = holder
    place = read_place(request.args.get("after", ""))
    state = desk.listing.chosen(request.args.get("state", ""))
    page: QueuePage = found(look_at_queue(portal(), staff, state, place))
    shown = show_listing(desk.listing, page, place=place, refusal=refusal, id_number=id_number)
    return (shown, status_of(refusal)) if refusal else shown


def show_enrollment(
    desk: Desk, staff: Staff, enrollment_id: int, refusal: Refusal | None = None, *, reason: str = ""
) -> str:
    """One enrollment with the buttons that may be pressed; if none may, the page says why."""
    table: OnTheTable = found(lay_on_table(portal(), staff, enrollment_id))
    rules = portal().parts(table.case).rules
    acts = desk.possible(rules, staff, table.case)
    why_none = None if acts else desk.refused(rules, staff, table.case, desk.acts[0].event)
    sheet = Sheet(
        desk.listing.heading,
        desk.address(enrollment_id),
        acts,
        refusal or why_none,
        reason,
        note=_last_chance(table.case, acts),
        links=_correction(desk, staff, table.case, rules),
        back=desk.listing.address,
    )
    return show_table(table, sheet)


def take_decision(desk: Desk, staff: Staff, enrollment_id: int, seen: Sight) -> Response | tuple[str, int]:
    """Carry out the button that was pressed, or say on the same page why not."""
    act = desk.act(request.form.get("act", ""))
    if act is None:
        return show_enrollment(desk, staff, enrollment_id, refuse(Reason.FORM_EXPIRED)), 403
    reason = request.form.get("reason", "")
    answer = desk.decide(portal(), staff, enrollment_id, act.event, seen, reason=reason)
    if isinstance(answer, Refusal):
        return show_enrollment(desk, staff, enrollment_id, answer, reason=reason), status_of(answer)
    return redirect(f"{desk.listing.address}?done={act.done}", 303)


def _last_chance(case: Case, acts: tuple[Act, ...]) -> str:
    """Saying no after the candidate's own deadline leaves no time to repair (D22): the desk must know."""
    closes = case.area.timetable.resubmission
    if Event.REJECT_ONLINE not in {act.event for act in acts} or not closes.is_over(case.now):
        return ""
    return f"重新上传材料已于{moment(closes.closes)}截止，“确认不通过”后考生将不能补正，视为自动放弃。"


def _correction(desk: Desk, staff: Staff, case: Case, rules: Rules) -> tuple[Link, ...]:
    if not desk.corrects or rules.review_refused(staff, case, Event.CORRECT):
        return ()
    return (Link("更正报考信息", f"{desk.address(case.enrollment.id)}/correction"),)


for _desk in (MATERIALS, SITE_REVIEW, AREA_REVIEW):
    open_desk(_desk)
