"""What the ledgers know of one candidate, folded entry by entry into a few numbers."""

from collections.abc import Mapping
from functools import cache

from scenarios.areas import Area
from scenarios.load.ledger.entry import Act, Entry, Mark
from scenarios.load.ledger.replay import BEGIN, Places, after

OF_PROCESS = frozenset(Act) - {Act.PRINT, Act.ORDER}
NEEDS_RECORD = frozenset({Act.SUBMIT, Act.PAY})
NONE: frozenset[Act] = frozenset()
Fees = Mapping[str, Area]  # by the area's name, as the pages have it
Exchange = tuple[Entry, Entry | None]  # what was asked, and the answer once there is one


class Tally:
    """One candidate. Amounts in fen; ``unknown`` are the acts whose outcome nobody was told, in the order of their bits."""

    __slots__ = ("code", "fee", "given", "maybe", "number", "open", "orders", "places", "told", "tried", "unknown")

    def __init__(self) -> None:
        self.number = -1
        self.places: Places = BEGIN
        self.open: dict[tuple[str, int], Exchange] | None = (
            None  # in the order of asking, from the first one unanswered
        )
        self.unknown: tuple[Act, ...] = ()
        self.code = ""  # of the form that was printed since the last submission
        self.fee: int | None = None  # of what was submitted last, where one can know
        self.given = self.maybe = 0  # paid for certain, and paid perhaps
        self.orders: tuple[tuple[str, int], ...] = ()  # for which was paid, and how much
        self.told: frozenset[Act] = NONE  # acknowledged
        self.tried: frozenset[Act] = NONE  # asked

    def takes(self, book: str, entry: Entry, fees: Fees) -> None:
        """The next entry about this candidate."""
        if entry.role == "candidate":
            self.number = entry.number
        if entry.mark is Mark.ASKED:
            self.tried = also(self.tried, entry.act)
            self.open = {**(self.open or {}), (book, entry.seq): (entry, None)}
            return
        asked, _ = (self.open or {}).get((book, entry.seq), (entry, None))
        self.open = {**(self.open or {}), (book, entry.seq): (asked, entry)}
        # A desk may have acted, and been answered, before the candidate was: what overlaps happened in the order of asking.
        while self.open and (first := next(iter(self.open.values())))[1]:
            self.open.pop(next(iter(self.open)))
            self._hears(first[0], first[1], fees)
        self.open = self.open or None

    def ends(self, fees: Fees) -> None:
        """No more entries: what has no answer was never answered."""
        for asked, answer in (self.open or {}).values():
            if answer:
                self._hears(asked, answer, fees)
            else:
                self._becomes_unknown(asked, fees)
        self.open = None

    def may_have_met(self, act: Act) -> None:
        """In the end, a desk may have done this of which no ledger tells."""
        self.places = after(self.places, act, Mark.UNKNOWN)

    def _hears(self, asked: Entry, answer: Entry, fees: Fees) -> None:
        if answer.mark is Mark.UNKNOWN:
            self._becomes_unknown(asked, fees)
        elif answer.mark is Mark.ACKNOWLEDGED:
            self.told = also(self.told, answer.act)
            self._moves(answer.act, Mark.ACKNOWLEDGED)
            self._knows(asked, answer, fees)

    def _knows(self, asked: Entry, answer: Entry, fees: Fees) -> None:
        match answer.act:
            case Act.SUBMIT:
                self.code, self.fee = "", fee_of(asked, fees)
            case Act.WITHDRAW | Act.SEND_BACK | Act.REJECT:
                self.code = ""
            case Act.PRINT:
                self.code = answer.code
            case Act.PAY:
                amount = answer.amount or asked.amount or 0
                self.given += amount
                self.orders = (*self.orders, (answer.order, amount))

    def _becomes_unknown(self, asked: Entry, fees: Fees) -> None:
        if asked.act not in OF_PROCESS:
            return
        self._moves(asked.act, Mark.UNKNOWN, 1 << len(self.unknown))
        self.unknown = (*self.unknown, asked.act)
        if asked.act is Act.SUBMIT:
            self.code = ""
            self.fee = self.fee if self.fee == fee_of(asked, fees) else None
        if asked.act is Act.PAY:
            self.maybe += asked.amount or 0

    def _moves(self, act: Act, mark: Mark, bit: int = 0) -> None:
        if act in OF_PROCESS:
            self.places = after(self.places, act, mark, bit)


@cache
def also(acts: frozenset[Act], act: Act) -> frozenset[Act]:
    """The acts with one more; shared by all who have done the same."""
    return acts | {act}


def fee_of(asked: Entry, fees: Fees) -> int | None:
    """What the rules make of a submission, by what its page showed; None where the page or the area's fees are not known."""
    area = fees.get(asked.area)
    if area is None or not asked.subjects or not area.type.pays:
        return None
    return area.fee(asked.specialty.split()[0] if asked.specialty else "", asked.subjects)
