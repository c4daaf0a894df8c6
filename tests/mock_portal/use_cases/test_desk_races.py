"""Two hands at one enrollment at the same moment: exactly one decision is carried out, on both stores."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import func, select

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.terms import Confirmation, Event, Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.use_cases.confirmation import Form, confirm_form, judge_materials, refuse_form
from mock_portal.use_cases.decisions import Decided
from mock_portal.use_cases.review import review
from tests.mock_portal.desks import a_desk, a_submitted_enrollment, sight_of
from tests.mock_portal.world import a_project

ROUNDS = 20
TOO_LATE = {Reason.CHANGED_MEANWHILE, Reason.NOT_IN_TURN, Reason.STALE_FORM}
Act = Callable[[], Decided | Refusal]


def at_once(acts: Sequence[Act]) -> list[Decided | Refusal]:
    """What each of the acts answered, all begun at the same moment."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> Decided | Refusal:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def assert_one_won(portal: Portal, enrollment_id: int, answers: Sequence[Decided | Refusal]) -> None:
    """One decision, one line in the audit, a timely refusal for everybody else."""
    refusals = [answer.reason for answer in answers if isinstance(answer, Refusal)]
    assert len(refusals) == len(answers) - 1
    assert set(refusals) <= TOO_LATE
    with portal.reading() as tx:
        lines = select(func.count()).select_from(s.audit).where(s.audit.c.enrollment_id == enrollment_id)
        assert tx.execute(lines).scalar_one() == 1


def test_two_points_decide_differently(any_portal: Portal) -> None:
    project_id = a_project(any_portal)
    point = a_desk(any_portal, project_id, Role.POINT)

    for number in range(1, ROUNDS + 1):
        filled = a_submitted_enrollment(any_portal, project_id, number)
        form = Form(f"CODE{number:06d}01", sight_of(any_portal, filled))
        acts = (partial(confirm_form, any_portal, point, form), partial(refuse_form, any_portal, point, form, "缺材料"))
        assert_one_won(any_portal, filled.enrollment_id, at_once(acts))


def test_an_institution_passes_and_rejects_the_same_materials(any_portal: Portal) -> None:
    project_id = a_project(any_portal)
    institution = a_desk(any_portal, project_id, Role.INSTITUTION)

    for number in range(1, ROUNDS + 1):
        filled = a_submitted_enrollment(any_portal, project_id, number, confirmation=Confirmation.ONLINE)
        judge = partial(
            judge_materials, any_portal, institution, filled.enrollment_id, seen=sight_of(any_portal, filled)
        )
        acts = [partial(judge, event=event, reason="不清晰") for event in (Event.CONFIRM, Event.REJECT_ONLINE)]
        assert_one_won(any_portal, filled.enrollment_id, at_once(acts))


def test_three_area_officers_pass_fail_and_pass(any_portal: Portal) -> None:
    project_id = a_project(any_portal)
    area = a_desk(any_portal, project_id, Role.AREA)
    events = (Event.PASS_AREA, Event.FAIL_AREA, Event.PASS_AREA)

    for number in range(1, ROUNDS + 1):
        filled = a_submitted_enrollment(any_portal, project_id, number, state=State.SITE_PASSED)
        decide = partial(review, any_portal, area, filled.enrollment_id, seen=sight_of(any_portal, filled))
        acts = [partial(decide, event=event, reason="抽查") for event in events]
        assert_one_won(any_portal, filled.enrollment_id, at_once(acts))
