"""Named defects: each a subclass of one of the portal's parts that gets one thing wrong, as real portals do.

Healthy code never asks whether a fault is there. A project carries the names of its faults; ``compose`` makes the parts that
govern it, by putting the faults' classes in front of the healthy ones.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from mock_portal.parts import HEALTHY, Parts

C = TypeVar("C", bound=type)
_FAULTS: "dict[str, Fault]" = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect: what it is called, which requirements it breaks, the class that is wrong, and how many it spares.

    One that strikes one candidate in a thousand is met by a crowd, hardly by a scenario.
    """

    name: str
    breaks: tuple[str, ...]
    part: str
    wrong: type
    one_in: int = 1

    @property
    def family(self) -> str:
        """The module that the fault stands in."""
        return self.wrong.__module__.rpartition(".")[2]

    @property
    def words(self) -> str:
        """What goes wrong, in a sentence."""
        return (self.wrong.__doc__ or "").strip().splitlines()[0]


def fault(name: str, *breaks: str, one_in: int = 1) -> Callable[[C], C]:
    """Name a subclass of a part as a fault that breaks these requirements (R…, Q… or D… ids) for one candidate in so many.

    Raises:
        ValueError: the name is taken, nothing is broken, or the class is no part's.
    """

    def named(wrong: C) -> C:
        if name in _FAULTS or not breaks or not wrong.__doc__:
            raise ValueError(
                f"expected a new name, requirements and a sentence, found {name}: {breaks}, {wrong.__doc__}"
            )
        _FAULTS[name] = Fault(name, breaks, part_of(wrong), wrong, one_in)
        return wrong

    return named


def part_of(wrong: type) -> str:
    """The field of ``Parts`` that a class replaces."""
    for each in fields(Parts):
        if issubclass(wrong, type(getattr(HEALTHY, each.name))):
            return each.name
    raise ValueError(f"expected a subclass of one of the parts, found {wrong.__name__}")


@cache
def all_faults() -> Mapping[str, Fault]:
    """Every fault by its name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return MappingProxyType(_FAULTS)


@lru_cache(maxsize=1024)
def compose(names: tuple[str, ...]) -> Parts:
    """The parts with these faults in them.

    Raises:
        KeyError: there is no fault of that name; the message lists none, ``all_faults`` does.
    """
    unknown = [name for name in names if name not in all_faults()]
    if unknown:
        raise KeyError(f"expected names of faults, found {', '.join(unknown)}")
    wrong: dict[str, list[type]] = {}
    for name in names:
        wrong.setdefault(all_faults()[name].part, []).append(all_faults()[name].wrong)
    replaced: dict[str, Any] = {part: type("Faulty", tuple(classes), {})() for part, classes in wrong.items()}
    return replace(HEALTHY, **replaced)
