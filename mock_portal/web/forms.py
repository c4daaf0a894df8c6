"""From fields as data to fields as shown: what was typed, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import request

from mock_portal.web.components import FieldKind, FieldView, Option


def options(words: Sequence[str]) -> tuple[Option, ...]:
    """Choices that are sent as they are shown."""
    return tuple(Option(word, word) for word in words)


def filled(layout: Sequence[FieldView], values: Mapping[str, str], problems: Mapping[str, str]) -> list[FieldView]:
    """The fields with what was typed and what is wrong with it; a password is never sent back."""
    return [replace(view, value=_shown(view, values), error=problems.get(view.name, "")) for view in layout]


def _shown(view: FieldView, values: Mapping[str, str]) -> str:
    return "" if view.kind is FieldKind.PASSWORD else values.get(view.name, "")


def typed(layout: Sequence[FieldView]) -> dict[str, str]:
    """What was sent in these fields: texts without blanks around them, passwords to the letter."""
    sent = {view.name: request.form.get(view.name, "") for view in layout}
    passwords = {view.name for view in layout if view.kind is FieldKind.PASSWORD}
    return {name: text if name in passwords else text.strip() for name, text in sent.items()}


def number_sent(name: str) -> int:
    """A number that travels unseen; -1, which nothing has, in the place of anything else."""
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004  fits a column
