"""What scenarios can claim: the guide's 102 requirements, the decisions where it is silent, the defects of real portals."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scenarios.errors import Misuse

FOLDER = Path(__file__).parent


class State(StrEnum):
    """What a run says about one requirement."""

    PROVEN = "proven"
    VERIFIED = "verified"
    FAILED = "failed"
    NOT_VERIFIED = "not_verified"
    UNCLAIMED = "unclaimed"


class Kind(StrEnum):
    """Where a requirement comes from; its id begins with this letter."""

    REQUIREMENT = "R"
    DECISION = "Q"
    DEFECT = "D"

    @property
    def plural(self) -> str:
        """What several of them are called."""
        return {"R": "requirements", "Q": "decisions", "D": "defects"}[self.value]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One behaviour: what the operating guide states, or how it is read, or what may not go wrong."""

    id: str
    section: str
    rule: str
    gloss: str
    kind: str

    @property
    def source(self) -> Kind:
        """Guide, decision or defect."""
        return Kind(self.id[0])


@cache
def requirements() -> Mapping[str, Requirement]:
    """All of them by id: those of the guide in its order, then decisions, then defects."""
    everything = [*stated(), *listed("decisions", "Decisions"), *listed("defects", "Defects of real portals")]
    return MappingProxyType({one.id: one for one in everything})


def stated() -> Iterator[Requirement]:
    """What the guide states."""
    for id_, content in content_of("requirements").items():
        yield Requirement(id_, **content)


def listed(name: str, section: str) -> Iterator[Requirement]:
    """What a file lists as id and sentence."""
    for id_, sentence in content_of(name).items():
        yield Requirement(id_, section, sentence, "", id_[0])


def content_of(name: str) -> Mapping[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def unbreakable() -> Mapping[str, str]:
    """Why no fault breaks some of them, by id."""
    return MappingProxyType(content_of("unbreakable"))


def refuse_unknown(ids: Iterable[str], claimed_by: str) -> None:
    """Lets known ids pass.

    Raises:
        Misuse: a scenario claims a requirement that does not exist.
    """
    if unknown := [id_ for id_ in ids if id_ not in requirements()]:
        similar = [id_ for id_ in requirements() if id_.startswith(unknown[0][: 4 if unknown[0][:1] == "R" else 2])]
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
