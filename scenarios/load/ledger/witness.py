"""A witness looks over the hands' shoulder and writes down what is asked for and what comes back."""

from typing import Any, cast

from scenarios.drivers.driver import NOTHING, Download, Driver, Fields
from scenarios.errors import Ambiguous, Misuse, NotEditable, NotOnPage, NotSent
from scenarios.load.ledger.book import Book
from scenarios.load.ledger.entry import Act, Mark, Who
from scenarios.load.ledger.seeing import Seen, on_form, on_page
from scenarios.load.ledger.words import LedgerWords
from scenarios.page import Page

GUIDE = LedgerWords()
NEVER_SENT = (NotOnPage, Ambiguous, NotEditable, NotSent, Misuse)
BAD_REQUEST, ACCIDENT = 400, 500
NEEDS_ORDER = frozenset({Act.ORDER, Act.PAY})  # a platform that took money, or an order, says for which one
LONGEST = 200


def witnessed(driver: Driver, book: Book, who: Who, words: LedgerWords = GUIDE) -> Driver:
    """The same hands with a witness; whoever uses them notices nothing."""
    return cast("Driver", Witness(driver, book, who, words))


class Witness:
    """Wraps a driver: only a button that asks for something of consequence, and the printed form, are looked at."""

    def __init__(self, driver: Driver, book: Book, who: Who, words: LedgerWords) -> None:
        self._driver = driver
        self._book = book
        self._who = who
        self._words = words
        self._meanings = words.meanings(who.role)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        act = self._meanings.get(button)
        if act is None:
            return self._driver.submit(button, fields, within)
        page = self._driver.seen
        about = self._who.id_number or page.facts.get(self._words.id_number, "")
        seq = self._book.asks(self._who, act, about, on_page(page, self._words))
        try:
            came = self._driver.submit(button, fields, within)
        except Exception as problem:
            mark = Mark.REFUSED if isinstance(problem, NEVER_SENT) else Mark.UNKNOWN
            self._book.hears(seq, self._who, act, mark, about, Seen(words=str(problem)[:LONGEST]))
            raise
        self._book.hears(seq, self._who, act, *self._answer(act, about, came))
        return came

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        came = self._driver.download(words, fields, within)
        if words == self._words.print and self._who.id_number:
            seq = self._book.asks(self._who, Act.PRINT, self._who.id_number)
            seen = on_form(came.content, self._words)
            self._book.hears(seq, self._who, Act.PRINT, Mark.ACKNOWLEDGED, self._who.id_number, seen)
        return came

    def _answer(self, act: Act, about: str, page: Page) -> tuple[Mark, str, Seen]:
        """How the page that came is to be understood."""
        if page.status >= ACCIDENT:
            return Mark.UNKNOWN, about, Seen(words=page.whereabouts[:LONGEST])
        if page.alerts or page.status >= BAD_REQUEST:
            return Mark.REFUSED, about, Seen(words=" / ".join(page.alerts)[:LONGEST])
        seen = on_page(page, self._words)
        if act in NEEDS_ORDER and not seen.order:
            return Mark.UNKNOWN, about, Seen(words=page.whereabouts[:LONGEST])
        return Mark.ACKNOWLEDGED, about, seen
