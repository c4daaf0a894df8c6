"""Writes ledgers as a crowd would leave them, and records as a portal would have them."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from scenarios.areas import AREAS, AreaType
from scenarios.load.account import Ending, Fate, RunAccount, WorkerAccount
from scenarios.load.account import Kind as WorkerKind
from scenarios.load.ledger import Act, Book, Mark, Reconciliation, Record, Who, reconcile
from scenarios.load.ledger.seeing import Seen

AREA = AREAS[AreaType.ON_SITE_PAY]
FEE = 4 * AREA.computer_fee
CHECKED = Seen(area=AREA.name, specialty="334 眼科学", subjects=4)
DESK = {
    Act.CONFIRM: "registration-point",
    Act.REFUSE: "registration-point",
    Act.PASS_SITE: "site",
    Act.SEND_BACK: "site",
    Act.PASS_AREA: "area",
    Act.FAIL_AREA: "area",
}


def id_number(number: int) -> str:
    """The ID number of a candidate of these tests."""
    return f"id-{number}"


def code(number: int, version: int = 1) -> str:
    """The verification code of a candidate's form."""
    return f"code-{number}-{version:02d}"


def order(number: int) -> str:
    """The number of a candidate's order."""
    return f"order-{number}"


class Scribe:
    """One worker's ledger, written act by act."""

    def __init__(self, folder: Path, name: str = "w0", clock: "count[float] | None" = None) -> None:
        ticks = clock or count(1.0)
        self.book = Book(folder / f"{name}.jsonl", clock=lambda: next(ticks))

    def writes(self, number: int, *acts: Act, mark: Mark | None = Mark.ACKNOWLEDGED, version: int = 1) -> None:
        """Acts about a candidate, each asked and then answered like this; None: never answered."""
        for act in acts:
            who = Who(-1, DESK[act]) if act in DESK else Who(number, "candidate", id_number(number))
            seq = self.book.asks(who, act, id_number(number), asked(act))
            if mark:
                self.book.hears(seq, who, act, mark, id_number(number), answer(act, number, version))


def asked(act: Act) -> Seen:
    """What the page shows before an act."""
    return {Act.SUBMIT: CHECKED, Act.PAY: Seen(amount=FEE), Act.ORDER: Seen(amount=FEE)}.get(act, Seen())


def answer(act: Act, number: int, version: int) -> Seen:
    """What the page shows after it."""
    if act is Act.PRINT:
        return Seen(code=code(number, version), version=version)
    return Seen(order=order(number), amount=FEE) if act in {Act.PAY, Act.ORDER} else Seen()


def a_record(number: int, state: str = "submitted", version: int = 1, **other: Any) -> Record:
    """A record of an enrollment of which nothing was paid."""
    told = {"code": code(number, version) if version else "", "due": FEE if version else 0, "orders": (), "paid": 0}
    return Record(id_number(number), state, version, **{**told, **other})


def a_paid_record(number: int, **other: Any) -> Record:
    """A record of somebody who has paid."""
    return a_record(number, "paid", **{"orders": (order(number),), "paid": FEE, **other})


SUBMITS = (Act.SUBMIT, Act.PRINT)
IS_APPROVED = (*SUBMITS, Act.CONFIRM, Act.PASS_SITE, Act.PASS_AREA)
PAYS = (*IS_APPROVED, Act.ORDER, Act.PAY)


def an_account(lost: tuple[int, int] | None = None) -> RunAccount:
    """The account of a run with one worker; with ``lost``, a second one that held these candidates and never came back."""
    workers = [WorkerAccount("w0", "here", WorkerKind.PROTOCOL, 0, 0, 9, 10, Fate.FINISHED)]
    if lost:
        workers.append(WorkerAccount("w1", "there", WorkerKind.PROTOCOL, 1, *lost, 0, Fate.LOST))
    return RunAccount(1, 0.0, 60.0, Ending.DRAINED, 1.0, 0, tuple(workers))


def reconciled(folder: Path, *records: Record, lost: tuple[int, int] | None = None) -> Reconciliation:
    """The ledgers of a folder compared with these records."""
    return compared(folder, records, lost)


def compared(folder: Path, records: Iterable[Record], lost: tuple[int, int] | None = None) -> Reconciliation:
    """The same for however many."""
    return reconcile(folder, records, an_account(lost), id_number_of=id_number, fees={AREA.name: AREA})
