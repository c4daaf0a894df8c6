"""The faults that a target can be given: what each is called, what it breaks, what a person would see go wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scenarios.control import Control
from scenarios.errors import Misuse, TargetWrong, listing
from scenarios.target import Target


@dataclass(frozen=True, slots=True)
class Fault:
    """A named defect; `breaks` are the ids of what does not hold any more with it."""

    name: str
    family: str
    breaks: tuple[str, ...]
    words: str


def faults_of(target: Target) -> tuple[Fault, ...]:
    """All faults that the target's control surface knows.

    Raises:
        Misuse: the target has no control surface, or that cannot say.
    """
    try:
        told = Control(target).ask("faults")["faults"]
    except TargetWrong as problem:
        raise Misuse(str(problem)) from None
    return tuple(Fault(one["name"], one["family"], tuple(one["breaks"]), one["words"]) for one in told)


def chosen(faults: Sequence[Fault], names: Collection[str], families: Collection[str]) -> tuple[Fault, ...]:
    """The faults of these names and families; all of them if none is named.

    Raises:
        Misuse: there is no such fault or family.
    """
    refuse_unknown("fault", names, [fault.name for fault in faults])
    refuse_unknown("family", families, [fault.family for fault in faults])
    if not names and not families:
        return tuple(faults)
    return tuple(fault for fault in faults if fault.name in names or fault.family in families)


def refuse_unknown(kind: str, wanted: Collection[str], known: Sequence[str]) -> None:
    """Lets known names pass."""
    if unknown := [name for name in wanted if name not in known]:
        raise Misuse(f"expected a {kind} of the target, found {unknown[0]}; it has {listing(sorted(known), 40)}")
