"""A parsed page at the level of its nodes: visibility, ownership, containers; indexes made on first use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from scenarios.page.addresses import joined
from scenarios.page.controls import CONTROLS, Control
from scenarios.page.ownership import MARK, marked
from scenarios.page.words import fold, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.page.page import Page

HIDDEN = "[hidden],dialog:not([open])"
FOLDED = "details:not([open])"
STYLED_AWAY = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
CONTAINERS = frozenset(["tr", "li", "fieldset", "form", "section", "article", "dialog", "nav", "main", "table", "dl"])
CONTAINER_ROLES = frozenset({"row", "group", "region", "radiogroup", "listitem"})
DOCUMENT_OPTIONS = LexborDocumentOptions.WO_EVENTS


class Document:
    """The tree of one page with the indexes that reading and acting share."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = _parsed(page.html, scripted=page.scripted)
        self.address = page.address

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to."""
        base = self.tree.css_first("base[href]")
        return joined(self.address, base.attributes["href"] or "") if base else self.address

    def resolve(self, reference: str) -> str:
        return joined(self.base, reference)

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The roots of everything that is not shown, bare texts among them."""
        selector = f"{HIDDEN},noscript" if self.page.scripted else HIDDEN
        styled = (node for node in self.tree.css('[style*="display" i]') if _is_styled_away(node))
        folded = (inside for node in self.tree.css(FOLDED) for inside in _below_summary(node))
        return frozenset(node.mem_id for node in (*self.tree.css(selector), *styled, *folded))

    def is_visible(self, node: LexborNode) -> bool:
        if not self.hidden:
            return True
        return node.mem_id not in self.hidden and all(one.mem_id not in self.hidden for one in ancestors(node))

    def shown(self, selector: str) -> list[LexborNode]:
        return [node for node in self.tree.css(selector) if self.is_visible(node)]

    def words(self, node: LexborNode | None) -> str:
        return visible_text(node, self.hidden, self.heard if self.page.wording else None)

    def heard(self, text: str) -> str:
        """A whole text of the page, such as a name for screen readers, in the guide's words."""
        return self.page.wording.heard(text)

    def both(self, words: str) -> str:
        """The guide's words for something, with the portal's own where they differ, for messages."""
        return self.page.wording.both(words)

    def node_by_id(self, wanted: str) -> LexborNode | None:
        return self.tree.css_first(f'[id="{_escaped(wanted)}"]') if wanted else None

    def words_by_ids(self, ids: str) -> str:
        """The words of the elements that an `aria-...` attribute refers to."""
        return fold(" ".join(self.words(self.node_by_id(one)) for one in ids.split()))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Every control in document order, hidden ones included; `Control.index` counts along it."""
        return tuple(Control(node, index, self) for index, node in enumerate(self.tree.css(CONTROLS)))

    @cached_property
    def control_by_node(self) -> dict[int, Control]:
        return {control.node.mem_id: control for control in self.controls}

    @cached_property
    def control_by_id(self) -> dict[str, Control]:
        return {control.id: control for control in reversed(self.controls) if control.id}

    @cached_property
    def forms(self) -> list[LexborNode]:
        return self.tree.css("form")

    def form_by_id(self, wanted: str) -> LexborNode | None:
        return next((form for form in self.forms if form.attributes.get("id") == wanted), None)

    @cached_property
    def form_around(self) -> dict[int, LexborNode]:
        """The form that each control stands in, by the control's node."""
        return {node.mem_id: form for form in self.forms for node in form.css(CONTROLS)}

    @cached_property
    def form_pointed_at(self) -> dict[int, LexborNode]:
        """The form that was open in the source where a control stands in none, by the control's node.

        A page that a browser has written down is marked with it; the source of any other one is read once more.
        """
        tree = self.tree if self.page.scripted else _parsed(marked(self.page.html), scripted=False)
        forms = {form.attributes.get(MARK): own for form, own in zip(tree.css("form"), self.forms, strict=True)}
        owners = (node.attributes.get(MARK) for node in tree.css(CONTROLS))
        pairs = zip(self.controls, owners, strict=True)
        return {control.node.mem_id: forms[owner] for control, owner in pairs if owner and owner in forms}

    def form_of(self, control: LexborNode) -> LexborNode | None:
        """The form that owns a control which names none: the one around it, else the one left open in the source."""
        around = self.form_around.get(control.mem_id)
        return self.form_pointed_at.get(control.mem_id) if around is None and self.forms else around

    def controls_of(self, form: LexborNode) -> list[Control]:
        """The controls that a form owns, in document order."""
        return [control for control in self.controls if control.form == form]

    @cached_property
    def _disabled_fieldsets(self) -> list[LexborNode]:
        return self.tree.css("fieldset[disabled]")

    def fieldset_disables(self, node: LexborNode) -> bool:
        """Whether a disabled fieldset around the node disables it; its first legend is exempt."""
        return any(_is_disabled_by(node, fieldset) for fieldset in self._disabled_fieldsets)

    def containers(self, node: LexborNode) -> Iterator[LexborNode]:
        """The rows, groups, forms and sections around a node, from the smallest outwards."""
        for one in ancestors(node):
            if one.tag in CONTAINERS or one.attributes.get("role") in CONTAINER_ROLES:
                yield one


def _parsed(html: str, *, scripted: bool) -> LexborHTMLParser:
    return LexborHTMLParser(html, options=DOCUMENT_OPTIONS, scripting=scripted)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, from its parent outwards."""
    parent = node.parent
    while parent is not None and parent.tag != "-document":
        yield parent
        parent = parent.parent


def _is_styled_away(node: LexborNode) -> bool:
    return STYLED_AWAY.search(node.attributes.get("style") or "") is not None


def _below_summary(details: LexborNode) -> Iterator[LexborNode]:
    """What a folded `<details>` holds beside the summary that unfolds it."""
    children = list(details.iter(include_text=True))
    summary = next((child for child in children if child.tag == "summary"), None)
    return (child for child in children if child != summary)


def _is_disabled_by(node: LexborNode, fieldset: LexborNode) -> bool:
    around = list(ancestors(node))
    if fieldset not in around:
        return False
    legend = next((child for child in fieldset.iter() if child.tag == "legend"), None)
    return legend is None or legend not in around


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
