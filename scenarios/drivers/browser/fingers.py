"""Fingers on a tab: what stands ready is filled in and pressed at once, what does not is waited for as Playwright does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright import sync_api as playwright

from scenarios.drivers.acts import Act, Attach, Choose, Tick, Type
from scenarios.drivers.browser.tab import Place, Tab, reason, script
from scenarios.errors import NotOnPage, NotSent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What a press has met and led to so far; nothing once the page is gone.
WATCH = "() => window.rehearsalWatch"


class Vanished(NotOnPage):
    """What was about to be pressed is gone: a script has changed the page meanwhile, or gone on to another one."""


class Replaced(NotOnPage):
    """Another page has come instead of the one that was looked at, and nothing of it was touched."""


class Fingers:
    """What they take in hand is held back until it is needed: all fields of a form and the aim at its button are one call.

    Text goes in by the browser's own editing, and buttons are pressed by its mouse. Whatever does not stand ready, and
    files, are left to Playwright, which waits in its own way.
    """

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._held: list[Act] = []

    def take(self, acts: list[Act]) -> None:
        """Have these done next."""
        self._held += acts

    def perform(self) -> None:
        """Do what was held back."""
        if self._held:
            self._touch(None)

    def aim(self, place: Place, wanted: str) -> Callable[[], bool | None]:
        """Do what was held back, then aim a click at what stands there, and not at whatever may come into its place.

        The click tells whether it leads to another page; None if nothing says so or otherwise.

        Raises:
            NotSent: the browser itself would refuse to send the form.
            Replaced: another page has come meanwhile.
        """
        with self._vanishing(wanted):
            found = self._touch(place)
        if "gone" in found:
            raise Vanished(f"expected {wanted}, found nothing any more where it stood", self.tab.seen)
        if "wrong" in found:
            raise NotSent(f"expected a form that a browser sends, found {'; '.join(found['wrong'])}", self.tab.seen)
        return lambda: self.press(found["point"], wanted)

    def perform_patiently(self, act: Act) -> None:
        """Do one thing as Playwright does it, which waits until it can be done."""
        locator = self.tab.control(act.control)
        label = self.tab.seen.finder.label_by_control.get(act.control.index, act.control.name)
        with self.tab.in_time(f"the field {label} to be filled in"):
            match act:
                case Type(_, text):
                    locator.fill(text)
                case Tick(_, on):
                    locator.set_checked(on)
                case Choose(_, words):
                    locator.select_option(label=[act.control.shown(word) for word in words])
                case Attach(_, file):
                    locator.set_input_files(
                        {"name": file.filename, "mimeType": file.media_type, "buffer": file.content}
                    )

    def press(self, point: list[float] | None, wanted: str) -> bool | None:
        """Press what was aimed at: by the mouse at this point, or as Playwright does it."""
        watch = self._click(point) if point else {"hit": False}
        if watch and not watch["hit"]:
            watch = self._press_patiently(wanted)
        if watch is None or watch["leaves"]:
            return True
        return False if "taken" in watch.values() else None

    def _touch(self, press: Place | None) -> dict[str, Any]:
        acts, self._held = self._held, []
        clicked: Act | None = None
        while True:
            found = self._reach(acts, press)
            if "replaced" in found:
                raise Replaced("expected the page that was looked at, found another one instead", self.tab.seen)
            acts = acts[found["done"] :]
            if not acts:
                return found
            point = found.get("point")
            if point and acts[0] is not clicked:
                clicked = acts[0]
                self.tab.tab.mouse.click(*point)
            else:
                self.perform_patiently(acts[0])
                acts = acts[1:]

    def _reach(self, acts: list[Act], press: Place | None) -> dict[str, Any]:
        """As far as it goes without waiting; not at all on a page that is just being replaced."""
        aim = press and [press.selector, press.number]
        try:
            settings = [self._setting(act) for act in acts]
            found: dict[str, Any] = self.tab.tab.evaluate(
                script("touch"), [settings, aim, self.tab.patience * 1000, self.tab.born]
            )
        except playwright.Error:
            if not acts:
                raise
            return {"done": 0}
        return found

    def _setting(self, act: Act) -> list[Any]:
        place = self.tab.place_of(act.control)
        return [[place.selector, place.number], *_told(act)]

    def _click(self, point: list[float]) -> dict[str, Any] | None:
        self.tab.tab.mouse.click(*point)
        return self._watched()

    def _press_patiently(self, wanted: str) -> dict[str, Any] | None:
        with self._vanishing(wanted):
            pressed = self.tab.tab.evaluate_handle("window.rehearsalPressed").as_element()
            if pressed is None:
                return None
            pressed.click()
        watch = self._watched()
        if watch and not watch["hit"]:
            raise Vanished(f"expected {wanted}, found it gone by then", self.tab.seen)
        return watch

    def _watched(self) -> dict[str, Any] | None:
        try:
            watch: dict[str, Any] | None = self.tab.tab.evaluate(WATCH)
        except playwright.Error:
            return None  # The page is gone already.
        return watch

    @contextmanager
    def _vanishing(self, wanted: str) -> Iterator[None]:
        """Tells what is there and cannot be used in time from what is gone."""
        with self.tab.in_time(wanted):
            try:
                yield
            except playwright.TimeoutError:
                raise
            except playwright.Error as problem:
                raise Vanished(f"expected {wanted}, found it gone: {reason(problem)}", self.tab.seen) from problem


def _told(act: Act) -> tuple[str, Any]:
    match act:
        case Type(_, text):
            return "type", text
        case Tick(_, on):
            return "tick", on
        case Choose(_, words):
            return "choose", [act.control.shown(word) for word in words]
        case Attach():
            return "attach", None
