"""Ledgers and records that agree are silent; each way to differ is found, with an example."""

from itertools import count
from pathlib import Path

import pytest

from scenarios.load.ledger import Act, Kind, Mark, Record, Who
from scenarios.load.ledger.verdicts import Outcome
from tests.scenarios.load.ledger.scribe import (
    FEE,
    IS_APPROVED,
    PAYS,
    SUBMITS,
    Scribe,
    a_paid_record,
    a_record,
    code,
    id_number,
    order,
    reconciled,
)

AGREED: dict[str, tuple[tuple[Act, ...], Record]] = {
    "submitted": (SUBMITS, a_record(1)),
    "withdrawn": ((*SUBMITS, Act.WITHDRAW), a_record(1, "draft", 1, code="")),
    "lapsed": ((*SUBMITS, Act.WITHDRAW), a_record(1, "abandoned", 1, code="")),
    "confirmed": ((*SUBMITS, Act.CONFIRM), a_record(1, "confirmed")),
    "approved and not paid": (IS_APPROVED, a_record(1, "approved")),
    "ordered and not paid": ((*IS_APPROVED, Act.ORDER), a_record(1, "approved", orders=("order-1",))),
    "paid": (PAYS, a_paid_record(1)),
    "paid too late and given back": (PAYS, a_record(1, "approved", orders=("order-1",), paid=FEE, refunded=FEE)),
    "a file that tells states only": (PAYS, Record(id_number(1), "paid")),
}
DIFFERENT: dict[str, tuple[tuple[Act, ...], Record, Kind]] = {
    "an acknowledged submission is gone": (SUBMITS, a_record(1, "draft", 0), Kind.MISSING),
    "a correction is gone": (
        (*SUBMITS, Act.WITHDRAW, *SUBMITS),
        a_record(1, "submitted", 1),
        Kind.MISSING,
    ),
    "a submission was not taken back": ((*SUBMITS, Act.WITHDRAW), a_record(1), Kind.WRONG_STATE),
    "a decision of a desk is gone": ((*SUBMITS, Act.CONFIRM), a_record(1), Kind.WRONG_STATE),
    "a submission is stored twice": (SUBMITS, a_record(1, "submitted", 2), Kind.TWICE),
    "another code": (SUBMITS, a_record(1, code="code-2-01"), Kind.WRONG_CODE),
    "a subject too many": (PAYS, a_paid_record(1, due=FEE + 7000, paid=FEE), Kind.WRONG_AMOUNT),
    "less kept than due": (PAYS, a_paid_record(1, due=FEE, paid=FEE + 7000), Kind.WRONG_AMOUNT),
    "no order for the money": (PAYS, a_paid_record(1, orders=()), Kind.NO_ORDER),
    "money that did not arrive": (PAYS, a_record(1, "approved", orders=("order-1",)), Kind.PAYMENT_LOST),
    "paid by nobody": ((*IS_APPROVED, Act.ORDER), a_paid_record(1, paid=0), Kind.PAID_WITHOUT_MONEY),
    "money that nobody gave": ((*IS_APPROVED, Act.ORDER), a_paid_record(1), Kind.NEVER_ASKED),
    "money kept and not counted": (PAYS, a_record(1, "approved", orders=("order-1",), paid=FEE), Kind.MONEY_KEPT),
}


@pytest.mark.parametrize(("acts", "record"), AGREED.values(), ids=AGREED.keys())
def test_what_agrees_is_no_discrepancy(tmp_path: Path, acts: tuple[Act, ...], record: Record) -> None:
    Scribe(tmp_path).writes(1, *acts)
    found = reconciled(tmp_path, record)
    assert found.as_json()["discrepancies"] == {}
    assert (found.candidates, found.records) == (1, 1)


