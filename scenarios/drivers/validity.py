"""The rules by which a browser itself refuses to send a form, unless the form says `novalidate`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.drivers.sheet import TYPED, Sheet
from scenarios.errors import NotSent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.page.controls import Control

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*")
URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")
BOUNDED = frozenset({"number", "range", "date", "month", "week", "time", "datetime-local"})


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
    barred = control.is_button or control.type in {"hidden", "output"}
    return not barred and not control.disabled and not control.has("readonly")


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
            return all(not choice.value for choice in sheet.chosen(control))
        case _:
            return not sheet.text(control)


def _wrong_text(sheet: Sheet, control: Control) -> Iterator[str]:
    text = sheet.text(control)
    pattern = control.attribute("pattern")
    if control.type in TYPED and control.tag == "input" and pattern and not _matches(pattern, text):
        yield f"{text!r} does not match {pattern}"
    if control.type == "email" and not EMAIL.fullmatch(text):
        yield f"{text!r} is no e-mail address"
    if control.type == "url" and not URL.fullmatch(text):
        yield f"{text!r} is no address"
    least = control.attribute("minlength")
    if least.isdigit() and sheet.was_typed(control) and len(text) < int(least):
        yield f"shorter than {least} characters"
    if control.type in BOUNDED:
        yield from _out_of_bounds(control, text)


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True  # A pattern that cannot be compiled is ignored, as browsers do.


def _out_of_bounds(control: Control, text: str) -> Iterator[str]:
    least, most = control.attribute("min"), control.attribute("max")
    numeric = control.type in {"number", "range"}
    if least and (float(text) < float(least) if numeric else text < least):
        yield f"{text} is below {least}"
    if most and (float(text) > float(most) if numeric else text > most):
        yield f"{text} is above {most}"
