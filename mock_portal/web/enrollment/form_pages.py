"""The six form pages: one view shows, tries out and saves them all."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.catalogue.fields import COMPANIONS, FIELDS, Kind, page_title
from mock_portal.domain.catalogue.sheet import text_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.terms import Page
from mock_portal.use_cases.form_pages import Detour, OpenPage, Saved, Sent, open_page, save_page, try_out
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.page_views import page_fields
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import Refused, status_of, view_of
from mock_portal.web.visits import for_candidates, portal

PAGE = f"/enrollment/<int:project_id>/pages/<any({', '.join(Page)}):page>"
OUT_OF_ORDER = "pages-in-order"  # in the address after a detour: says why one stands on this page
INVALID = 422

Answer = str | tuple[str, int] | Response


@blueprint.get(PAGE)
@for_candidates
def show_form_page(person: Person, project_id: int, page: str) -> Answer:
    """A page as it was last saved."""
    return _answer(project_id, open_page(portal(), person, project_id, Page(page)))


@blueprint.post(PAGE)
@for_candidates
def send_form_page(person: Person, project_id: int, page: str) -> Answer:
    """Save a page, or try out what a button beside “提交” asks for."""
    act = try_out if "act" in request.form else save_page
    return _answer(project_id, act(portal(), person, project_id, Page(page), read_sent(Page(page), request.form)))


def read_sent(page: Page, form: MultiDict[str, str]) -> Sent:
    """The fields of a page as they came in, blanks around texts taken off; a revision that is no number fits none.

    What the page does not ask comes along as it was sent: the rules say what becomes of it.
    """
    revision = form.get("page_revision", "")
    values: dict[str, str | tuple[str, ...]] = dict(form.items())
    values |= {name: form.get(name, "") for name in COMPANIONS.get(page, ())}
    for spec in FIELDS[page]:
        if spec.kind is Kind.CHECKBOXES:
            values[spec.name] = tuple(dict.fromkeys(form.getlist(spec.name)))
        else:
            values[spec.name] = form.get(spec.name, "").replace("\r\n", "\n").strip()
    known = revision.isascii() and revision.isdigit() and len(revision) < 10  # noqa: PLR2004  fits a column
    return Sent(values, int(revision) if known else -1, form.get("subjects_for", ""))


def _answer(project_id: int, result: Saved | OpenPage | Detour | Refusal) -> Answer:
    match result:
        case Saved(next_page=None):
            return redirect(f"/enrollment/{project_id}/photo?done=saved", 303)
        case Saved(next_page=following):
            return redirect(f"/enrollment/{project_id}/pages/{following}?done=saved", 303)
        case Detour(page=first):
            return redirect(f"/enrollment/{project_id}/pages/{first}?why={OUT_OF_ORDER}", 303)
        case OpenPage():
            return show_open_page(result), status_of_page(result)
    raise Refused(result)


def status_of_page(opened: OpenPage) -> int:
    """The HTTP status of a page that comes back instead of being kept."""
    if opened.refusal:
        return status_of(opened.refusal)
    return INVALID if opened.problems else 200


def show_open_page(opened: OpenPage) -> str:
    """The HTML of a form page."""
    page, pages = opened.sheet.page, tuple(Page)
    place = pages.index(page)
    base = f"/enrollment/{opened.sheet.case.project.id}"
    return show_page(
        "enrollment/form_page.html",
        heading=page_title(page),
        views=page_fields(opened),
        refusal=view_of(opened.refusal or _why_here(page)),
        notice=opened.notice,
        prompt_words=opened.rules.expiry_advice() if _expiry_prompt(opened) else "",
        place=place + 1,
        count=len(pages),
        home=f"{base}/",
        previous=f"{base}/pages/{pages[place - 1]}" if place else "",
        **_extras(opened, base),
    )


def _extras(opened: OpenPage, base: str) -> Mapping[str, Any]:
    """What single pages show beside their fields."""
    lists = opened.sheet.page is Page.CITY and opened.sheet.case.area.confirms_online
    return {
        "institutions": f"{base}/institutions" if lists else "",
        "reticks": opened.sheet.page is Page.SPECIALTY,
        "refers": opened.sheet.page is Page.EDUCATION,
    }


def _why_here(page: Page) -> Refusal | None:
    if request.method == "GET" and request.args.get("why") == OUT_OF_ORDER:
        return refuse(Reason.PAGES_IN_ORDER, page=page_title(page))
    return None


def _expiry_prompt(opened: OpenPage) -> bool:
    """The prompt stands on the page with the date and on the one that follows it (R2.4.2.n1)."""
    if opened.sheet.page not in {Page.IDENTITY, Page.CONTACT}:
        return False
    case = opened.sheet.case
    return opened.rules.id_expires_before_exam(case, text_of(case.enrollment.values(Page.IDENTITY), "id_valid_to"))
