"""What waits at a desk: one page of its queue, with the area's windows beside it."""

from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.parts import parts_with
from mock_portal.portal import Portal
from mock_portal.store.projects import find_area, find_project
from mock_portal.store.queues import Place, count, queue

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a queue. ``total`` is exact below the limit of counting; ``beyond`` is where the next page begins."""

    area: Area
    now: datetime
    state: State
    over: bool  # everything in it has lapsed
    cases: tuple[Case, ...] = ()
    total: int = 0
    beyond: Place | None = None


def look_at_queue(portal: Portal, staff: Staff, state: State, after: Place | None = None) -> QueuePage | Refusal:
    """The next enrollments in ``state`` within the desk's scope."""
    with portal.reading() as tx:
        project, area = find_project(tx, staff.project_id), find_area(tx, staff.project_id, staff.area)
        if project is None or area is None:
            return refuse(Reason.NOT_FOUND)
        now, rules = project.now(portal.now()), parts_with(project.faults).rules
        waiting = rules.cities_waiting(area[0], state, now, staff.city)
        if not waiting:
            return QueuePage(area[0], now, state, over=True)
        whose = rules.queue_of(staff)
        in_part = not staff.city and len(waiting) < len(area[0].cities)
        # Of an area in which only some cities wait, as the exam sites of these see theirs.
        desks = [replace(whose, role=Role.SITE, city=city) for city in waiting] if in_part else [whose]
        size = area[0].queue_page or PAGE_SIZE
        queues = [queue(tx, desk, state, portal.now(), after=after, limit=size + 1) for desk in desks]
        found = list(islice(merge(*queues, key=_order), size + 1))
        total = rules.counted(sum(count(tx, desk, state) for desk in desks), found[:size])
    shown, last = found[:size], rules.last_of_page(found, size)
    cases = tuple(case for case in shown if rules.waits(case, state))
    return QueuePage(area[0], now, state, over=False, cases=cases, total=total, beyond=_place(last) if last else None)


def _place(case: Case) -> Place:
    return Place(*_order(case))


def _order(case: Case) -> tuple[datetime, int]:
    submitted_at = case.enrollment.submitted_at
    if submitted_at is None:
        raise ValueError(f"expected an enrollment in a queue to be submitted, found {case.enrollment.id} that is not")
    return submitted_at, case.enrollment.id
