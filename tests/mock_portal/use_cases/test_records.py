"""Records of a project: every enrollment once, as the clock sees it, with its money; as a file that no spreadsheet runs."""

import csv
from datetime import datetime
from io import StringIO

import pytest
from sqlalchemy import insert

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.terms import State
from mock_portal.portal import Portal
from mock_portal.records_file import RecordsFile
from mock_portal.store import schema as s
from mock_portal.use_cases import records as use_case
from mock_portal.use_cases.records import Record, stream_records
from mock_portal.web.desk.spreadsheet import HEADERS, spreadsheet
from tests.mock_portal.desks import a_submitted_enrollment
from tests.mock_portal.world import Clock, a_filled_enrollment, a_project, an_account


def records_of(portal: Portal, project_id: int) -> list[Record]:
    """All of them."""
    return list(stream_records(portal, project_id))


def test_every_enrollment_is_recorded_once_across_chunks(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use_case, "CHUNK", 2)
    project_id = a_project(portal)
    made = [a_submitted_enrollment(portal, project_id, n).enrollment_id for n in range(1, 6)]
    a_submitted_enrollment(portal, a_project(portal), 6)

    assert [record.enrollment_id for record in records_of(portal, project_id)] == made


def test_a_record_says_what_was_submitted_and_what_is_due(portal: Portal) -> None:
    project_id = a_project(portal)
    a_submitted_enrollment(portal, project_id, state=State.APPROVED)

    (record,) = records_of(portal, project_id)

    assert (record.state, record.version, record.verification_code) == ("approved", 1, "CODE00000101")
    assert (record.specialty, len(record.subjects), record.due) == ("303 内科学", 4, 4 * 7000)
    assert not record.success


def test_a_draft_is_recorded_without_a_submission(portal: Portal) -> None:
    project_id = a_project(portal)
    a_filled_enrollment(portal, project_id, an_account(portal))

    (record,) = records_of(portal, project_id)

    assert (record.state, record.specialty, record.due, record.submitted_at) == ("draft", "", 0, None)


def test_a_lapsed_enrollment_is_recorded_as_abandoned_with_its_reason(portal: Portal, clock: Clock) -> None:
    project_id = a_project(portal)
    a_submitted_enrollment(portal, project_id)
    clock.now = datetime(2023, 1, 16, tzinfo=BEIJING)

    (record,) = records_of(portal, project_id)

    assert (record.state, record.abandonment) == ("abandoned", "not-confirmed")


def test_money_is_summed_by_what_became_of_it(portal: Portal) -> None:
    project_id = a_project(portal)
    filled = a_submitted_enrollment(portal, project_id, state=State.PAID)
    now = portal.now()
    order = {
        "number": "ORDER1",
        "enrollment_id": filled.enrollment_id,
        "version": 1,
        "merchant": "m",
        "amount": 28000,
        "specialty": "303 内科学",
        "subjects": [],
        "created_at": now,
        "expires_at": now,
        "status": "paid",
    }
    payment = {"order_number": "ORDER1", "amount": 28000, "paid_at": now, "received_at": now}
    with portal.writing() as tx:
        tx.execute(insert(s.payment_order), order)
        tx.execute(insert(s.payment), {**payment, "transaction": "T1", "use": "counts"})
        tx.execute(insert(s.payment), {**payment, "transaction": "T2", "use": "refund", "refunded_at": now})
        tx.execute(insert(s.payment), {**payment, "transaction": "T3", "use": "refund"})

    (record,) = records_of(portal, project_id)

    assert (record.orders, record.paid, record.refunded, record.refund_pending) == (("ORDER1",), 84000, 28000, 28000)
    assert record.success


def test_the_file_is_marked_as_utf8_and_has_a_row_for_each_record(portal: Portal) -> None:
    project_id = a_project(portal)
    a_submitted_enrollment(portal, project_id)

    content = b"".join(spreadsheet(stream_records(portal, project_id), RecordsFile()))

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(HEADERS)
    assert rows[1][1:5] == ["张明", "candidate1", "湖南省", "长沙市"]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_looks_like_a_formula_is_disarmed(cell: str) -> None:
    assert RecordsFile().cell(cell) == f"'{cell}"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert RecordsFile().cell("张明=") == "张明="
