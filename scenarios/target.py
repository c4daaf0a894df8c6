"""The portal under test as data: where it is, what it can do, which words mean what."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenarios.errors import LeftOut, Misuse, listing
from scenarios.page.wording import AS_THE_GUIDE, Wording
from scenarios.process import KNOWN_COLOURS
from scenarios.shapes import (
    Misshapen,
    Shape,
    at,
    class_name,
    flag,
    names,
    origin,
    path,
    refuse_unknown,
    shown,
    some_texts,
    table,
    text,
    texts,
)

FOLDER = Path(__file__).parent / "targets"
CAPABILITIES = frozenset(
    {
        *("projects", "clock", "staff", "payment-simulator", "wechat-simulator"),
        *("history", "http", "ageing", "reconciling"),
    }
)
ADDRESSES = ("portal", "payment_platform", "wechat", "control")
ORIGINS = table(origin, named=ADDRESSES)
COLOURS = table(class_name, named=KNOWN_COLOURS)


@dataclass(frozen=True, slots=True)
class StaffSignIn:
    """How somebody signs in at a desk that was made for a scenario."""

    role: str
    area: str
    city: str
    unit: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """One portal. ``addresses`` are origins by name: ``portal`` and, where it has them, the others of ``ADDRESSES``."""

    name: str
    addresses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    start: tuple[str, ...] | None = None
    control_token: str | None = field(default=None, repr=False)
    capabilities: frozenset[str] = frozenset()
    paths: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    refusals: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    ledger: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # words of [ledger]
    disturbances: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # commands
    says: Wording = AS_THE_GUIDE  # what it calls otherwise than the guide, and its classes of [colours]
    employers: tuple[str, ...] = ()  # names that its register holds
    control_token_variable: str = ""  # of the environment
    ignore_https_errors: bool = False  # for browsers

    def at(self, addresses: Mapping[str, str], control_token: str | None) -> "Target":
        """The same target at other addresses, as they are known once it has been started."""
        return replace(self, addresses=MappingProxyType(dict(addresses)), control_token=control_token)

    def origin(self, name: str) -> str:
        """Where the portal is, or something that belongs to it.

        Raises:
            Misuse: neither the target file nor the portal as it started has said so.
        """
        if name not in self.addresses:
            raise self._wanting("addresses", "address", name)
        return self.addresses[name]

    def address(self, path: str, project: int | None = None) -> str:
        """The address of one of the ``paths`` by its name; ``{project}`` in it stands for the project's number.

        Raises:
            LeftOut: the target file does not name it.
            Misuse: nor does the reference target's.
        """
        below: str = self._said("paths", "path", path)
        return self.origin("portal") + below.format(project=project)

    def word(self, name: str) -> str:
        """One of the ``words``, by what it stands for.

        Raises:
            LeftOut: the target file does not say it.
            Misuse: nor does the reference target's.
        """
        word: str = self._said("words", "word", name)
        return word

    def _said(self, table: str, kind: str, name: str) -> Any:
        given: Mapping[str, Any] = getattr(self, table)
        if name in given:
            return given[name]
        if name in in_reference(table):
            raise LeftOut(f"target {self.name} leaves the {kind} {name} out of [{table}]")
        raise self._wanting(table, kind, name)

    def _wanting(self, table: str, kind: str, name: str) -> Misuse:
        found = listing(getattr(self, table))
        return Misuse(f"expected target {self.name} to name the {kind} {name}, found {found}; add it to [{table}]")

    @property
    def control(self) -> str:
        """Where its control surface is."""
        return self.addresses.get("control") or f"{self.origin('portal')}/control"

    def lacks(self, needed: frozenset[str]) -> tuple[str, ...]:
        """What is needed and missing: capabilities, and ``employers`` where the file knows none that the register holds."""
        return tuple(sorted(needed - self.capabilities - ({"employers"} if self.employers else frozenset())))

    def demands(self, *needed: str) -> None:
        """Ends a scenario as not verified before anything is done that the target does not claim to be fit for."""
        if lacking := self.lacks(frozenset(needed)):
            from scenarios.verifies import not_verified

            not_verified(self.without(lacking))

    def without(self, lacking: Iterable[str]) -> str:
        """In words that it lacks something."""
        return f"target {self.name} has no {' and no '.join(lacking)}"

    def means(self, refusal: str, texts: tuple[str, ...]) -> bool:
        """Whether one of these texts is how the target says ``refusal``.

        Raises:
            LeftOut: the target file has no words for it, while there are texts.
            Misuse: nor has the reference target's.
        """
        if refusal not in self.refusals and refusal in in_reference("refusals") and not texts:
            return False  # who says nothing does not refuse, whatever the words for it were
        said: tuple[str, ...] = self._said("refusals", "refusal", refusal)
        return any(words in text for words in said for text in texts)


@cache
def in_reference(table: str) -> tuple[str, ...]:
    """The names in a table of the reference target: those that the scenarios of this package use."""
    with (FOLDER / "reference.toml").open("rb") as file:
        return tuple(tomllib.load(file)[table])


def classes(value: Any) -> Mapping[str, str]:
    """The class names that tell colours, the reference's by the portal's own, of a table of these by colour."""
    found: dict[str, str] = {}
    for colour, own in COLOURS(value).items():
        if own in found:
            raise Misshapen("to be a class of one colour", f"{shown(own)} for {found[own]}, too", colour)
        found[own] = colour
    return {own: f"node-{colour}" for own, colour in found.items()}


SHAPES: Mapping[str, Shape] = {
    "name": text,
    "start": some_texts,
    "capabilities": names(CAPABILITIES),
    "addresses": ORIGINS,
    "control_token_variable": text,
    "ignore_https_errors": flag,
    "paths": table(path, known=partial(in_reference, "paths")),
    "words": table(text, known=partial(in_reference, "words")),
    "refusals": table(some_texts, known=partial(in_reference, "refusals")),
    "ledger": table(text, known=partial(in_reference, "ledger")),
    "disturbances": table(some_texts, known=partial(in_reference, "disturbances")),
    "employers": texts,
    "says": Wording.of,
    "colours": classes,
}


def load_target(name: str) -> Target:
    """The target of that name, or of the file of that path.

    Raises:
        Misuse: there is no such target, or its file is not right; the message says where.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        with path.open("rb") as file:
            return target_of(tomllib.load(file), str(path))
    except OSError:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise Misuse(f"expected a target's name or a .toml file, found {name}; known targets: {known}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misuse(f"expected {path} to be TOML, found: {error}") from None


def target_of(raw: Mapping[str, Any], file: str = "target file") -> Target:
    """The target that a file describes.

    Raises:
        Misuse: a key is not known, the name is missing, or something is not of the shape that it should have.
    """
    try:
        refuse_unknown(raw, SHAPES)
        given = {key: at(key, SHAPES[key], value) for key, value in {"name": None, **raw}.items()}
    except Misshapen as problem:
        raise problem.as_misuse(file) from None
    except Misuse as problem:  # of wording
        raise Misuse(f"{file}: {problem}") from None
    says = replace(given.pop("says", AS_THE_GUIDE), classes=given.pop("colours", {}))
    token = token_from(given.get("control_token_variable", ""))
    tables: dict[str, Any] = {
        key: MappingProxyType(value) if isinstance(value, dict) else value for key, value in given.items()
    }
    return Target(**tables, says=says, control_token=token)


def token_from(variable: str) -> str | None:
    """The control token, which never stands in a file: a target file names the environment variable that holds it."""
    import os

    return os.environ.get(variable) if variable else None
