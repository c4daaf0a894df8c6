"""What a portal loses, doubles or swaps on purpose is found by comparing ledger and records, and only that."""

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from fixtures.people import a_candidate
from mock_portal.faults.losses import SHARES, Strikes
from scenarios.load.ledger import Act, Kind
from scenarios.target import Target
from tests.scenarios.load.ledger.crowd import Crowd

SEED = 20230115
RARE = "one-in-a-thousand"


@cache
def number(loss: str, *, struck: bool, after: int = -1) -> int:
    """The first candidate after another one whom a loss strikes, or spares."""
    strikes = Strikes(loss, SHARES[RARE])
    people = ((n, a_candidate(SEED, n).id_number) for n in count(after + 1))
    return next(n for n, id_number in people if strikes(id_number) is struck)


def submit(crowd: Crowd, *numbers: int) -> None:
    for candidate in crowd.candidates(*numbers):
        candidate.submits_and_prints()


def order_only(crowd: Crowd, *numbers: int) -> None:
    candidates = crowd.candidates(*numbers)
    for candidate in candidates:
        candidate.submits()
    crowd.approves(*candidates)
    for candidate in candidates:
        candidate.checks_out()


def pay(crowd: Crowd, *numbers: int) -> None:
    candidates = crowd.candidates(*numbers)
    for candidate in candidates:
        candidate.submits()
    crowd.approves(*candidates)
    for candidate in candidates:
        assert candidate.pays().accepted


LOSSES: dict[str, tuple[Callable[..., None], bool, Kind]] = {  # what is done, whether two are struck, what is found
    "submission-lost": (submit, False, Kind.MISSING),
    "submission-stored-twice": (submit, False, Kind.TWICE),
    "codes-swapped": (submit, True, Kind.WRONG_CODE),
    "unpaid-order-marked-paid": (order_only, False, Kind.PAID_WITHOUT_MONEY),
    "subject-too-many": (pay, False, Kind.WRONG_AMOUNT),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_is_found_with_whom_it_struck(target: Target, tmp_path: Path, loss: str) -> None:
    acts, two, kind = LOSSES[loss]
    struck = number(loss, struck=True)
    other = number(loss, struck=two, after=struck)
    crowd = Crowd(target, tmp_path, SEED, [f"{loss}-{RARE}"])
    acts(crowd, struck, other)
    assert [(one.kind, one.candidate) for one in crowd.reconciled().discrepancies] == [(kind, struck)]


@pytest.mark.parametrize("loss", LOSSES)
def test_those_whom_a_loss_spares_lose_nothing(target: Target, tmp_path: Path, loss: str) -> None:
    first = number(loss, struck=False)
    crowd = Crowd(target, tmp_path, SEED, [f"{loss}-{RARE}"])
    LOSSES[loss][0](crowd, first, number(loss, struck=False, after=first))
    assert crowd.reconciled().discrepancies == []


def test_a_healthy_portal_agrees_with_everybody(target: Target, tmp_path: Path) -> None:
    crowd = Crowd(target, tmp_path, SEED)
    corrected = crowd.candidate(2)
    corrected.submits_and_prints()
    corrected.withdraws()
    corrected.submits_and_prints()
    pay(crowd, 0, 1)
    found = crowd.reconciled()
    assert found.discrepancies == []
    assert (found.candidates, found.records) == (3, 3)
    assert found.acknowledged == {
        Act.SUBMIT: 4,
        Act.WITHDRAW: 1,
        Act.PRINT: 4,
        Act.CONFIRM: 2,
        Act.PASS_SITE: 2,
        Act.PASS_AREA: 2,
        Act.ORDER: 2,
        Act.PAY: 2,
    }
