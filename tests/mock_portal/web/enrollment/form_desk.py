"""A candidate without scripts at the six form pages: what the tests of these pages share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mock_portal.domain.case import Case, Person
from mock_portal.domain.terms import SUBJECTS, Page
from mock_portal.portal import Portal
from mock_portal.store.projects import PastResult, add_history
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import (
    Filled,
)

BrowserOf = Callable[[Person | None], Browser]
TITLES = ["报名地市", "基本信息", "联系方式", "报考信息", "教育情况", "工作情况"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A candidate at the form, with the browser and the store behind it."""

    browser: Browser
    filled: Filled
    portal: Portal

    def at(self, page: str) -> Browser:
        return self.browser.open(f"/enrollment/{self.filled.project_id}/pages/{page}")

    def saved(self, page: Page) -> dict[str, Any]:
        return dict(self.case.enrollment.values(page))

    @property
    def case(self) -> Case:
        return self.filled.case(self.portal)


Sit = Callable[..., Desk]


def option(browser: Browser, field: str, words: str) -> str:
    """The value of the first choice whose label contains ``words``."""
    choices = browser.page.css(f"select[name={field}] option")
    found = [o.attributes["value"] or "" for o in choices if words in o.text()]
    assert found, f"expected a choice with {words} at {field}, found {[o.text() for o in choices]}"
    return found[0]


def ticked(browser: Browser) -> list[str]:
    boxes = browser.page.css("input[name=subjects]")
    return [box.attributes["value"] or "" for box in boxes if "checked" in box.attributes]


def values_shown(browser: Browser, field: str) -> str:
    return browser.page.css(f"[name={field}]")[0].attributes.get("value") or ""


def history(desk: Desk, **changes: Any) -> None:
    person = desk.filled.person
    facts: dict[str, Any] = {
        "name": person.name,
        "id_number": person.id_number,
        "specialty": "303",
        "outcome": "sat",
        "passed": SUBJECTS[:2],
    }
    with desk.portal.writing() as tx:
        add_history(tx, desk.filled.project_id, [PastResult(**facts | changes)])
