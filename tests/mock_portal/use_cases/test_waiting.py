"""Acts that have to wait for another one decide upon what that one has left behind; on PostgreSQL, where reading locks nothing."""

from functools import partial

import pytest
from sqlalchemy import Connection

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Event, Role, State
from mock_portal.portal import Portal
from mock_portal.store.enrollments import case_by_id, move
from mock_portal.use_cases.account_help import AccountView, delete_account, find_account
from tests.mock_portal.at_once import made_to_wait
from tests.mock_portal.desks import a_desk, a_submitted_enrollment
from tests.mock_portal.world import Filled, a_project

pytestmark = pytest.mark.postgres


def reason(outcome: object) -> Reason | None:
    """Why it was refused; None if it was done."""
    return outcome.reason if isinstance(outcome, Refusal) else None


def moved(portal: Portal, filled: Filled, event: Event, tx: Connection) -> None:
    """Let ``event`` happen in a transaction that goes on."""
    case = case_by_id(tx, filled.enrollment_id, portal.now(), lock=True)
    assert case is not None
    move(tx, Rules(), case, event, who="报名点", real_now=portal.now())


def test_an_account_whose_enrollment_is_just_being_confirmed_is_not_deleted(postgres_portal: Portal) -> None:
    project = a_project(postgres_portal)
    site, filled = a_desk(postgres_portal, project, Role.SITE), a_submitted_enrollment(postgres_portal, project)
    seen = find_account(postgres_portal, site, filled.person.id_number)
    assert isinstance(seen, AccountView)

    outcome = made_to_wait(
        postgres_portal,
        partial(moved, postgres_portal, filled, Event.CONFIRM),
        partial(delete_account, postgres_portal, site, filled.person.id_number, revision=seen.revision),
    )

    assert reason(outcome) is Reason.ACCOUNT_NOT_REMOVABLE
    assert filled.case(postgres_portal).state is State.CONFIRMED
