"""A payment that is on its way is waited for, and nothing else."""

from collections.abc import Iterator
from itertools import chain, repeat

from scenarios.load.ledger import Discrepancy, Kind, Reconciliation
from scenarios.load.settling import settled
from tests.scenarios.load.crowd.scene import FakeTime


def found(*kinds: Kind) -> Reconciliation:
    return Reconciliation(discrepancies=[Discrepancy(kind, 1, "x", "a", "b") for kind in kinds])


def after(time: FakeTime, said: Iterator[Reconciliation]) -> Reconciliation:
    return settled(lambda: next(said), patience=10, sleep=time.sleep, now=time.now)


def test_a_payment_that_arrives_late_is_not_lost() -> None:
    time = FakeTime()
    assert after(time, iter([found(Kind.PAYMENT_LOST), found(Kind.PAYMENT_LOST), found()])).discrepancies == []
    assert time.moment == 104


def test_a_payment_that_does_not_arrive_is_lost_in_the_end() -> None:
    time = FakeTime()
    assert after(time, repeat(found(Kind.PAYMENT_LOST, Kind.WRONG_STATE))).counts[Kind.PAYMENT_LOST] == 1
    assert time.moment == 110


def test_a_lost_submission_is_not_waited_for() -> None:
    time = FakeTime()
    assert after(time, chain([found(Kind.MISSING)])).counts[Kind.MISSING] == 1
    assert time.moment == 100
