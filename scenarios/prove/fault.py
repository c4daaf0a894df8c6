"""The faults that a target can be given: what each is called, what it breaks, what a person would see go wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scenarios.control import Control
from scenarios.errors import Misuse, listing
from scenarios.shapes import hint
from scenarios.target import Target


@dataclass(frozen=True, slots=True)
class Fault:
    """A named defect; `breaks` are the ids of what does not hold any more with it, for one candidate in `one_in`."""

    name: str
    family: str
    breaks: tuple[str, ...]
    words: str
    one_in: int = 1

    @property
    def rare(self) -> bool:
        """Whether it takes a crowd to meet it: it is for load rehearsals, and no scenario is expected to notice it."""
        return self.one_in > 1


@dataclass(frozen=True, slots=True)
class Known:
    """What is answered when all faults are asked for; more is ignored."""

    faults: tuple[Fault, ...]


def faults_of(target: Target) -> tuple[Fault, ...]:
    """All faults that the target's control surface knows.

    Raises:
        Misuse: the target has no control surface, or that cannot say.
    """
    return Control(target).asks_for(Known, "faults").faults


def chosen(faults: Sequence[Fault], names: Collection[str], families: Collection[str]) -> tuple[Fault, ...]:
    """The faults of these names and families; all that a scenario can meet if none is named.

    Raises:
        Misuse: there is no such fault or family, or it takes a crowd to meet it.
    """
    refuse_unknown("fault", names, [fault.name for fault in faults])
    refuse_unknown("family", families, [fault.family for fault in faults])
    if not names and not families:
        return tuple(fault for fault in faults if not fault.rare)
    found = tuple(fault for fault in faults if fault.name in names or fault.family in families)
    for fault in found:
        if fault.rare:
            raise Misuse(
                f"expected faults that a scenario can meet, found {fault.name}, which strikes one candidate in "
                f"{fault.one_in}; name it under faults in the plan of a load rehearsal"
            )
    return found


def refuse_unknown(kind: str, wanted: Collection[str], known: Sequence[str]) -> None:
    """Lets known names pass."""
    if unknown := [name for name in wanted if name not in known]:
        meant = hint(unknown[0], known) or f"; it has {listing(sorted(known), 40)}"
        raise Misuse(f"expected a {kind} of the target, found {unknown[0]}{meant}")
