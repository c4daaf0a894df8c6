"""Money and desks: whoever takes back a paid approval sends the money back in the same transaction (Q37, Q40)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Event, Page, Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.use_cases.corrections import correct
from mock_portal.use_cases.decisions import Decided
from mock_portal.use_cases.form_pages import Sent
from mock_portal.use_cases.review import review
from tests.mock_portal.desks import a_desk, a_submitted_enrollment, sight_of
from tests.mock_portal.world import Filled, a_portal, a_project, crowded

NOWHERE = "http://127.0.0.1:9"  # no payment platform answers there: refunds stay pending


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal whose payment platform is down."""
    made = a_portal(tmp_path, payment_address=NOWHERE)
    yield made
    made.store.close()


@pytest.fixture
def project_id(portal: Portal) -> int:
    """A project with an on-site area that is paid online."""
    return a_project(portal)


@pytest.fixture
def paid(portal: Portal, project_id: int) -> Filled:
    """A paid enrollment with its order and its payment."""
    filled = a_submitted_enrollment(portal, project_id, state=State.PAID)
    order = {
        "number": "ORDER1",
        "enrollment_id": filled.enrollment_id,
        "version": 1,
        "merchant": f"{project_id}-湖南省",
        "amount": 28000,
        "specialty": "303 内科学",
        "subjects": [],
        "created_at": portal.now(),
        "expires_at": portal.now(),
        "status": "paid",
    }
    payment = {"transaction": "T1", "order_number": "ORDER1", "amount": 28000, "use": "counts"}
    moments = {"paid_at": portal.now(), "received_at": portal.now()}
    with portal.writing() as tx:
        tx.execute(insert(s.payment_order), order)
        tx.execute(insert(s.payment), payment | moments)
    return filled


def use_of_the_payment(portal: Portal) -> str:
    """What becomes of the money."""
    with portal.reading() as tx:
        use: str = tx.execute(select(s.payment.c.use)).scalar_one()
    return use


def corrects(portal: Portal, site: Staff, filled: Filled) -> object:
    """The site corrects the years of work."""
    values = {**filled.case(portal).enrollment.values(Page.EMPLOYMENT), "years": "9"}
    seen = sight_of(portal, filled)
    return correct(
        portal, site, filled.enrollment_id, Page.EMPLOYMENT, Sent(values, 1), seen=seen, reason="从事年限有误"
    )


def test_an_overturned_approval_sends_the_money_back(portal: Portal, project_id: int, paid: Filled) -> None:
    area = a_desk(portal, project_id, Role.AREA)

    answer = review(portal, area, paid.enrollment_id, Event.FAIL_AREA, sight_of(portal, paid), reason="材料不实")

    assert isinstance(answer, Decided)
    assert (paid.case(portal).state, use_of_the_payment(portal)) == (State.REVIEW_REJECTED, "refund")


def test_a_correction_after_payment_sends_the_money_back(portal: Portal, project_id: int, paid: Filled) -> None:
    answer = corrects(portal, a_desk(portal, project_id, Role.SITE), paid)

    assert isinstance(answer, Decided)
    assert (paid.case(portal).state, use_of_the_payment(portal)) == (State.CONFIRMED, "refund")


def test_a_correction_that_came_in_time_holds_however_long_it_has_to_wait(
    portal: Portal, project_id: int, paid: Filled
) -> None:
    answer = corrects(crowded(portal, portal.now() + timedelta(days=365)), a_desk(portal, project_id, Role.SITE), paid)

    assert isinstance(answer, Decided)


def test_a_refused_decision_leaves_the_money_where_it_is(portal: Portal, project_id: int, paid: Filled) -> None:
    area = a_desk(portal, project_id, Role.AREA)

    review(portal, area, paid.enrollment_id, Event.FAIL_AREA, sight_of(portal, paid), reason=" ")

    assert (paid.case(portal).state, use_of_the_payment(portal)) == (State.PAID, "counts")
