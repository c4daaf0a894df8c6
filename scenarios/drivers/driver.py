"""The protocol of every driver: open, follow, fill in, press, attach, download, and no more."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.drivers.browser.sight import Sight
    from scenarios.drivers.cookies import Cookie
    from scenarios.page import Page


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is attached to a form."""

    filename: str
    media_type: str
    content: bytes

    @classmethod
    def of(cls, path: Path) -> Attachment:
        """The file at a path, with the type that its name suggests."""
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return cls(path.name, media_type, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the target handed out."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Passport:
    """What a session is, for another driver to continue it: cookies and the address it stands at."""

    cookies: tuple[Cookie, ...]
    address: str


# Text or the words of a choice; ticked or not; the words of all boxes to be ticked; a file; None leaves the field.
Value: TypeAlias = "str | bool | AbstractSet[str] | Path | Attachment | None"
Fields: TypeAlias = Mapping[str, Value]
NOTHING: Fields = {}


class Driver(Protocol):
    """A person's hands and eyes on one session.

    Fields are named by their visible label, buttons and links by their words. `within` is a text that picks the
    smallest row, group, form or section around it when a label or a word stands on the page several times.
    Whatever the target lacks is a `TargetWrong`; whatever the caller got wrong is a `Misuse`.
    """

    @property
    def page(self) -> Page:
        """What stands on the screen now; blank before the first address is opened."""

    @property
    def seen(self) -> Page:
        """What stood on the screen when an act, or somebody, looked last; looking again takes a browser its time."""

    @property
    def sight(self) -> Sight | None:
        """What only a screen and a keyboard can tell; None where there is no screen."""

    def open(self, address: str) -> Page:
        """Opens an absolute address, or one relative to the current page, as typed into the address bar."""

    def follow(self, link: str, within: str | None = None) -> Page:
        """Clicks a link."""

    def fill(self, fields: Fields, within: str | None = None) -> None:
        """Fills in fields without pressing anything."""

    def submit(self, button: str, fields: Fields = NOTHING, within: str | None = None) -> Page:
        """Fills in fields, then presses a button and waits for the page that comes."""

    def offers(self, label: str, keyword: str) -> tuple[str, ...]:
        """Types a keyword into a search field and returns the words of what is offered to choose from."""

    def pick(self, label: str, keyword: str, choice: str) -> None:
        """Searches as `offers` does and chooses one of the offers; nothing is submitted yet."""

    def download(self, words: str, fields: Fields = NOTHING, within: str | None = None) -> Download:
        """Clicks a link, or presses a button, that leads to a file; the page stays where it is."""

    def picture(self, alt: str) -> bytes:
        """The image with this alternative text, as the target serves it."""

    def passport(self) -> Passport:
        """The session, for another driver."""

    def travel_with(self, passport: Passport) -> Page:
        """Continues a session that another driver began, at the address where it stood."""

    def close(self) -> None:
        """Ends the session on this side; nothing is told to the target."""