@pytest.mark.parametrize(("acts", "record", "kind"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_each_way_to_differ_is_found(tmp_path: Path, acts: tuple[Act, ...], record: Record, kind: Kind) -> None:
    Scribe(tmp_path).writes(1, *acts)
    found = reconciled(tmp_path, record)
    assert found.counts[kind] == 1
    assert found.examples(kind)[0].candidate == 1


def test_somebody_without_a_record_is_missing(tmp_path: Path) -> None:
    Scribe(tmp_path).writes(1, *SUBMITS)
    found = reconciled(tmp_path)
    assert dict(found.counts) == {Kind.MISSING: 1}


def test_a_record_that_nobody_asked_for_is_found(tmp_path: Path) -> None:
    found = reconciled(tmp_path, a_record(5), a_record(6, "draft", 0))
    assert dict(found.counts) == {Kind.NEVER_ASKED: 1}
    assert found.examples(Kind.NEVER_ASKED)[0].id_number == id_number(5)


def test_two_records_of_one_person_are_found(tmp_path: Path) -> None:
    Scribe(tmp_path).writes(1, *SUBMITS)
    assert dict(reconciled(tmp_path, a_record(1), a_record(1)).counts) == {Kind.TWICE: 1}


def test_swapped_codes_are_told_with_the_other_bearer(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    scribe.writes(1, *SUBMITS)
    scribe.writes(2, *SUBMITS)
    found = reconciled(tmp_path, a_record(1, code=code(2)), a_record(2, code=code(1)))
    assert [one.found for one in found.examples(Kind.WRONG_CODE)] == [
        f"{code(2)}, which candidate 2 has on the form",
        f"{code(1)}, which candidate 1 has on the form",
    ]


UNANSWERED: dict[str, tuple[tuple[Act, ...], Act, Record, Outcome]] = {
    "a submission that arrived": ((), Act.SUBMIT, a_record(1), Outcome(happened=1)),
    "a submission that did not": ((), Act.SUBMIT, a_record(1, "draft", 0), Outcome(did_not=1)),
    "a submission that arrived twice": ((), Act.SUBMIT, a_record(1, version=2), Outcome(unresolved=1)),
    "a withdrawal that arrived": (SUBMITS, Act.WITHDRAW, a_record(1, "draft", code=""), Outcome(happened=1)),
    "a payment that arrived": ((*IS_APPROVED, Act.ORDER), Act.PAY, a_paid_record(1), Outcome(happened=1)),
    "a payment that did not": (
        (*IS_APPROVED, Act.ORDER),
        Act.PAY,
        a_record(1, "approved", orders=(order(1),)),
        Outcome(did_not=1),
    ),
    "a decision that arrived": (SUBMITS, Act.CONFIRM, a_record(1, "confirmed"), Outcome(happened=1)),
}


@pytest.mark.parametrize("mark", [Mark.UNKNOWN, None], ids=["no answer", "worker died"])
@pytest.mark.parametrize(("before", "act", "record", "outcome"), UNANSWERED.values(), ids=UNANSWERED.keys())
def test_an_unknown_outcome_is_resolved_by_the_record(
    tmp_path: Path, mark: Mark | None, before: tuple[Act, ...], act: Act, record: Record, outcome: Outcome
) -> None:
    scribe = Scribe(tmp_path)
    scribe.writes(1, *before)
    scribe.writes(1, act, mark=mark)
    found = reconciled(tmp_path, record)
    assert found.unknown == {act: outcome}
    assert bool(found.discrepancies) == bool(outcome.unresolved)


def test_of_two_unknown_submissions_one_has_happened(tmp_path: Path) -> None:
    Scribe(tmp_path).writes(1, Act.SUBMIT, Act.SUBMIT, mark=Mark.UNKNOWN)
    found = reconciled(tmp_path, a_record(1))
    assert found.unknown == {Act.SUBMIT: Outcome(happened=1, did_not=1)}
    assert not found.discrepancies


def test_candidates_of_a_lost_worker_without_a_ledger_are_unknown_and_looked_up(tmp_path: Path) -> None:
    Scribe(tmp_path).writes(11, Act.PASS_SITE)  # a desk elsewhere has met one of them
    found = reconciled(tmp_path, a_record(11, "site-passed"), a_record(12), lost=(10, 13))
    assert not found.discrepancies
    assert found.lost.workers == {"w1": (10, 13)}
    assert (found.lost.recorded, found.lost.not_recorded, found.lost.examples) == (2, 2, [11, 12])


def test_a_lost_worker_that_left_its_ledger_is_known_to_the_last_entry(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path, "w1")
    scribe.writes(10, *SUBMITS)
    scribe.writes(11, Act.SUBMIT, mark=None)
    found = reconciled(tmp_path, a_record(10, "draft", 0), a_record(11), lost=(10, 13))
    assert dict(found.counts) == {Kind.MISSING: 1}
    assert found.unknown == {Act.SUBMIT: Outcome(happened=1)}


@pytest.mark.parametrize(
    ("lost", "passed", "counts"),
    [
        ((10, 13), (Act.CONFIRM, Act.PASS_SITE), {}),
        ((10, 13), (Act.CONFIRM,), {Kind.WRONG_STATE: 1}),
        (None, (Act.CONFIRM, Act.PASS_SITE), {Kind.WRONG_STATE: 1}),
    ],
    ids=["lost", "lost, and its turn had not come", "nobody lost"],
)
def test_the_desk_of_the_area_may_have_passed_whoever_was_its_turn_if_its_worker_left_no_ledger(
    tmp_path: Path, lost: tuple[int, int] | None, passed: tuple[Act, ...], counts: dict[Kind, int]
) -> None:
    Scribe(tmp_path).writes(1, *SUBMITS, *passed)
    found = reconciled(tmp_path, a_record(1, "approved"), lost=lost)
    assert dict(found.counts) == counts


def test_a_desk_in_another_worker_continues_the_same_story(tmp_path: Path) -> None:
    clock = count(1.0)
    mine, theirs = Scribe(tmp_path, "w0", clock), Scribe(tmp_path, "w1", clock)
    mine.writes(1, *SUBMITS)
    theirs.writes(1, Act.CONFIRM, Act.SEND_BACK)
    mine.writes(1, *SUBMITS, version=2)
    assert not reconciled(tmp_path, a_record(1, "submitted", 2)).discrepancies


def test_a_desk_may_act_before_the_candidate_hears_of_the_submission(tmp_path: Path) -> None:
    scribe, candidate = Scribe(tmp_path), Who(1, "candidate", id_number(1))
    submitting = scribe.book.asks(candidate, Act.SUBMIT, id_number(1))
    scribe.writes(1, Act.CONFIRM)
    scribe.book.hears(submitting, candidate, Act.SUBMIT, Mark.ACKNOWLEDGED, id_number(1))
    assert not reconciled(tmp_path, a_record(1, "confirmed")).discrepancies
