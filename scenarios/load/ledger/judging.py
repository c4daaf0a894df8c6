"""One candidate's tally against the record of the same ID number: every point in which they differ."""

from collections.abc import Iterable, Iterator

from scenarios.load.ledger.entry import Act
from scenarios.load.ledger.records import Record
from scenarios.load.ledger.replay import Place, agrees, as_recorded
from scenarios.load.ledger.tally import NEEDS_RECORD, Tally
from scenarios.load.ledger.verdicts import Kind

Difference = tuple[Kind, str, str]  # what kind, what was expected, what was found


def differences(tally: Tally, record: Record) -> Iterable[Difference]:
    """Every way in which a record differs from what was asked and acknowledged, each kind once."""
    found: dict[Kind, Difference] = {}
    for difference in (*_standing(tally, record), *_money(tally, record)):
        found.setdefault(difference[0], difference)
    return found.values()


def _standing(tally: Tally, record: Record) -> Iterator[Difference]:
    if not fitting(tally, record):
        yield from _misplaced(tally, record)
    elif tally.code and record.code and tally.code != record.code and record.state != "draft":
        yield Kind.WRONG_CODE, f"verification code {tally.code}, as printed", record.code


def fitting(tally: Tally, record: Record) -> list[Place]:
    """The ways it can have gone that the record agrees with. Money that went back leaves the state that it was paid in."""
    places = [place for place in tally.places if agrees(place, record.state, record.version)]
    if places or not _all_given_back(tally, record):
        return places
    unpaid = [place._replace(state="approved") for place in tally.places if place.state == "paid"]
    return [place for place in unpaid if agrees(place, record.state, record.version)]


def missing(tally: Tally) -> Iterator[Difference]:
    """What is wrong if there is no record at all."""
    if lost := tally.told & NEEDS_RECORD:
        yield Kind.MISSING, f"{told(tally)}, after {' and '.join(sorted(lost))} was acknowledged", "no record"


def told(tally: Tally) -> str:
    """The ways it can have gone, in words."""
    return " or ".join(_words(as_recorded(place.state), place.version) for place in tally.places)


def _words(state: str, version: int | None) -> str:
    return state if version is None else f"{state} in version {version}"


def _misplaced(tally: Tally, record: Record) -> Iterator[Difference]:
    expected, found = told(tally), _words(record.state, record.version)
    versions = [place.version for place in tally.places]
    known = [version for version in versions if version is not None]
    if record.version is not None and len(known) == len(versions):
        if record.version > max(known):
            yield (Kind.TWICE if Act.SUBMIT in tally.tried else Kind.NEVER_ASKED), expected, found
            return
        if record.version < min(known):
            yield Kind.MISSING, expected, found
            return
    if record.state == "paid" and Act.PAY not in tally.tried:
        yield Kind.PAID_WITHOUT_MONEY, expected, found
    else:
        lost = record.state == "draft" and all(as_recorded(place.state) != "draft" for place in tally.places)
        yield (Kind.MISSING if lost else Kind.WRONG_STATE), expected, found


def _money(tally: Tally, record: Record) -> Iterator[Difference]:
    if tally.fee is not None and record.due is not None and record.due != tally.fee and record.state != "draft":
        yield Kind.WRONG_AMOUNT, f"a fee of {tally.fee} fen for what was submitted", f"{record.due} fen due"
    for number, amount in tally.orders:
        if record.orders is not None and number not in record.orders:
            yield Kind.NO_ORDER, f"order {number}, for which {amount} fen were paid", _listed(record.orders)
    if record.paid is not None:
        yield from _books(tally, record, record.paid)


def _books(tally: Tally, record: Record, paid: int) -> Iterator[Difference]:
    kept = paid - record.refunded
    if paid < tally.given:
        yield Kind.PAYMENT_LOST, f"{tally.given} fen received", f"{paid} fen"
    elif paid > tally.given + tally.maybe:
        yield Kind.NEVER_ASKED, f"at most {tally.given + tally.maybe} fen received", f"{paid} fen"
    if record.state == "paid" and not kept:
        yield Kind.PAID_WITHOUT_MONEY, "money kept for what is recorded as paid", "0 fen"
    elif record.state == "paid" and record.due not in {None, kept}:
        yield Kind.WRONG_AMOUNT, f"{record.due} fen kept for what is recorded as paid", f"{kept} fen"
    elif record.state != "paid" and kept:
        yield Kind.MONEY_KEPT, f"0 fen kept in the state {record.state}", f"{kept} fen"


def _all_given_back(tally: Tally, record: Record) -> bool:
    return bool(record.paid) and record.paid == record.refunded and Act.PAY in tally.tried


def _listed(orders: tuple[str, ...]) -> str:
    return f"orders {', '.join(orders)}" if orders else "no order"
