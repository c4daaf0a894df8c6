"""What a comparison of ledgers and records has found: discrepancies with examples, and unknown outcomes resolved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from scenarios.load.ledger.entry import Act

EXAMPLES = 5


class Kind(StrEnum):
    """Ways in which records differ from what was asked and acknowledged; one of any of them fails a rehearsal."""

    MISSING = "acknowledged but missing"
    NEVER_ASKED = "recorded but never asked"
    TWICE = "asked once, recorded twice"
    WRONG_STATE = "wrong state"
    WRONG_CODE = "wrong verification code"
    WRONG_AMOUNT = "wrong amount"
    NO_ORDER = "money received without an order"
    PAYMENT_LOST = "paid but not recorded"
    PAID_WITHOUT_MONEY = "recorded as paid without the money"
    MONEY_KEPT = "money kept from somebody who is not recorded as paid"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One of them: about which candidate (-1 if none of the run's), what was expected, what was found."""

    kind: Kind
    candidate: int
    id_number: str
    expected: str
    found: str

    @property
    def example(self) -> str:
        """It as part of a sentence."""
        whom = f"candidate {self.candidate}" if self.candidate >= 0 else "somebody"
        return f"{whom}, {self.id_number}: expected {self.expected}, found {self.found}"

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "candidate": self.candidate,
            "id_number": self.id_number,
            "expected": self.expected,
            "found": self.found,
        }


@dataclass(slots=True)
class Outcome:
    """What became of unknown outcomes of one kind: happened once, did not happen, or the record fits neither."""

    happened: int = 0
    did_not: int = 0
    unresolved: int = 0

    @property
    def all(self) -> int:
        return self.happened + self.did_not + self.unresolved


@dataclass(slots=True)
class Lost:
    """Candidates whom a lost worker held and whom no ledger knows: numbers by worker, and what the records say of them."""

    workers: dict[str, tuple[int, int]] = field(default_factory=dict)
    recorded: int = 0
    not_recorded: int = 0
    examples: list[int] = field(default_factory=list)

    def is_on_record(self, number: int) -> None:
        """One of them has a record."""
        self.recorded += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(number)


@dataclass(slots=True)
class Reconciliation:
    """The whole comparison; ``acknowledged`` and ``refused`` count answers by act."""

    candidates: int = 0
    records: int = 0
    entries: int = 0
    acknowledged: Counter[Act] = field(default_factory=Counter)
    refused: Counter[Act] = field(default_factory=Counter)
    unknown: dict[Act, Outcome] = field(default_factory=dict)
    lost: Lost = field(default_factory=Lost)
    discrepancies: list[Discrepancy] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Kind]:
        """How many discrepancies there are of each kind."""
        return Counter(one.kind for one in self.discrepancies)

    def examples(self, kind: Kind) -> list[Discrepancy]:
        """The first few of a kind."""
        return list(islice((one for one in self.discrepancies if one.kind is kind), EXAMPLES))

    def resolves(self, act: Act) -> Outcome:
        """Where unknown outcomes of this act are counted."""
        return self.unknown.setdefault(act, Outcome())

    def as_json(self) -> dict[str, Any]:
        return {
            "candidates": self.candidates,
            "records": self.records,
            "entries": self.entries,
            "acknowledged": _by_name(self.acknowledged),
            "refused": _by_name(self.refused),
            "unknown": {
                act.value: {
                    "happened once": each.happened,
                    "did not happen": each.did_not,
                    "unresolved": each.unresolved,
                }
                for act, each in sorted(self.unknown.items())
            },
            "lost": {
                "workers": {name: list(numbers) for name, numbers in self.lost.workers.items()},
                "recorded": self.lost.recorded,
                "not recorded": self.lost.not_recorded,
                "examples": self.lost.examples,
            },
            "discrepancies": {
                kind.value: {"count": count, "examples": [one.as_json() for one in self.examples(kind)]}
                for kind, count in self.counts.items()
            },
        }


def _by_name(counts: Mapping[Act, int]) -> dict[str, int]:
    return {act.value: count for act, count in sorted(counts.items())}
