"""Queues of the desks stay quick however many enrollments there are, and no page shows anybody twice or leaves one out."""

import sqlite3

import pytest
from sqlalchemy import Connection

from mock_portal.domain.area import City
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Confirmation, Role, State
from mock_portal.portal import Portal
from mock_portal.store.queues import Place, count, queue
from mock_portal.use_cases.queues import QueuePage, look_at_queue
from tests.mock_portal.desks import a_desk, a_submitted_enrollment
from tests.mock_portal.world import a_clock, a_project, an_area

DESKS = [(Role.POINT, State.SUBMITTED), (Role.INSTITUTION, State.SUBMITTED), (Role.AREA, State.SITE_PASSED)]


def plans_of(tx: Connection, staff: Staff, state: State, portal: Portal) -> list[str]:
    """How SQLite goes about the statements of a queue: its first page, a later one and its count."""
    statements: list[str] = []
    raw: sqlite3.Connection = tx.connection.driver_connection  # type: ignore[assignment]
    raw.set_trace_callback(statements.append)
    place = Place(portal.now(), 5)
    for after in (None, place):
        queue(tx, staff, state, portal.now(), after=after, limit=50)
    count(tx, staff, state)
    raw.set_trace_callback(None)
    return [step[3] for sent in statements for step in raw.execute(f"EXPLAIN QUERY PLAN {sent}")]


@pytest.mark.parametrize(("role", "state"), DESKS)
def test_a_queue_walks_an_index_and_sorts_nothing(portal: Portal, role: Role, state: State) -> None:
    staff = a_desk(portal, a_project(portal), role)

    with portal.reading() as tx:
        plans = plans_of(tx, staff, state, portal)

    assert any("SEARCH enrollment USING" in step for step in plans)
    assert not [step for step in plans if "TEMP B-TREE" in step]
    assert not [step for step in plans if step.startswith("SCAN") and "enrollment" in step]


def test_pages_follow_each_other_without_gap_or_repetition(portal: Portal) -> None:
    project_id = a_project(portal, areas=[an_area(queue_page=2)])
    made = [a_submitted_enrollment(portal, project_id, n).enrollment_id for n in range(1, 6)]
    point = a_desk(portal, project_id, Role.POINT)

    first = page_of(look_at_queue(portal, point, State.SUBMITTED))
    second = page_of(look_at_queue(portal, point, State.SUBMITTED, first.beyond))
    third = page_of(look_at_queue(portal, point, State.SUBMITTED, second.beyond))

    assert [case.enrollment.id for page in (first, second, third) for case in page.cases] == made
    assert (first.total, third.beyond) == (5, None)


def test_a_queue_holds_only_the_desks_own_city_and_project(portal: Portal) -> None:
    project_id = a_project(portal)
    own = a_submitted_enrollment(portal, project_id, 1)
    a_submitted_enrollment(portal, project_id, 2, city="株洲市")
    a_submitted_enrollment(portal, a_project(portal), 3)

    page = page_of(look_at_queue(portal, a_desk(portal, project_id, Role.POINT), State.SUBMITTED))

    assert [case.enrollment.id for case in page.cases] == [own.enrollment_id]


def test_after_the_payment_an_area_lists_and_counts_only_those_who_need_not_pay(portal: Portal) -> None:
    cities = (City("长沙市"), City("株洲市", online_payment=False), City("湘潭市", online_payment=False))
    area = an_area(cities=cities, queue_page=2)
    project_id = a_project(portal, areas=[area])
    made = {
        n: a_submitted_enrollment(portal, project_id, n, state=State.APPROVED, area=area, city=cities[n % 3].name)
        for n in range(1, 8)
    }
    desk = a_desk(portal, project_id, Role.AREA, city="")
    assert page_of(look_at_queue(portal, desk, State.APPROVED)).total == 7

    a_clock(portal).now = area.timetable.payment.closes
    first = page_of(look_at_queue(portal, desk, State.APPROVED))
    second = page_of(look_at_queue(portal, desk, State.APPROVED, first.beyond))
    third = page_of(look_at_queue(portal, desk, State.APPROVED, second.beyond))

    listed = [case.enrollment.id for page in (first, second, third) for case in page.cases]
    assert listed == [made[n].enrollment_id for n in (1, 2, 4, 5, 7)]
    assert (first.total, second.total, third.beyond) == (5, 5, None)


def test_an_institution_sees_only_those_who_chose_it(portal: Portal) -> None:
    project_id = a_project(portal)
    a_submitted_enrollment(portal, project_id, 1, confirmation=Confirmation.ONLINE)
    other = a_desk(portal, project_id, Role.INSTITUTION, unit="已停办机构")

    assert page_of(look_at_queue(portal, other, State.SUBMITTED)).cases == ()


def page_of(answer: object) -> QueuePage:
    """What must be a page of a queue."""
    assert isinstance(answer, QueuePage)
    return answer
