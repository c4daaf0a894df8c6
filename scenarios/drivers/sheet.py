"""A page with what was filled in so far: the state that a browser keeps beside the HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.drivers.acts import Act, Attach, Choose, Tick, Type
from scenarios.errors import NotEditable, NotOnPage, listing

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scenarios.drivers.driver import Attachment
    from scenarios.page import Page
    from scenarios.page.controls import Choice, Control

# The types whose text is one line and may be limited by `maxlength`.
TYPED = frozenset({"text", "password", "search", "tel", "url", "email", "textarea"})

NEWLINE = re.compile(r"\r\n|\r|\n")


class Sheet:
    """What each control of one page holds now; what nobody touched holds its default."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._texts: dict[int, str] = {}
        self._ticks: dict[int, bool] = {}
        self._choices: dict[int, tuple[Choice, ...]] = {}
        self._files: dict[int, Attachment] = {}

    def text(self, control: Control) -> str:
        return self._texts.get(control.index, control.value)

    def was_typed(self, control: Control) -> bool:
        return control.index in self._texts

    def is_ticked(self, control: Control) -> bool:
        if control.index in self._ticks:
            return self._ticks[control.index]
        return control.has("checked") and (control.type != "radio" or self._is_last_checked(control))

    def chosen(self, control: Control) -> tuple[Choice, ...]:
        touched = self._choices.get(control.index)
        return control.chosen if touched is None else touched

    def file(self, control: Control) -> Attachment | None:
        return self._files.get(control.index)

    def perform(self, act: Act) -> None:
        """Does to the sheet what the act does to a control on the screen."""
        match act:
            case Type(control, text):
                self._texts[control.index] = _as_typed(control, text)
            case Tick(control, on):
                self._tick(control, on=on)
            case Choose(control, words):
                self._choices[control.index] = _choices(control, words)
            case Attach(control, attachment):
                self._files[control.index] = attachment

    def controls(self, form: LexborNode) -> list[Control]:
        return self.page.document.controls_of(form)

    def _tick(self, control: Control, *, on: bool) -> None:
        if control.type == "radio":
            for other in self.radio_group(control):
                self._ticks[other.index] = False
        self._ticks[control.index] = on

    def radio_group(self, control: Control) -> list[Control]:
        """The radio buttons of which only one can be chosen together with this one, itself included."""
        if not control.name:
            return [control]
        return [
            other
            for other in self.page.document.controls
            if other.type == "radio" and other.name == control.name and other.form == control.form
        ]

    def _is_last_checked(self, control: Control) -> bool:
        """Whether no later radio button of the group is checked by default: browsers keep the last one."""
        checked = [other.index for other in self.radio_group(control) if other.has("checked")]
        return checked[-1] == control.index


def _as_typed(control: Control, text: str) -> str:
    """What a control holds after typing or pasting: an area has lines, elsewhere a newline becomes a space."""
    text = control.sanitised(NEWLINE.sub("\n" if control.tag == "textarea" else " ", text))
    if control.max_length is None or control.type not in TYPED:
        return text
    # The limit counts UTF-16 units, as in a browser: a rare character of the upper planes counts twice.
    return text.encode("utf-16-le")[: 2 * control.max_length].decode("utf-16-le", errors="ignore")


def _choices(control: Control, words: tuple[str, ...]) -> tuple[Choice, ...]:
    """The options with these words, in the order of the drop-down."""
    wanted = tuple(_choice(control, one) for one in words)
    return wanted if len(wanted) == 1 else tuple(one for one in control.choices if one in wanted)


def _choice(control: Control, words: str) -> Choice:
    found = control.choice(words)
    if found is None:
        offered = listing(choice.text for choice in control.choices)
        raise NotOnPage(
            f"expected the option {words} in {control.name}, found none; it offers {offered}",
            control.document.page,
        )
    if found.disabled:
        raise NotEditable(
            f"expected the option {words} in {control.name} to be open to choice, found it disabled",
            control.document.page,
        )
    return found
