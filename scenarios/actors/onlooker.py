"""Somebody who looks over everybody's shoulder, at each page that comes up, and remembers what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scenarios.drivers.driver import Driver
from scenarios.page import Page
from scenarios.page.flaws import flaws

PHONE_WIDTH = 390  # pixels: a common phone, held upright


@dataclass(slots=True)
class Onlooker:
    """What was seen so far: pages by heading, and flaws with the page they were found on."""

    pages: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    _known: set[tuple[str, ...]] = field(default_factory=set)

    def beside(self, driver: Driver) -> "Glance":
        """Whoever listens to one driver."""
        return Glance(self, driver)

    def looks_at(self, page: Page, driver: Driver) -> None:
        """Look at a page, unless one just like it has been seen."""
        face = (page.heading, str(page.status), *page.alerts, *page.fields, *(button.text for button in page.buttons))
        if face in self._known or not page.html:
            return
        self._known.add(face)
        self.pages.append(page.heading)
        self.flaws += [f"{page.heading} ({page.address}): {flaw}" for flaw in (*flaws(page), *seen_on_screen(driver))]


@dataclass(frozen=True, slots=True)
class Glance:
    """Looks up whenever something was done."""

    onlooker: Onlooker
    driver: Driver

    def acted(self, words: str, page: Page, seconds: float) -> None:  # noqa: ARG002  as every listener is told
        """Whoever acted has this page before the eyes now."""
        self.onlooker.looks_at(page, self.driver)


def seen_on_screen(driver: Driver) -> Iterator[str]:
    """What only a screen shows to be wrong."""
    sight = driver.sight
    if sight is None:
        return
    yield from sight.findings()
    yield from sight.complaints()
    with sight.at_width(PHONE_WIDTH):
        if overhang := sight.overhang():
            yield f"expected no scrolling sideways at {PHONE_WIDTH} px, found {overhang} px too many"
