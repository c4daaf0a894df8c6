"""What the form pages look up while they are filled in: institutions of a city, employers of a keyword."""

from dataclasses import dataclass

from mock_portal.domain.case import Case, Person
from mock_portal.domain.catalogue.choices import OTHER
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.employers import MOST_FINDINGS
from mock_portal.portal import Portal
from mock_portal.reference.employers import registered_employers
from mock_portal.store.enrollments import case_of_person


@dataclass(frozen=True, slots=True)
class Institutions:
    """Institutions that may be chosen, city by city."""

    area: str
    cities: tuple[tuple[str, tuple[str, ...]], ...]


def institutions(portal: Portal, person: Person, project_id: int, city: str = "") -> Institutions | Refusal:
    """Active institutions of one city, or of all cities of the area in which somebody enrolls (Q26)."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
    if case is None or not case.area.confirms_online:
        return refuse(Reason.NOT_FOUND)
    return Institutions(case.area.name, tuple(_listed(portal, case, city)))


def _listed(portal: Portal, case: Case, city: str) -> list[tuple[str, tuple[str, ...]]]:
    rules = portal.parts(case).rules
    return [(c.name, rules.institutions(case, c.name)) for c in case.area.cities if city in {"", c.name}]


def employers(portal: Portal, person: Person, keyword: str) -> list[tuple[str, str]]:
    """Ids and names of the employers that a keyword finds, as many as a list shows; “其它” finds itself."""
    with portal.reading() as tx:
        rules = portal.parts_of_person(tx, person.id_number).rules
    if keyword == OTHER:
        return [(OTHER, OTHER)]
    if rules.keyword_problem(keyword):
        return []
    return rules.search(keyword, registered_employers())[:MOST_FINDINGS]
