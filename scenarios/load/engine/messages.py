"""What conductor and workers tell each other, as JSON in Locust's own messages; and what the conductor tells the director."""

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from scenarios.load.account import Kind
from scenarios.load.crowd.cast import Cast, Stripe, plain

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Hello:
    """A worker is there; ``keeps_ledger`` if its ledger lies where the conductor keeps those of the run."""

    kind: Kind
    host: str
    process: int
    keeps_ledger: bool


@dataclass(frozen=True, slots=True)
class Role:
    """What a worker is to play, and the name under which it plays."""

    name: str
    cast: Cast
    stripe: Stripe


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pasts a worker has arranged; ``ready`` when there are no more."""

    name: str
    arranged: int
    ready: bool


@dataclass(frozen=True, slots=True)
class Epoch:
    """When arrivals begin, in Unix time."""

    unix: float


@dataclass(frozen=True, slots=True)
class Beat:
    """What a worker counted lately, and how far it has come."""

    name: str
    pulse: dict[str, Any]
    issued: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """A part of a ledger that was written elsewhere; as text, since every line of it is."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """A worker has finished; everything that it had to say has been said."""

    name: str
    issued: int
    under_way: int
    drain_s: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """A worker cannot go on; ``misuse`` if that says nothing about the portal."""

    name: str
    words: str
    misuse: bool


@dataclass(frozen=True, slots=True)
class Curtain:
    """No more arrivals."""


@dataclass(frozen=True, slots=True)
class Score:
    """What the director tells the conductor first: whom to wait for, where to listen, where to write."""

    protocol: int
    browsers: int
    host: str
    port: int
    folder: str
    web_port: int | None = None


@dataclass(frozen=True, slots=True)
class Orders:
    """What the director tells the conductor afterwards, one at a time: a cast, an epoch, or that it is over."""

    cast: Cast | None = None
    epoch: float | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What the conductor tells the director: where it listens, how many are there, what was arranged, that it is over."""

    port: int | None = None
    web: str = ""
    workers: int | None = None
    arranged: int | None = None
    ready: bool = False
    trouble: Trouble | None = None
    ended: bool = False


def encoded(told: object) -> str:
    """As it travels."""
    return msgspec.json.encode(told, enc_hook=plain).decode()


def decoded(text: str, kind: type[Told]) -> Told:
    """As it arrived."""
    return msgspec.json.decode(text, type=kind)


def message(told: object) -> dict[str, Any]:
    """As Locust carries it, whose own values do not know our shapes."""
    return {"json": encoded(told)}


def told_in(data: Any, kind: type[Told]) -> Told:
    """What Locust has carried."""
    return decoded(data["json"], kind)


def word_for(kind: type[Any]) -> str:
    """The type of Locust's message that carries this one."""
    return f"rehearsal-{kind.__name__.lower()}"
