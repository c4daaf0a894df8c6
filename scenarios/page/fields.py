"""Turns labelled controls into fields as a person sees them: value, choices, marks, hints and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.page.elements import Button, Field, FieldKind
from scenarios.page.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.page.controls import Choice, Control
    from scenarios.page.document import Document
    from scenarios.page.labels import Labelled

TICKED_KINDS = frozenset({FieldKind.RADIO, FieldKind.CHECKBOX, FieldKind.CHECKBOXES})


def field_of(document: Document, one: Labelled, labels: dict[int, str]) -> Field:
    """The field for a labelled control or group; `labels` gives the label of each control by its index."""
    first = one.first
    options, chosen = _choices(one, labels)
    typed = first.value if one.kind in {FieldKind.TEXT, FieldKind.TEXTAREA} else ""
    error, hint = _notes(document, one)
    return Field(
        label=one.label,
        kind=one.kind,
        type=first.type,
        name=first.name,
        value=typed or (document.words(first.node) if one.kind is FieldKind.OUTPUT else "、".join(chosen)),
        chosen=chosen,
        options=options,
        checked=one.kind in TICKED_KINDS and any(control.has("checked") for control in one.controls),
        required=one.starred or any(_is_required(control) for control in one.controls),
        enabled=_is_enabled(one),
        readonly=_is_readonly(one),
        error=error,
        hint=hint,
        max_length=first.max_length,
    )


def is_editable(one: Labelled) -> bool:
    return _is_enabled(one) and not _is_readonly(one)


def _is_enabled(one: Labelled) -> bool:
    return any(not control.disabled for control in one.controls)


def _is_readonly(one: Labelled) -> bool:
    return one.kind is FieldKind.OUTPUT or all(control.readonly for control in one.controls)


def button_of(document: Document, control: Control) -> Button:
    return Button(
        text=button_text(document, control),
        enabled=not control.disabled,
        submits=control.submits,
        name=control.name,
        value=control.attribute("value"),
    )


def button_text(document: Document, control: Control) -> str:
    """The words on a button, or what stands for them."""
    if control.type == "image":
        shown = control.attribute("alt")
    elif control.tag == "input":
        shown = control.attribute("value")
    else:
        shown = document.words(control.node) or _picture_text(control)
    shown = fold(shown) or fold(control.attribute("aria-label") or control.attribute("title"))
    return document.heard(shown)


def _picture_text(control: Control) -> str:
    image = control.node.css_first("img[alt]")
    return (image.attributes["alt"] or "") if image else ""


def _choices(one: Labelled, labels: dict[int, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if one.kind is FieldKind.SELECT:
        return _texts(one.first.choices), _texts(one.first.chosen)
    if one.kind in TICKED_KINDS:
        chosen = (labels.get(control.index, "") for control in one.controls if control.has("checked"))
        return tuple(labels.get(control.index, "") for control in one.controls), tuple(chosen)
    return (), ()


def _texts(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.text for choice in choices)


def _is_required(control: Control) -> bool:
    return control.has("required") or control.attribute("aria-required") == "true"


def _notes(document: Document, one: Labelled) -> tuple[str, str]:
    """Error and hint of a field, told apart by `aria-errormessage`, else by the ids of its descriptions."""
    attributes = [one.node.attributes, *(control.attributes for control in one.controls)]
    described = _first(attributes, "aria-describedby").split()
    named = _first(attributes, "aria-errormessage").split()
    if "true" not in {held.get("aria-invalid") for held in attributes}:
        return "", document.words_by_ids(" ".join(described))
    errors = named or [name for name in described if "error" in name.lower()] or described
    hints = [name for name in described if name not in errors]
    return document.words_by_ids(" ".join(errors)), document.words_by_ids(" ".join(hints))


def _first(attributes: list[dict[str, str | None]], name: str) -> str:
    return next((held[name] or "" for held in attributes if held.get(name)), "")
