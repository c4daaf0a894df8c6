"""Acts at the same moment: one submission for two clicks, one winner between candidate and desk, on both stores (Q15, Q70)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.enrollments import change
from mock_portal.use_cases.area_change import change_area
from mock_portal.use_cases.confirmation import Form, confirm_form
from mock_portal.use_cases.entry import enter
from mock_portal.use_cases.own_case import locked_case
from mock_portal.use_cases.submission import submit, withdraw
from tests.mock_portal.desks import a_desk, sight_of
from tests.mock_portal.world import Filled, a_filled_enrollment, a_project, an_account

ROUNDS = range(1, 21)
DOCUMENTS = {"重要声明", "考生诚信考试承诺书"}
Act = Callable[[], Any]


def at_once(acts: Sequence[Act]) -> list[Any]:
    """What each of the acts answered, all begun at the same moment."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> Any:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def ready(portal: Portal, project_id: int, number: int) -> Filled:
    """Another candidate's draft, ready to be submitted."""
    return a_filled_enrollment(portal, project_id, an_account(portal, number))


def reasons(answers: Sequence[Any]) -> list[Reason]:
    return [answer.reason for answer in answers if isinstance(answer, Refusal)]


def submitting(portal: Portal, filled: Filled) -> Act:
    revision = filled.case(portal).enrollment.revision
    return partial(submit, portal, filled.person, filled.project_id, revision)


def test_a_double_click_at_the_same_moment_makes_one_version(any_portal: Portal) -> None:
    project = a_project(any_portal)
    for number in ROUNDS:
        filled = ready(any_portal, project, number)
        assert at_once([submitting(any_portal, filled)] * 3) == [1, 1, 1]
        with any_portal.reading() as tx:
            versions = select(func.count()).where(s.submission.c.enrollment_id == filled.enrollment_id)
            assert tx.execute(versions).scalar_one() == 1


def test_of_withdrawal_and_confirmation_exactly_one_happens(any_portal: Portal) -> None:
    project = a_project(any_portal)
    point = a_desk(any_portal, project, Role.POINT)
    for number in ROUNDS:
        filled = ready(any_portal, project, number)
        submitting(any_portal, filled)()
        form = Form(filled.case(any_portal).enrollment.code or "", sight_of(any_portal, filled))
        answers = at_once(
            [
                partial(withdraw, any_portal, filled.person, project, filled.case(any_portal).enrollment.revision),
                partial(confirm_form, any_portal, point, form),
            ]
        )
        assert len(reasons(answers)) == 1
        case = filled.case(any_portal)
        withdrawn = not isinstance(answers[0], Refusal)
        assert case.state is (State.DRAFT if withdrawn else State.CONFIRMED)
        assert (case.enrollment.code is None) is withdrawn


def test_an_edit_is_either_in_the_submission_or_refused(any_portal: Portal) -> None:
    project = a_project(any_portal)
    for number in ROUNDS:
        filled = ready(any_portal, project, number)
        answers = at_once([submitting(any_portal, filled), partial(edit, any_portal, filled)])
        case = filled.case(any_portal)
        if isinstance(answers[0], Refusal):
            assert (answers[0].reason, case.state) == (Reason.CHANGED_MEANWHILE, State.DRAFT)
        else:
            assert (reasons(answers), case.enrollment.city) == ([Reason.NOT_EDITABLE], "长沙市")


def edit(portal: Portal, filled: Filled) -> Refusal | None:
    """As a form page saves: only while the rules allow it."""
    with portal.writing() as tx:
        case = locked_case(tx, filled.person, filled.project_id, portal.now())
        assert not isinstance(case, Refusal)
        refusal = portal.parts(case).rules.edit_refused(case)
        if refusal is None:
            change(tx, case, city="株洲市")
        return refusal


@pytest.mark.parametrize(("other", "refused"), [("湖南省", []), ("天津市", [Reason.OTHER_AREA])])
def test_entering_in_two_windows_makes_one_enrollment(any_portal: Portal, other: str, refused: list[Reason]) -> None:
    for number in ROUNDS:
        person = an_account(any_portal, number)
        project = a_project(any_portal, admitted=[person])
        acts = [partial(enter, any_portal, person, project, area, DOCUMENTS) for area in ("湖南省", other)]
        assert reasons(at_once(acts)) == refused
        with any_portal.reading() as tx:
            rows = select(func.count()).where(s.enrollment.c.account_id == person.id)
            assert tx.execute(rows).scalar_one() == 1


def test_submitting_and_changing_the_area_do_not_mix(any_portal: Portal) -> None:
    project = a_project(any_portal)
    for number in ROUNDS:
        filled = ready(any_portal, project, number)
        moving = partial(
            change_area, any_portal, filled.person, project, "天津市", filled.case(any_portal).enrollment.revision
        )
        answers = at_once([submitting(any_portal, filled), moving])
        assert len(reasons(answers)) == 1
        enrollment = filled.case(any_portal).enrollment
        moved = not isinstance(answers[1], Refusal)
        assert (enrollment.area, enrollment.state) == (
            ("天津市", State.DRAFT) if moved else ("湖南省", State.SUBMITTED)
        )
