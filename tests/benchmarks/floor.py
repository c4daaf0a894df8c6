"""The floor of a journey in a browser: fields are set by one script call per page, and a page is read once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scenarios.drivers.acts import Act, Attach, Choose, Tick, Type, acts_for
from scenarios.drivers.browser import BrowserDriver
from scenarios.drivers.driver import NOTHING, Fields
from scenarios.errors import TargetWrong
from scenarios.page import Page
from scenarios.page.controls import CONTROLS

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

READ = "() => [document.documentElement.outerHTML, location.href]"
PRESS = """([selector, settings, button]) => {
  const controls = document.querySelectorAll(selector);
  for (const [place, what, value] of settings) {
    const control = controls[place];
    if (what === "type") control.value = value;
    else if (what === "tick") control.checked = value;
    else for (const option of control.options) option.selected = value.includes(option.label.trim());
  }
  controls[button].click();
}"""
FOLLOW = "([selector, place]) => document.querySelectorAll(selector)[place].click()"
LINKS = "a[href]"


class FloorDriver(BrowserDriver):
    """Hands that do not behave like a person's: nothing is waited for, scrolled to, focused or typed.

    Only what a script cannot do goes the usual way: files, searching, and pages whose drop-downs depend on each other.
    """

    def __init__(self, context: "BrowserContext") -> None:
        super().__init__(context)
        self._read: Page | None = None

    @property
    def page(self) -> Page:
        return self._read or super().page

    def open(self, address: str) -> Page:
        return self._arriving(lambda: self.tab.goto(address, wait_until="domcontentloaded"))

    def follow(self, link: str, within: str | None = None) -> Page:
        document = self.page.document
        place = document.tree.css(LINKS).index(self.page.finder.link(link, within))
        return self._leading_on(FOLLOW, [LINKS, place])

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        try:
            pressed = self.page.finder.button(button, within)
            acts = [a for label, value in fields.items() for a in acts_for(self.page.finder, label, value, within)]
            settings = [_setting(act) for act in acts]
        except (TargetWrong, TypeError):
            return self._as_a_person(lambda: super(FloorDriver, self).submit(button, fields, within))
        return self._leading_on(PRESS, [CONTROLS, settings, pressed.index])

    def fill(self, fields: Fields, within: str | None = None) -> None:
        super().fill(fields, within)
        self._read = None

    def pick(self, label: str, keyword: str, choice: str) -> None:
        super().pick(label, keyword, choice)
        self._read = None

    def _as_a_person(self, act: Callable[[], Page]) -> Page:
        self._read = None
        return act()

    def _leading_on(self, script: str, argument: object) -> Page:
        with self.tab.expect_navigation(wait_until="domcontentloaded"):
            self.tab.evaluate(script, argument)
        return self._arriving(lambda: None)

    def _arriving(self, act: Callable[[], object]) -> Page:
        act()
        html, address = self.tab.evaluate(READ)
        self._read = Page("<!doctype html>" + html, address, 200, scripted=True)
        return self._read


def _setting(act: Act) -> list[Any]:
    match act:
        case Type(control, text):
            return [control.index, "type", text]
        case Tick(control, on):
            return [control.index, "tick", on]
        case Choose(control, words):
            if not all(any(choice.text == word for choice in control.choices) for word in words):
                raise TargetWrong(
                    f"expected {words} among the options, found them not there yet", control.document.page
                )
            return [control.index, "choose", list(words)]
        case Attach():
            raise TypeError("a file cannot be set by a script")
