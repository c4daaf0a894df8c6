"""Somebody who does not keep to forms: sends any request, over HTTP, with anybody's session."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from scenarios.actors.actor import Actor
from scenarios.actors.exchange import Answer, Exchange, jar_of
from scenarios.drivers.charsets import UTF_8
from scenarios.drivers.cookies import Cookie
from scenarios.drivers.driver import Attachment
from scenarios.drivers.encoding import MULTIPART, URLENCODED, Entry, encode
from scenarios.drivers.navigation import Initiator
from scenarios.drivers.sheet import Sheet
from scenarios.drivers.submission import Submission, entries_of, submission_of
from scenarios.drivers.transport import Transport
from scenarios.page import Page
from scenarios.story import Story
from scenarios.target import Target

Single = str | Attachment
Crafted = Mapping[str, Single | Iterable[Single]]  # by the names that travel; several values under one name
Labelled = Crafted  # by the labels and words of a page, or as they travel where it has no such field or choice
NOTHING: Crafted = {}
CONTROL = "/control"
OWN = "the token of the session"  # which no token looks like


class Intruder:
    """Plays over HTTP whatever the driver under test; borrows a session without its owner's noticing.

    ``address`` is the name of one of the target's paths, or begins with a slash (below the portal's address, ``/control``
    below that of the control surface), or with a scheme; ``as_`` lends a session, to
    which ``cookies`` are added; ``from_`` is the page that a request claims to come from, which decides what SameSite lets
    travel.
    """

    name = "入侵者"

    def __init__(self, target: Target, story: Story, wire: Transport) -> None:
        self.target = target
        self.story = story
        self._wire = wire
        self._listener = story.listener(self.name)

    def asks(
        self,
        method: str,
        address: str,
        *,
        as_: Actor | None = None,
        cookies: Iterable[Cookie] = (),
        headers: Mapping[str, str] | None = None,
        content: tuple[str, bytes] | None = None,
        from_: str = "",
    ) -> Answer:
        """Send exactly this request; ``content`` is a content type with a body."""
        content_type, body = content or ("", None)
        request = Submission(method, self._absolute(address, as_), content_type, body)
        exchange = Exchange(self._wire, self.target, headers or {}, jar_of([*session_of(as_), *cookies]))
        began = perf_counter()
        with self.story.step(self.name, f"{method} {address}" + (f" as {as_.name}" if as_ else "")):
            answer = exchange.answer(request, Initiator(from_))
            self._listener.acted(f"is answered {answer.status}", answer.page, perf_counter() - began)
        return answer

    def gets(self, address: str, as_: Actor | None = None, **how: Any) -> Answer:
        """GET an address; ``how`` is as for ``asks``."""
        return self.asks("GET", address, as_=as_, **how)

    def posts(
        self, address: str, fields: Crafted = NOTHING, as_: Actor | None = None, *, token: str = OWN, **how: Any
    ) -> Answer:
        """POST fields with the token of forms that the session has, or with another one, or (empty) with none."""
        entries = entries_from(fields)
        if token == OWN:
            door = self._front(as_)
            how["cookies"] = [*door.cookies, *how.get("cookies", ())]
            token = door.page.carries(self.token_field)
        if token:
            entries.append(Entry(self.token_field, token))
        files = any(isinstance(entry.value, Attachment) for entry in entries)
        content = encode(entries, MULTIPART if files else URLENCODED, UTF_8)
        return self.asks("POST", address, as_=as_, content=content, **how)

    def presses(
        self,
        button: str,
        on: Page,
        as_: Actor | None = None,
        within: str | None = None,
        **differently: Single | Iterable[Single],
    ) -> Answer:
        """Press a button on a page that lies, or once lay, open, with other values, ``Labelled``.

        This is the back button, the second tab, the second click, and the form with something in it changed.
        """
        changed = dict(travelling(on, label, value) for label, value in differently.items())
        sheet, pressed = Sheet(on), on.finder.button(button, within)
        request = submission_of(sheet, pressed, UTF_8)
        assert pressed.form is not None
        kept = [entry for entry in entries_of(sheet, pressed.form, pressed, UTF_8) if entry.name not in changed]
        enctype = request.content_type.partition(";")[0]
        content = encode([*kept, *entries_from(changed)], enctype, UTF_8) if request.body is not None else None
        return self.asks(request.method, request.address, as_=as_, content=content, from_=on.address)

    def named(self, **values: str) -> dict[str, str]:
        """Values by the names under which they travel as the target file says: ``sex`` by its word ``sex_field``."""
        return {self.target.word(f"{what}_field"): value for what, value in values.items()}

    def seen_on(self, page: Page) -> Crafted:
        """What the form of a page says, unseen, of the enrollment as its sender knows it."""
        name = self.target.word("revision_field")
        return {name: page.carries(name)}

    def token_of(self, actor: Actor | None) -> str:
        """The token that the forms of this session carry."""
        return self._front(actor).page.carries(self.token_field)

    def _front(self, actor: Actor | None) -> Answer:
        """A page with a form on it, which whoever it is may see; nobody in particular gets a session of their own there."""
        path = "desk_sign_in" if actor is not None and hasattr(actor, "sign_in") else "home" if actor else "sign_in"
        return self.gets(path, actor)

    def invented_session(self, token: str, like: Actor) -> tuple[Cookie, ...]:
        """The session of somebody, with another token in the place of theirs."""
        own = self.target.word("session_cookie")
        return tuple(replace(cookie, value=token) for cookie in session_of(like) if cookie.name == own)

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def token_field(self) -> str:
        """The name under which the token of a form travels."""
        return self.target.word("token_field")

    @property
    def owner_field(self) -> str:
        """The name under which a form says whose it is."""
        return self.target.word("owner_field")

    def _absolute(self, address: str, as_: Actor | None) -> str:
        if address.startswith(f"{CONTROL}/"):
            return self.target.control + address.removeprefix(CONTROL)
        if address.startswith("/"):
            return self.target.origin("portal") + address
        return address if urlsplit(address).scheme else self.target.address(address, as_.project if as_ else None)


def session_of(actor: Actor | None) -> tuple[Cookie, ...]:
    """The cookies of somebody's session."""
    return actor.hands.passport().cookies if actor else ()


def name_on(page: Page, label: str) -> str:
    """The name under which a field of a page travels; names themselves, which no guide has in Chinese, stay as they are."""
    return label if label not in page.fields and label.isascii() else page.field(label).name


def travelling(page: Page, label: str, value: Single | Iterable[Single]) -> tuple[str, Single | Iterable[Single]]:
    """Name and value as they travel: of a choice that the page offers, the value behind its words."""
    if label not in page.fields or not isinstance(value, str):
        return name_on(page, label), value
    chosen = page.finder.field(label).first.choice(value)
    return name_on(page, label), chosen.value if chosen else value


def entries_from(fields: Crafted) -> list[Entry]:
    """Fields in the order in which they were given."""
    values = ((name, [one] if isinstance(one, str | Attachment) else one) for name, one in fields.items())
    return [Entry(name, value) for name, several in values for value in several]
