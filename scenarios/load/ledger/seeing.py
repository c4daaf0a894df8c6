"""What a page, or a printed form, tells about an enrollment: read as a person would, by the words of the target."""

import re
from typing import NamedTuple

from fixtures.printed_form import UnreadableFormError, read_form
from scenarios.load.ledger.words import LedgerWords
from scenarios.page import Page

AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]{2}))?")


class Seen(NamedTuple):
    """What was told, in the order of an entry's fields; nothing where it was not."""

    state: str = ""
    version: int | None = None
    code: str = ""
    order: str = ""
    amount: int | None = None
    area: str = ""
    specialty: str = ""
    subjects: int | None = None
    words: str = ""


NOTHING_SEEN = Seen()


def on_page(page: Page, words: LedgerWords) -> Seen:
    """What a page tells."""
    facts = page.facts
    subjects = facts.get(words.subjects, "")
    return Seen(
        state=facts.get(words.state, ""),
        order=facts.get(words.order_number, ""),
        amount=fen(facts.get(words.amount, "")) or price(page, words),
        area=facts.get(words.area, ""),
        specialty=facts.get(words.specialty, ""),
        subjects=len(subjects.split(words.between_subjects)) if subjects else None,
    )


def on_form(content: bytes, words: LedgerWords) -> Seen:
    """What the printed form tells: its code, and which version it is."""
    try:
        form = read_form(content)
    except UnreadableFormError as problem:
        return Seen(words=str(problem))
    version = form.facts.get(words.version, "")
    return Seen(code=form.verification_code or "", version=int(version) if version.isdecimal() else None)


def fen(words: str) -> int | None:
    """An amount of yuan, such as 280.00元 or ¥280.00, in fen; None if none stands there."""
    found = AMOUNT.search(words)
    return int(found[1]) * 100 + int(found[2] or 0) if found else None


def price(page: Page, words: LedgerWords) -> int | None:
    """What a pay page asks for in its running text."""
    _, there, after = page.text.partition(words.price) if words.price in page.html else ("", "", "")
    return fen(after) if there else None
