"""The rules by which a browser itself refuses to send a form, unless the form says `novalidate`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.drivers.patterns import matches
from scenarios.drivers.sheet import TYPED, Sheet
from scenarios.errors import NotSent
from scenarios.page.typed import NUMBERS, limits, number_of, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.page.controls import Control

_HOST = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_HOST}(?:\.{_HOST})*")
URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")


def refuse_if_invalid(sheet: Sheet, button: Control) -> None:
    """Raises what the browser's own message would say; the target never sees such a form."""
    form = button.form
    assert form is not None
    if "novalidate" in form.attributes or button.has("formnovalidate"):
        return
    labels = sheet.page.finder.label_by_control
    wrong = [
        f"{labels.get(control.index) or control.name} ({reason})"
        for control in sheet.controls(form)
        if _is_checked(control)
        for reason in _reasons(sheet, control)
    ]
    if wrong:
        raise NotSent(f"expected a form that a browser sends, found {'; '.join(wrong)}", sheet.page)


def _is_checked(control: Control) -> bool:
    """Whether a browser looks at it: not where an input of any type is read-only, though the standard bars fewer types."""
    barred = control.is_button or control.type in {"hidden", "output"}
    return not barred and not control.disabled and not (control.has("readonly") and control.tag != "select")


def _reasons(sheet: Sheet, control: Control) -> Iterator[str]:
    if control.type == "radio":
        group = sheet.radio_group(control)
        if any(one.has("required") for one in group) and not any(sheet.is_ticked(one) for one in group):
            yield "mandatory, none chosen"
    elif _is_empty(sheet, control):
        if control.has("required"):
            yield "mandatory and empty"
    elif control.tag in {"textarea", "input"}:
        yield from _wrong_text(sheet, control)


def _is_empty(sheet: Sheet, control: Control) -> bool:
    match control.type:
        case "checkbox":
            return not sheet.is_ticked(control)
        case "file":
            return sheet.file(control) is None
        case "select":
            chosen = sheet.chosen(control)
            return not chosen or (
                not chosen[0].value and control.begins_with_placeholder and chosen[0] == control.choices[0]
            )
        case _:
            return not sheet.text(control)


def _wrong_text(sheet: Sheet, control: Control) -> Iterator[str]:
    text = sheet.text(control)
    pattern = control.attribute("pattern")
    several = control.type == "email" and control.multiple
    texts = text.split(",") if several else [text]
    if control.type in TYPED and control.tag == "input" and pattern:
        yield from (f"{one!r} does not match {pattern}" for one in texts if not matches(pattern, one))
    if control.type == "email":
        yield from (f"{one!r} is no e-mail address" for one in texts if not EMAIL.fullmatch(one))
    if control.type == "url" and not URL.fullmatch(text):
        yield f"{text!r} is no address"
    least = control.attribute("minlength")
    if (
        least.isascii()
        and least.isdigit()
        and sheet.was_typed(control)
        and len(text.encode("utf-16-le")) < 2 * int(least)
    ):
        yield f"shorter than {least} characters"
    if control.type in NUMBERS:
        yield from _wrong_number(control, text)


def _wrong_number(control: Control, text: str) -> Iterator[str]:
    value, (least, most) = number_of(control.type, text), limits(control.type, control.attributes)
    assert value is not None, f"expected {control} to hold nothing that means nothing, found {text}"
    if least is not None and value < least:
        yield f"{text} is below {control.attribute('min')}"
    if most is not None and value > most:
        yield f"{text} is above {control.attribute('max')}"
    steps = step(control.type, control.attributes)
    if steps and (value - steps[1]) % steps[0]:
        yield f"{text} is between two values that the field can have"
