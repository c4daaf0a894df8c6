"""The 102 requirements of the process, and which of them scenarios verify."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from scenarios.errors import Misuse

FILE = Path(__file__).with_suffix(".toml")


class State(StrEnum):
    """What a run says about one requirement."""

    VERIFIED = "verified"
    FAILED = "failed"
    NOT_VERIFIED = "not_verified"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One behaviour that the operating guide states."""

    id: str
    section: str
    rule: str
    gloss: str
    kind: str


@cache
def requirements() -> Mapping[str, Requirement]:
    """All requirements by id, in the order of the guide."""
    with FILE.open("rb") as file:
        raw = tomllib.load(file)
    return MappingProxyType({id_: Requirement(id_, **content) for id_, content in raw.items()})


def refuse_unknown(ids: Iterable[str], claimed_by: str) -> None:
    """Lets known ids pass.

    Raises:
        Misuse: a scenario claims a requirement that does not exist.
    """
    if unknown := [id_ for id_ in ids if id_ not in requirements()]:
        similar = [id_ for id_ in requirements() if id_.startswith(unknown[0][:4])]
        raise Misuse(
            f"expected {claimed_by} to verify known requirements, found {', '.join(unknown)}; "
            f"known ones like it: {', '.join(similar) or 'none'}"
        )


def state_of(outcomes: Iterable[str]) -> State:
    """The state of a requirement, by the outcomes of all scenarios that claim it; it takes all of them to verify it."""
    found = set(outcomes)
    if not found:
        return State.UNCLAIMED
    if found & {"failed", "flaky"}:
        return State.FAILED
    return State.VERIFIED if found == {"passed"} else State.NOT_VERIFIED
