"""Search fields: which button searches, and what is offered to choose from on the page that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.drivers.acts import Act, Choose, Tick
from scenarios.errors import NotOnPage, listing
from scenarios.page.controls import CONTROLS, Control
from scenarios.page.document import ancestors

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scenarios.page.finding import Finder

POINTERS = ("data-search-for", "aria-controls")


def search_button(finder: Finder, control: Control) -> Control:
    """The button that searches for what stands in a field: it points to the field by its id."""
    found = [
        button
        for button in finder.buttons
        if control.id and control.id in {button.attribute(pointer) for pointer in POINTERS}
    ]
    if not found:
        raise NotOnPage(
            f"expected a search button that points to the field {control.name}, found none", finder.document.page
        )
    return found[0]


def offers_beside(finder: Finder, control: Control) -> dict[str, Act]:
    """What a search field's surroundings offer: radio buttons or a drop-down, each with the act to choose it.

    The surroundings are the smallest element that holds any other field beside the search field, within its form.
    """
    for around in ancestors(control.node):
        if around.tag == "form":
            break
        others = _other_fields(finder, around, control)
        if others:
            return _offers(finder, others)
    return {}


def offer(offers: dict[str, Act], label: str, keyword: str, choice: str, finder: Finder) -> Act:
    """The act for one choice; a missing one is an error that lists what is offered."""
    if choice not in offers:
        raise NotOnPage(
            f"expected the offer {choice} for {label} after searching {keyword}, found {listing(offers)}",
            finder.document.page,
        )
    return offers[choice]


def _other_fields(finder: Finder, around: LexborNode, control: Control) -> list[Control]:
    inside = (finder.document.control_by_node[node.mem_id] for node in around.css(CONTROLS))
    return [one for one in inside if one.is_field and one.visible and one is not control]


def _offers(finder: Finder, fields: list[Control]) -> dict[str, Act]:
    """The choices, if these fields are one question; several questions are no offers of this search."""
    if {one.type for one in fields} == {"radio"} and len({one.name for one in fields}) == 1:
        labels = finder.label_by_control
        return {labels.get(one.index, ""): Tick(one, on=True) for one in fields if not one.disabled}
    if len(fields) == 1 and fields[0].type == "select":
        return {one.text: Choose(fields[0], (one.text,)) for one in fields[0].choices if one.value}
    return {}
