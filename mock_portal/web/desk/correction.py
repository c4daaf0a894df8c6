"""更正报考信息 at the site: one page of what was submitted, with the reason for correcting it."""

from dataclasses import replace

from flask import jsonify, redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.catalogue.choices import OTHER
from mock_portal.domain.catalogue.fields import page_title
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.rules.employers import MOST_FINDINGS
from mock_portal.domain.terms import Event, Page
from mock_portal.parts import HEALTHY
from mock_portal.reference.employers import registered_employers
from mock_portal.use_cases.corrections import CORRECTABLE, correct, open_for_correction
from mock_portal.use_cases.decisions import Decided
from mock_portal.use_cases.dossiers import lay_on_table
from mock_portal.use_cases.form_pages import OpenPage
from mock_portal.web.components import FieldKind, FieldView, Link, Search
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk, found, sight
from mock_portal.web.enrollment.form_pages import read_sent, status_of_page
from mock_portal.web.enrollment.page_views import page_fields
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import portal

DESK = "/desk/site-review"
CORRECTION = f"{DESK}/<int:enrollment_id>/correction"
PAGE = f"{CORRECTION}/<any({', '.join(CORRECTABLE)}):page>"
EMPLOYERS = "/desk/employers?q="


@blueprint.get(CORRECTION)
@at_desk(DESK)
def choose_page(staff: Staff, enrollment_id: int) -> str | tuple[str, int]:
    """Which page is to be corrected."""
    table = found(lay_on_table(portal(), staff, enrollment_id))
    rules = portal().parts(table.case).rules
    refusal = rules.review_refused(staff, table.case, Event.CORRECT)
    base = f"{DESK}/{enrollment_id}"
    pages = () if refusal else tuple(Link(page_title(page), f"{base}/correction/{page}") for page in CORRECTABLE)
    shown = show_page(
        "desk/correction_choice.html",
        heading="更正报考信息",
        refusal=view_of(refusal),
        standing=[("姓名", table.case.person.name), ("当前状态", rules.state_text(table.case))],
        pages=pages,
        back=base,
    )
    return (shown, status_of(refusal)) if refusal else shown


@blueprint.get(PAGE)
@at_desk(DESK)
def correction(staff: Staff, enrollment_id: int, page: str) -> str | Response:
    """The page as it was submitted."""
    opened = open_for_correction(portal(), staff, enrollment_id, Page(page))
    if isinstance(opened, Refusal):
        return redirect(f"{DESK}/{enrollment_id}/correction", 303)
    return _show(opened, _as_it_stands(opened))


@blueprint.post(PAGE)
@at_desk(DESK)
def correct_page(staff: Staff, enrollment_id: int, page: str) -> str | Response | tuple[str, int]:
    """Keep the correction, or look for the typed employer."""
    sent, reason = read_sent(Page(page), request.form), request.form.get("reason", "")
    if "act" in request.form:
        opened = found(open_for_correction(portal(), staff, enrollment_id, Page(page), sent))
        return _show(opened, sight(), reason=reason)
    answer = correct(portal(), staff, enrollment_id, Page(page), sent, seen=sight(), reason=reason)
    match answer:
        case Decided():
            return redirect(f"{DESK}?done=corrected", 303)
        case OpenPage():
            return _show(answer, sight(), answer.refusal, reason), status_of_page(answer)
    as_submitted = found(open_for_correction(portal(), staff, enrollment_id, Page(page)))
    return _show(as_submitted, _as_it_stands(as_submitted), answer, reason), status_of(answer)


@blueprint.get("/desk/employers")
@at_desk(DESK)
def employers(_staff: Staff) -> Response:
    """The employers that the typed keyword finds."""
    keyword = request.args.get("q", "").strip()
    known = registered_employers()
    findings = [] if HEALTHY.rules.keyword_problem(keyword) else HEALTHY.rules.search(keyword, known)
    pairs = [(OTHER, OTHER)] if keyword == OTHER else findings[:MOST_FINDINGS]
    return jsonify([{"value": value, "label": label} for value, label in pairs])


def _as_it_stands(opened: OpenPage) -> Sight:
    enrollment = opened.sheet.case.enrollment
    return Sight(enrollment.version, enrollment.revision)


def _show(opened: OpenPage, seen: Sight, refusal: Refusal | None = None, reason: str = "") -> str:
    case = opened.sheet.case
    hidden = {"version": str(seen.version), "revision": str(seen.revision)}
    why = FieldView("reason", "更正原因", FieldKind.TEXTAREA, value=reason, required=True, max_length=500)
    return show_page(
        "desk/correction.html",
        heading=f"更正报考信息：{page_title(opened.sheet.page)}",
        refusal=view_of(refusal),
        notice=opened.notice,
        standing=[("姓名", case.person.name), ("当前状态", opened.rules.state_text(case))],
        views=[*map(_at_desk, page_fields(opened)), why],
        hidden=[FieldView(name, "", FieldKind.HIDDEN, value=value) for name, value in hidden.items()],
        back=f"{DESK}/{case.enrollment.id}",
    )


def _at_desk(view: FieldView) -> FieldView:
    """The field without what the candidate's own page asks of the candidate's own addresses."""
    searched = replace(view.search, address=EMPLOYERS) if isinstance(view.search, Search) else None
    return replace(view, attributes={}, search=searched)
