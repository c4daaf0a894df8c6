"""Joins the ledgers of a run with the portal's records by ID number, and says in what they differ."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from scenarios.load.account import RunAccount
from scenarios.load.ledger.book import ENDING, entries_of
from scenarios.load.ledger.entry import Act, Mark
from scenarios.load.ledger.judging import Difference, differences, fitting, missing
from scenarios.load.ledger.records import Record
from scenarios.load.ledger.tally import Fees, Tally
from scenarios.load.ledger.verdicts import Discrepancy, Kind, Reconciliation

NO_FEES: Fees = MappingProxyType({})
FOR_ALL = Act.PASS_AREA  # what a worker's desk does for candidates of other workers, too
UNTOUCHED = frozenset({"draft", "abandoned"})


def reconcile(
    ledgers: Path,
    records: Iterable[Record],
    account: RunAccount,
    *,
    id_number_of: Callable[[int], str],
    fees: Fees = NO_FEES,
) -> Reconciliation:
    """Compares what was asked and acknowledged with what the portal has on record.

    Entries and records are read once, one after the other; what is held is one small tally per candidate.

    Args:
        ledgers: folder with one book per worker.
        records: all enrollments of the rehearsal's project, in any order.
        account: who played which candidates; those of a lost worker of whom no ledger knows are looked for by number.
        id_number_of: the ID number of a candidate's number.
        fees: the areas by name, where their fees are known; without them no amount is held against the submission.

    Raises:
        Misuse: a ledger or the records cannot be read.
    """
    found = Reconciliation()
    lost = _lost(account, ledgers, found, id_number_of)
    tallies = _tallies(ledgers, found, fees)
    found.candidates = len(tallies)
    _Comparison(tallies, lost, found).runs(records)
    return found


def _tallies(ledgers: Path, found: Reconciliation, fees: Fees) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for book, entry in entries_of(ledgers):
        found.entries += 1
        if entry.mark is Mark.ACKNOWLEDGED:
            found.acknowledged[entry.act] += 1
        elif entry.mark is Mark.REFUSED:
            found.refused[entry.act] += 1
        if not entry.about:
            continue
        if (tally := tallies.get(entry.about)) is None:
            tally = tallies[entry.about] = Tally()
        tally.takes(book, entry, fees)
    for tally in tallies.values():
        tally.ends(fees)
        if found.lost.workers:
            tally.may_have_met(FOR_ALL)
    return tallies


def _lost(
    account: RunAccount, ledgers: Path, found: Reconciliation, id_number_of: Callable[[int], str]
) -> dict[str, int]:
    """The candidates of lost workers that left no ledger, by ID number. A ledger that was left is whole: asked is written first."""
    lost: dict[str, int] = {}
    for worker in account.lost:
        if (ledgers / f"{worker.name}{ENDING}").exists():
            continue
        found.lost.workers[worker.name] = worker.first, worker.last
        lost |= {id_number_of(number): number for number in range(worker.first, worker.last + 1)}
    return lost


class _Comparison:
    """Record by record; whoever is left afterwards has none."""

    def __init__(self, tallies: dict[str, Tally], lost: Mapping[str, int], found: Reconciliation) -> None:
        self._tallies = tallies
        self._lost = lost
        self._found = found
        self._seen: set[str] = set()

    def runs(self, records: Iterable[Record]) -> None:
        for record in records:
            self._found.records += 1
            if record.id_number in self._seen:
                self._says(record.id_number, (Kind.TWICE, "one record", "another one of the same ID number"))
                continue
            self._seen.add(record.id_number)
            self._judges(record)
        for id_number, tally in self._tallies.items():
            if id_number not in self._seen and id_number not in self._lost:
                self._misses(id_number, tally)
        self._found.lost.not_recorded = sum(id_number not in self._seen for id_number in self._lost)

    def _judges(self, record: Record) -> None:
        tally = self._tallies.get(record.id_number)
        if record.id_number in self._lost:
            self._found.lost.is_on_record(self._lost[record.id_number])
        elif tally is not None:
            for difference in differences(tally, record):
                self._says(record.id_number, difference)
            self._resolves(tally, record)
        elif record.version or record.paid or record.state not in UNTOUCHED:
            self._says(record.id_number, (Kind.NEVER_ASKED, "nothing, for nobody asked", f"{record.state}"))

    def _misses(self, id_number: str, tally: Tally) -> None:
        for difference in missing(tally):
            self._says(id_number, difference)
        for act in tally.unknown:
            self._found.resolves(act).did_not += 1

    def _says(self, id_number: str, difference: Difference) -> None:
        kind, expected, seen = difference
        if kind is Kind.WRONG_CODE and seen in self._bearers:
            seen += f", which candidate {self._bearers[seen]} has on the form"
        tally = self._tallies.get(id_number)
        number = tally.number if tally else -1
        self._found.discrepancies.append(Discrepancy(kind, number, id_number, expected, seen))

    @cached_property
    def _bearers(self) -> dict[str, int]:
        """Who holds a form with which code."""
        return {tally.code: tally.number for tally in self._tallies.values() if tally.code}

    def _resolves(self, tally: Tally, record: Record) -> None:
        """An unknown act has happened if it has in every way that fits; of several of a kind it is the fewest that fit."""
        if not tally.unknown:
            return
        fits = fitting(tally, record)
        for act in dict.fromkeys(tally.unknown):
            bits = sum(1 << place for place, each in enumerate(tally.unknown) if each is act)
            outcome, number = self._found.resolves(act), tally.unknown.count(act)
            if not fits:
                outcome.unresolved += number
                continue
            happened = min((place.happened & bits).bit_count() for place in fits)
            outcome.happened += happened
            outcome.did_not += number - happened
