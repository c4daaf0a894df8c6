"""What scripts ask for while a form page is filled in, as JSON; and the list of institutions behind the blue link."""

from collections.abc import Iterable
from typing import TypeVar

from flask import jsonify, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.catalogue.specialties import specialties_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.use_cases import lookup
from mock_portal.use_cases.form_pages import default_ticks
from mock_portal.web.components import Table
from mock_portal.web.enrollment import blueprint
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import Refused, view_of
from mock_portal.web.visits import for_candidates, portal

Found = TypeVar("Found")


@blueprint.get("/enrollment/<int:project_id>/institutions")
@for_candidates
def show_institutions(person: Person, project_id: int) -> str:
    """The institutions that can be chosen, of one city if the address names it."""
    city = request.args.get("city", "")
    found = _allowed(lookup.institutions(portal(), person, project_id, city))
    rows = [(city_name, name) for city_name, names in found.cities for name in names]
    return show_page(
        "enrollment/institutions.html",
        heading="网上确认机构列表",
        table=Table(f"{found.area}可填报的网上确认机构", ("报名地市", "网上确认机构"), rows),
        refusal=None if rows else view_of(refuse(Reason.NO_INSTITUTION)),
        back=f"/enrollment/{project_id}/pages/city",
    )


@blueprint.get("/enrollment/<int:project_id>/choices/institutions")
@for_candidates
def institutions_of_city(person: Person, project_id: int) -> Response:
    """The institutions of the city in the address, nothing for an unknown one."""
    city = request.args.get("city", "")
    found = _allowed(lookup.institutions(portal(), person, project_id, city)) if city else None
    return _choices((name, name) for _, names in (found.cities if found else ()) for name in names)


@blueprint.get("/enrollment/<int:project_id>/choices/subjects")
@for_candidates
def subjects_of_specialty(person: Person, project_id: int) -> Response:
    """The subjects that are ticked by default for the specialty in the address."""
    ticks = _allowed(default_ticks(portal(), person, project_id, request.args.get("specialty", "")))
    return jsonify({"ticked": ticks})


@blueprint.get("/enrollment/choices/specialties")
@for_candidates
def specialties_of_level(_person: Person) -> Response:
    """The specialties of the level in the address."""
    return _choices((choice.value, choice.label) for choice in specialties_of(request.args.get("level", "")))


@blueprint.get("/enrollment/choices/employers")
@for_candidates
def employers_of_keyword(person: Person) -> Response:
    """The employers that the typed keyword finds."""
    return _choices(lookup.employers(portal(), person, request.args.get("q", "").strip()))


def _choices(pairs: Iterable[tuple[str, str]]) -> Response:
    return jsonify([{"value": value, "label": label} for value, label in pairs])


def _allowed(found: Found | Refusal) -> Found:
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
