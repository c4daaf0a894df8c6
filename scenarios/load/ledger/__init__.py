"""What the crowd asked for and was told, kept so that no crash loses it, and compared with the portal's records."""

from scenarios.load.ledger.book import Book, Loose, entries_of, read_entries
from scenarios.load.ledger.entry import Act, Entry, Mark, Who
from scenarios.load.ledger.reconciliation import reconcile
from scenarios.load.ledger.records import Record, read_records
from scenarios.load.ledger.verdicts import Discrepancy, Kind, Reconciliation
from scenarios.load.ledger.witness import witnessed
from scenarios.load.ledger.words import LedgerWords

__all__ = [
    "Act",
    "Book",
    "Discrepancy",
    "Entry",
    "Kind",
    "LedgerWords",
    "Loose",
    "Mark",
    "Reconciliation",
    "Record",
    "Who",
    "entries_of",
    "read_entries",
    "read_records",
    "reconcile",
    "witnessed",
]
