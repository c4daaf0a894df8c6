"""The portal under test as data: where it is, what it can do, which words mean what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenarios.errors import Misuse

FOLDER = Path(__file__).parent / "targets"
CAPABILITIES = frozenset(
    {
        *("projects", "clock", "staff", "payment-simulator", "wechat-simulator"),
        *("history", "http", "ageing", "reconciling"),
    }
)


@dataclass(frozen=True, slots=True)
class StaffSignIn:
    """How somebody signs in at a target that cannot make staff for each scenario."""

    role: str
    area: str
    city: str
    unit: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Target:
    """One portal. ``addresses`` are origins by name (``portal`` and, where it has them, ``payment_platform``, ``wechat``)."""

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
    employers: tuple[str, ...] = ()  # names that its register holds
    staff: tuple[StaffSignIn, ...] = ()

    def at(self, addresses: Mapping[str, str], control_token: str | None) -> "Target":
        """The same target at other addresses, as they are known once it has been started."""
        return replace(self, addresses=MappingProxyType(dict(addresses)), control_token=control_token)

    def address(self, path: str, project: int | None = None) -> str:
        """The address of one of the ``paths`` by its name; ``{project}`` in it stands for the project's number.

        Raises:
            Misuse: the target file does not name it.
        """
        if path not in self.paths:
            raise Misuse(f"expected target {self.name} to name the path {path}, found {', '.join(self.paths)}")
        return self.addresses["portal"] + self.paths[path].format(project=project)

    def lacks(self, needed: frozenset[str]) -> tuple[str, ...]:
        """Capabilities that are needed and missing."""
        return tuple(sorted(needed - self.capabilities))

    def means(self, refusal: str, texts: tuple[str, ...]) -> bool:
        """Whether one of these texts is how the target says ``refusal``.

        Raises:
            Misuse: the target file has no words for it.
        """
        if refusal not in self.refusals:
            raise Misuse(
                f"expected target {self.name} to have words for the refusal {refusal}, found none; add them to [refusals]"
            )
        return any(words in text for words in self.refusals[refusal] for text in texts)


def load_target(name: str) -> Target:
    """The target of that name, or of the file of that path.

    Raises:
        Misuse: there is no such target, or its file is not right; the message says where.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        with path.open("rb") as file:
            return target_of(tomllib.load(file))
    except OSError:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise Misuse(f"expected a target's name or a .toml file, found {name}; known targets: {known}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misuse(f"expected {path} to be TOML, found: {error}") from None


KEYS = {
    "name",
    "start",
    "capabilities",
    "addresses",
    "paths",
    "words",
    "refusals",
    "ledger",
    "disturbances",
    "employers",
    "staff",
    "control_token_variable",
}


def target_of(raw: Mapping[str, Any]) -> Target:
    """The target that a file describes.

    Raises:
        Misuse: a key or a capability is not known, or the name is missing.
    """
    if unknown := set(raw) - KEYS:
        raise Misuse(
            f"expected the keys {', '.join(sorted(KEYS))} in a target file, found {', '.join(sorted(unknown))}"
        )
    capabilities = frozenset(raw.get("capabilities", ()))
    if unknown := set(capabilities - CAPABILITIES):
        raise Misuse(
            f"expected capabilities among {', '.join(sorted(CAPABILITIES))}, found {', '.join(sorted(unknown))}"
        )
    if "name" not in raw:
        raise Misuse("expected a target file to give a name, found none")
    return Target(
        name=raw["name"],
        addresses=MappingProxyType(dict(raw.get("addresses", {}))),
        start=tuple(raw["start"]) if "start" in raw else None,
        control_token=token_from(raw.get("control_token_variable", "")),
        capabilities=capabilities,
        paths=MappingProxyType(dict(raw.get("paths", {}))),
        words=MappingProxyType(dict(raw.get("words", {}))),
        refusals=MappingProxyType({key: tuple(texts) for key, texts in raw.get("refusals", {}).items()}),
        ledger=MappingProxyType(dict(raw.get("ledger", {}))),
        disturbances=MappingProxyType({key: tuple(words) for key, words in raw.get("disturbances", {}).items()}),
        employers=tuple(raw.get("employers", ())),
        staff=tuple(StaffSignIn(**member) for member in raw.get("staff", ())),
    )


def token_from(variable: str) -> str | None:
    """The control token, which never stands in a file: a target file names the environment variable that holds it."""
    import os

    return os.environ.get(variable) if variable else None
