"""Wrong and right values for the form pages, sent as they are, and how a portal has to take each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.actors.answers import PAGE_TITLES, FormPage
from scenarios.actors.exchange import Answer
from scenarios.actors.form_filler import FormFiller
from scenarios.actors.intruder import Intruder
from scenarios.page.elements import FieldKind
from scenarios.page.typed import sanitised

INTERNALS = ("Traceback", "sqlalchemy", "werkzeug", "Exception", "SELECT ", "psycopg", "sqlite")
TYPED = {FieldKind.TEXT, FieldKind.TEXTAREA}
CHOSEN_ONCE = ("性别", "出生日期")  # which may be fixed as soon as they are saved (Q16)
UNSHOWN = "\x00\x07\ufffd"  # what a page cannot, or need not, show again


@dataclass(frozen=True, slots=True)
class Entered:
    """A value for the field of that label, and whether a portal takes it."""

    label: str
    value: str | tuple[str, ...]
    accepted: bool = False

    def __str__(self) -> str:
        shown = self.value if isinstance(self.value, str) else "、".join(self.value)
        return f"{self.label} = {shown[:40]!r}" + (f" and {len(shown) - 40} more" if len(shown) > 40 else "")  # noqa: PLR2004


def right(label: str, *values: str) -> list[Entered]:
    """Values that a portal takes."""
    return [Entered(label, value, accepted=True) for value in values]


def wrong(label: str, *values: str | tuple[str, ...]) -> list[Entered]:
    """Values that a portal refuses with a message at this field, keeping what was typed."""
    return [Entered(label, value) for value in values]


def misjudged(candidate: FormFiller, intruder: Intruder, page: FormPage, entries: Iterable[Entered]) -> tuple[str, ...]:
    """What went otherwise than it should, one sentence each; the page has been filled in rightly before."""
    return tuple(filter(None, (_judged(candidate, intruder, page, entered) for entered in entries)))


def _judged(candidate: FormFiller, intruder: Intruder, page: FormPage, entered: Entered) -> str:
    candidate.goes_to_page(page)
    if entered.label in CHOSEN_ONCE and not candidate.can_answer(entered.label):
        return ""
    answer = candidate.sends_crafted(intruder, {entered.label: entered.value})
    fault = _fault_of(answer, page, entered)
    return f"{entered}: {fault}" if fault else ""


def _fault_of(answer: Answer, page: FormPage, entered: Entered) -> str:
    if answer.broke or any(word in answer.page.html for word in INTERNALS):
        return f"expected an answer, found an accident, {answer.page.status}"
    stays = answer.page.heading == PAGE_TITLES[page]
    if entered.accepted:
        return f"expected it to be taken, found {answer!r}" if stays or answer.denied else ""
    if not stays:
        return f"expected to be told at this field, found {answer!r}"
    return _fault_of_complaint(answer, entered)


def _fault_of_complaint(answer: Answer, entered: Entered) -> str:
    field = answer.page.field(entered.label)
    if not field.error:
        return f"expected a message at this field, found {answer!r}"
    typed = entered.value
    if not isinstance(typed, str) or field.kind not in TYPED or set(typed) & set(UNSHOWN):
        return ""
    if field.value == sanitised(field.type, typed, {}):  # a field for dates holds nothing else
        return ""
    return f"expected what was typed to be kept, found {field.value[:40]!r}"
