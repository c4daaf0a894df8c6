"""A driver that tells each act, in words, with the page that came and how long it took."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from scenarios.drivers.driver import NOTHING, Attachment, Download, Driver, Fields, Passport, Value
from scenarios.errors import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scenarios.drivers.browser.sight import Sight
    from scenarios.page import Page

SECRET = "••••"
SECRET_LABELS = ("密码", "密码找回答案")  # where the page that came has no such field that would say so


class Listener(Protocol):
    """Whoever wants to know what was done: evidence, timing, a log."""

    def acted(self, words: str, page: Page, seconds: float) -> None:
        """An act is over, or has failed; `page` is what stands there now."""


class NarratedDriver:
    """Wraps a driver; every act is told to every listener, failed ones too.

    `watch` is entered for as long as an act lasts, or a look; listeners, who look at what has come of it, included.
    """

    def __init__(
        self,
        driver: Driver,
        *listeners: Listener,
        clock: Callable[[], float] = time.perf_counter,
        watch: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.driver = driver
        self._listeners = listeners
        self._clock = clock
        self._watch = watch

    @property
    def page(self) -> Page:
        with self._watch():
            return self.driver.page

    @property
    def seen(self) -> Page:
        return self.driver.seen

    @property
    def sight(self) -> Sight | None:
        sight = self.driver.sight
        return None if sight is None else cast("Sight", Watched(sight, self._watch))

    def open(self, address: str) -> Page:
        with self._telling(f"opens {address}"):
            return self.driver.open(address)

    def follow(self, link: str, within: str | None = None) -> Page:
        with self._telling(f"follows {link}{_place(within)}"):
            return self.driver.follow(link, within)

    def fill(self, fields: Fields, within: str | None = None) -> None:
        with self._telling(f"fills in {self._words(fields)}{_place(within)}"):
            self.driver.fill(fields, within)

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        with self._telling(f"presses {button}{_place(within)}{self._with(fields)}"):
            return self.driver.submit(button, fields, within)

    def offers(self, label: str, keyword: str) -> tuple[str, ...]:
        with self._telling(f"searches {keyword} in {label}"):
            return self.driver.offers(label, keyword)

    def pick(self, label: str, keyword: str, choice: str) -> None:
        with self._telling(f"searches {keyword} in {label} and picks {choice}"):
            self.driver.pick(label, keyword, choice)

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        with self._telling(f"downloads {words}{_place(within)}{self._with(fields)}"):
            return self.driver.download(words, fields, within)

    def picture(self, alt: str) -> bytes:
        with self._telling(f"looks at the picture {alt}"):
            return self.driver.picture(alt)

    def passport(self) -> Passport:
        return self.driver.passport()

    def travel_with(self, passport: Passport) -> Page:
        with self._telling(f"continues at {passport.address or 'a blank page'}"):
            return self.driver.travel_with(passport)

    def close(self) -> None:
        self.driver.close()

    @contextmanager
    def _telling(self, words: str) -> Iterator[None]:
        begin = self._clock()
        with self._watch():
            try:
                yield
            except Exception as problem:
                self._tell(f"{words}, which fails: {type(problem).__name__}", self._clock() - begin, self.driver.page)
                raise
            self._tell(words, self._clock() - begin, self.driver.seen)

    def _tell(self, words: str, seconds: float, page: Page) -> None:
        for listener in self._listeners:
            listener.acted(words, page, seconds)

    def _with(self, fields: Fields) -> str:
        words = self._words(fields)
        return f" with {words}" if words else ""

    def _words(self, fields: Fields) -> str:
        """The fields as `报名地市 = 海淀区`; what stands in password fields, or under a label of secrets, is told to nobody."""
        given = {label: value for label, value in fields.items() if value is not None}
        secret = self._secrets() if given else set()
        return ", ".join(
            f"{label} = {SECRET if label in secret or label.endswith(SECRET_LABELS) else _value(value)}"
            for label, value in given.items()
        )

    def _secrets(self) -> set[str]:
        labelled = self.driver.seen.finder.labelled
        return {one.label for one in labelled if one.first.type == "password"}


class Watched:
    """Stands for eyes, whose every look is watched."""

    def __init__(self, eyes: Sight, watch: Callable[[], AbstractContextManager[None]]) -> None:
        self._eyes, self._watch = eyes, watch

    def __getattr__(self, name: str) -> Callable[..., Any]:
        look = getattr(self._eyes, name)

        def watched(*given: object) -> Any:
            with self._watch():
                return look(*given)

        return watched


def _place(within: str | None) -> str:
    return f" within {within}" if within else ""


def _value(value: Value) -> str:
    match value:
        case bool():
            return "ticked" if value else "not ticked"
        case str() | None:
            return value or "nothing"
        case Path() | Attachment():
            return value.name if isinstance(value, Path) else value.filename
        case _:
            return listing(sorted(value))
