"""Which label belongs to which control, and which radio buttons or boxes form one field under a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.page.controls import CONTROLS, Control
from scenarios.page.elements import FieldKind
from scenarios.page.words import bare_label, has_star

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from scenarios.page.document import Document

GROUPS = "fieldset,[role=group],[role=radiogroup]"
KIND_OF_TYPE = {
    "radio": FieldKind.RADIO,
    "checkbox": FieldKind.CHECKBOX,
    "file": FieldKind.FILE,
    "select": FieldKind.SELECT,
    "textarea": FieldKind.TEXTAREA,
    "output": FieldKind.OUTPUT,
}


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A field as it is labelled: one control, or a group of radio buttons or checkboxes under its legend."""

    label: str
    controls: tuple[Control, ...]
    kind: FieldKind
    starred: bool
    node: LexborNode

    @property
    def grouped(self) -> bool:
        return self.node != self.controls[0].node

    @property
    def first(self) -> Control:
        return self.controls[0]


def labelled_fields(document: Document) -> list[Labelled]:
    """Every visible field under its label: groups, and single controls, those inside groups included."""
    return [*_groups(document), *_singles(document)]


def _singles(document: Document) -> Iterator[Labelled]:
    named: set[int] = set()
    for node in document.shown("label"):
        control = _target(document, node)
        if control is not None and control.is_field and control.visible:
            named.add(control.index)
            text = document.words(node)
            yield _single(control, bare_label(text), starred=has_star(text) or _star_follows(document, node))
    for control in document.controls:
        if control.index not in named and control.is_field and control.visible:
            text = _spoken_name(document, control)
            if text:
                yield _single(control, bare_label(text), starred=has_star(text))


def _single(control: Control, label: str, *, starred: bool) -> Labelled:
    kind = KIND_OF_TYPE.get(control.type, FieldKind.TEXT)
    return Labelled(label, (control,), kind, starred, control.node)


def _target(document: Document, label: LexborNode) -> Control | None:
    attributes = label.attributes
    if "for" in attributes:
        return document.control_by_id.get(attributes["for"] or "")
    inside = (document.control_by_node[node.mem_id] for node in label.css(CONTROLS))
    return next((control for control in inside if control.type != "hidden"), None)


def _spoken_name(document: Document, control: Control) -> str:
    """What stands for a label where there is none: the names for screen readers, then the placeholder."""
    return document.words_by_ids(control.attribute("aria-labelledby")) or document.heard(
        control.attribute("aria-label") or control.attribute("placeholder") or control.attribute("title")
    )


def _star_follows(document: Document, label: LexborNode) -> bool:
    """Whether the mark of a mandatory field stands right after its label instead of inside it."""
    following = label.next
    while following is not None and not following.is_element_node:
        following = following.next
    if following is None or following.tag not in {"span", "em", "b", "i", "abbr", "strong", "sup"}:
        return False
    return has_star(document.words(following))


def _groups(document: Document) -> Iterator[Labelled]:
    for node in document.shown(GROUPS):
        inside = [document.control_by_node[one.mem_id] for one in node.css(CONTROLS)]
        members = tuple(one for one in inside if one.is_field and one.visible)
        label, starred = _group_label(document, node)
        types = {one.type for one in members}
        if label and len(types) == 1 and types <= {"radio", "checkbox"}:
            kind = FieldKind.RADIO if "radio" in types else FieldKind.CHECKBOXES
            yield Labelled(label, members, kind, starred, node)


def _group_label(document: Document, node: LexborNode) -> tuple[str, bool]:
    legend = next((child for child in node.iter() if child.tag == "legend"), None)
    if legend is not None:
        text = document.words(legend)
        return bare_label(text), has_star(text) or _star_follows(document, legend)
    attributes = node.attributes
    named = document.heard(attributes.get("aria-label") or "")
    text = document.words_by_ids(attributes.get("aria-labelledby") or "") or named
    return bare_label(text), has_star(text)
