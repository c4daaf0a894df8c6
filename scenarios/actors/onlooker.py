"""Somebody who looks over everybody's shoulder, at each page that comes up, and remembers what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from scenarios.actors.actor import Actor
from scenarios.actors.intruder import Intruder
from scenarios.drivers.browser.sight import Sight
from scenarios.drivers.driver import Driver
from scenarios.page import Page
from scenarios.page.flaws import flaws

PHONE_WIDTH = 390  # pixels: a common phone, held upright
NOWHERE = "#"
# In the words of links that do something where a portal has links for that: they are pressed by whoever means it.
DOES = ("退出", "注销", "删除", "撤", "取消")


@dataclass(slots=True)
class Onlooker:
    """What was seen so far: pages by heading, and flaws with the page they were found on."""

    pages: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)  # by address: words, and the page where it was seen first
    _known: set[tuple[str, ...]] = field(default_factory=set)

    def beside(self, driver: Driver) -> "Glance":
        """Whoever listens to one driver, with eyes that are open before its first page comes."""
        return Glance(self, driver.sight)

    def looks_at(self, page: Page, sight: Sight | None) -> None:
        """Look at a page, unless one just like it has been seen."""
        face = (page.heading, str(page.status), *page.alerts, *page.fields, *(button.text for button in page.buttons))
        if face in self._known or not page.html:
            return
        self._known.add(face)
        self.pages.append(page.heading)
        for link, node in zip(page.links, page.finder.links, strict=True):
            address = NOWHERE if leads_nowhere(link.text, node.attributes, page) else urldefrag(link.address).url
            if address == NOWHERE or not any(word in link.text for word in DOES):
                self.links.setdefault(address, f"{link.text} on {page.heading}")
        self.flaws += [f"{page.heading} ({page.address}): {flaw}" for flaw in (*flaws(page), *seen_on_screen(sight))]

    def finds_dead_links(self, intruder: Intruder, as_: Actor) -> list[str]:
        """Links of the pages seen so far that lead nowhere, or to no page or file, for somebody; then these are forgotten."""
        at_portal = [link for link in self.links if link.startswith(intruder.target.origin("portal"))]
        dead = [link for link in at_portal if intruder.gets(link, as_).page.status >= 400]  # noqa: PLR2004  HTTP
        found = [self.links[link] for link in (NOWHERE, *dead) if link in self.links]
        self.links.clear()
        return found


@dataclass(frozen=True, slots=True)
class Glance:
    """Looks up whenever something was done."""

    onlooker: Onlooker
    sight: Sight | None

    def acted(self, words: str, page: Page, seconds: float) -> None:  # noqa: ARG002  as every listener is told
        """Whoever acted has this page before the eyes now."""
        self.onlooker.looks_at(page, self.sight)


def seen_on_screen(sight: Sight | None) -> Iterator[str]:
    """What only a screen shows to be wrong."""
    if sight is None:
        return
    yield from sight.findings()
    yield from sight.complaints()
    if overhang := sight.overhang(PHONE_WIDTH):
        yield f"expected no scrolling sideways at {PHONE_WIDTH} px, found {overhang} px too many"


def leads_nowhere(words: str, attributes: Mapping[str, str | None], page: Page) -> bool:
    """Whether a link that no script of its own takes over names a place that its page does not have; 返回顶部 needs none."""
    href = (attributes.get("href") or "").strip()
    if not href.startswith("#") or "onclick" in attributes or "顶" in words:
        return False
    return href == NOWHERE or page.document.tree.css_first(f'[id="{href[1:]}"]') is None
