"""What is wrong with a page for people who hear it or use only the keyboard, as far as its HTML alone shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scenarios.page.document import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.page.controls import Control
    from scenarios.page.page import Page

NAMED_OTHERWISE = ("aria-label", "aria-labelledby", "title")
REFUSING = range(400, 500)


def flaws(page: Page) -> tuple[str, ...]:
    """Every flaw in a sentence; none on a sound page."""
    return (
        *_of_the_whole(page),
        *_of_images(page),
        *_of_controls(page),
        *_of_errors(page),
        *_of_marks(page),
    )


def _of_the_whole(page: Page) -> Iterator[str]:
    tree = page.document.tree
    language = (tree.root.attributes.get("lang") if tree.root else None) or ""
    if not language or not (page.wording or language.lower().startswith("zh")):
        yield f"expected the page to say that it is Chinese, found lang={language!r}"
    ranks = len(page.document.shown("h1"))
    if ranks != 1:
        yield f"expected one heading of the first rank, found {ranks}"
    heading, title = page.verbatim.heading, page.verbatim.title
    if not heading or heading not in title:
        yield f"expected the title to name the page {heading!r}, found {title!r}"
    ids = Counter(node.attributes.get("id") for node in tree.css("[id]"))
    yield from (f"expected one element of the id {id_}, found {count}" for id_, count in ids.items() if count > 1)
    if not tree.css_first('meta[name="viewport"]'):
        yield "expected the page to say that it fits the width of a phone, found no meta viewport"
    if page.status in REFUSING and not page.alerts:
        yield f"expected a page of status {page.status} to say in an alert what is wrong, found none"


def _of_images(page: Page) -> Iterator[str]:
    for image in page.images:
        if not image.alt:
            yield f"expected words for the picture {image.address}, found none"


def _of_controls(page: Page) -> Iterator[str]:
    labelled = {control.index for one in page.finder.labelled for control in one.controls}
    for control in page.document.controls:
        if control.is_field and control.visible and control.index not in labelled and not _named_otherwise(control):
            yield f"expected a label for the field {control.name}, found none"
    for button in page.buttons:
        if not button.text:
            yield "expected words on every button, found none on one"


def _named_otherwise(control: Control) -> bool:
    return any(control.attribute(name) for name in NAMED_OTHERWISE)


def _of_errors(page: Page) -> Iterator[str]:
    """A field that is marked as wrong says what is wrong with it, to those too who only hear the field."""
    for control in page.document.controls:
        if control.attribute("aria-invalid") == "true" and control.visible and not _described(control):
            yield f"expected the wrong field {control.name} to be described by its error, found nothing"


def _described(control: Control) -> bool:
    """By itself, or as one of a group that is."""
    around = (node.attributes.get("aria-describedby") for node in (control.node, *ancestors(control.node)))
    return any(control.document.words_by_ids(ids) for ids in around if ids)


def _of_marks(page: Page) -> Iterator[str]:
    """The "*" that people see and the mark that programs read go together (R2.4c)."""
    for one in page.finder.labelled:
        marked = any(control.attributes.get("required", False) is not False for control in one.controls)
        if marked and not one.starred and not _in_a_starred_group(page, one.first):
            yield f"expected a * beside the required field {one.label}, found none"


def _in_a_starred_group(page: Page, control: Control) -> bool:
    return any(one.starred for one in page.finder.labelled if control in one.controls)
