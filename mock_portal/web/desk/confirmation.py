"""报名确认 at the registration point or the exam site: the printed form in the hand, its version on the screen."""

from dataclasses import replace

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Event, State
from mock_portal.use_cases.confirmation import Form, confirm_form, look_up_form, normal_code, refuse_form
from mock_portal.use_cases.dossiers import OnTheTable, find_holder, lay_on_table
from mock_portal.use_cases.queues import look_at_queue
from mock_portal.web.components import FieldView
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk, found, sight
from mock_portal.web.desk.listing import Listing, read_place, show_listing
from mock_portal.web.desk.table import Act, Sheet, show_table
from mock_portal.web.refusals import status_of
from mock_portal.web.visits import portal

ADDRESS = "/desk/confirmation"
LISTING = Listing("报名确认", ADDRESS, {State.SUBMITTED: "待确认"})
CONFIRM = Act(Event.CONFIRM, "确认", "desk-confirmed")
REFUSE = Act(Event.REFUSE_AT_DESK, "不予确认", "desk-not-confirmed", "danger")
CODE = FieldView("code", "验证码", hint="输入或扫描报名表上的验证码", max_length=40, autocomplete="off")
ID_NUMBER = FieldView("id_number", "证件号码", hint="仅供查阅；办理确认须凭报名表验证码", max_length=40)


@blueprint.get(ADDRESS)
@at_desk(ADDRESS)
def desk(staff: Staff) -> str | Response | tuple[str, int]:
    """The queue; with a code the form that bears it, with an ID number the candidate who holds it."""
    if code := request.args.get("code", "").strip():
        return _form_page(staff, code)
    if id_number := request.args.get("id_number", "").strip():
        holder = find_holder(portal(), staff, id_number)
        if isinstance(holder, Refusal):
            return _queue_page(staff, holder, id_number=id_number)
        return redirect(f"{ADDRESS}/{holder}", 303)
    return _queue_page(staff)


@blueprint.get(f"{ADDRESS}/<int:enrollment_id>")
@at_desk(ADDRESS)
def enrollment(staff: Staff, enrollment_id: int) -> str:
    """An enrollment without its form: to read; without the code in hand nothing can be confirmed."""
    table = found(lay_on_table(portal(), staff, enrollment_id))
    return _sheet(staff, table, None, note="未出示报名表：如需办理确认，请返回输入报名表上的验证码。")


@blueprint.post(ADDRESS)
@at_desk(ADDRESS)
def decide(staff: Staff) -> Response | tuple[str, int]:
    """“确认” or “不予确认” upon the form whose code was sent."""
    form, reason = Form(request.form.get("code", ""), sight()), request.form.get("reason", "")
    refusing = request.form.get("act") == REFUSE.event.value
    act = REFUSE if refusing else CONFIRM
    answer = refuse_form(portal(), staff, form, reason) if refusing else confirm_form(portal(), staff, form)
    if isinstance(answer, Refusal):
        return _form_page(staff, form.code, answer, reason)
    return redirect(f"{ADDRESS}?done={act.done}", 303)


def _form_page(staff: Staff, code: str, refusal: Refusal | None = None, reason: str = "") -> tuple[str, int]:
    """The version that this form belongs to; a form that is no good shows nothing but the refusal."""
    case = look_up_form(portal(), staff, code)
    if isinstance(case, Refusal):
        return _queue_page(staff, refusal or case, code)
    table = found(lay_on_table(portal(), staff, case.enrollment.id))
    refusal = refusal or _refused(staff, table.case, code)
    return _sheet(staff, table, code, refusal, reason=reason), status_of(refusal) if refusal else 200


def _refused(staff: Staff, case: Case, code: str) -> Refusal | None:
    return portal().parts(case).rules.form_decision_refused(staff, case, normal_code(code))


def _sheet(
    staff: Staff,
    table: OnTheTable,
    code: str | None,
    refusal: Refusal | None = None,
    *,
    reason: str = "",
    note: str = "",
) -> str:
    decidable = code is not None and _refused(staff, table.case, code) is None
    acts = (CONFIRM, REFUSE) if decidable else ()
    return show_table(table, Sheet("报名确认", ADDRESS, acts, refusal, reason, note, code=code, back=ADDRESS))


def _queue_page(
    staff: Staff, refusal: Refusal | None = None, code: str = "", *, id_number: str = ""
) -> tuple[str, int]:
    place = read_place(request.args.get("after", ""))
    page = found(look_at_queue(portal(), staff, State.SUBMITTED, place))
    asked = (replace(CODE, value=code), replace(ID_NUMBER, value=id_number))
    shown = show_listing(LISTING, page, place=place, refusal=refusal, asked=asked)
    return shown, status_of(refusal) if refusal else 200
