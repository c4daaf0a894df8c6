"""Plans from TOML files; what is wrong with one is said with its line and its key."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from scenarios.areas import AreaType
from scenarios.errors import Misuse
from scenarios.load.plan.curve import CURVES, Curve, why_not
from scenarios.load.plan.place import Keys, keys_of, line_of, path_of
from scenarios.load.plan.plan import (
    FITTING,
    Arrivals,
    Clock,
    Crew,
    Disruption,
    Disturbance,
    GeneratorLimits,
    Journey,
    Limit,
    Moment,
    Plan,
    Positive,
    Thinking,
)

SHIPPED = Path(__file__).parent
PLACE = re.compile(r"(?P<words>.*?)(?: - at (?P<key>`key` in )?`\$(?P<path>.*)`)?", re.DOTALL)
EVERYBODY = {AreaType(kind): 1.0 for kind in AreaType}


@dataclass(frozen=True, slots=True)
class ArrivalsWanted:
    """How a file gives its arrivals: a curve by name, or points of its own."""

    lasts_s: Positive
    curve: str | None = None
    points: tuple[tuple[float, float], ...] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file's keys and what they hold; ``Plan`` says what they mean."""

    name: str
    arrivals: ArrivalsWanted
    journeys: dict[Journey, float]
    areas: dict[AreaType, float] = field(default_factory=EVERYBODY.copy)
    target: str = "reference"
    population: Annotated[int, Meta(ge=1, le=1_000_000_000)] = 2_000_000
    scale: Positive = 1.0
    seed: Annotated[int, Meta(ge=0)] | None = None
    clock: Clock = field(default_factory=Clock)
    thinking: Thinking = field(default_factory=Thinking)
    crew: Crew = field(default_factory=Crew)
    browsers: Annotated[int, Meta(ge=0, le=16)] = 0
    expected: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    generator: GeneratorLimits = field(default_factory=GeneratorLimits)
    disturbances: tuple[Disturbance, ...] = ()
    faults: tuple[str, ...] = ()


CHOICES: Mapping[str, type[StrEnum]] = {"act": Disruption, "moment": Moment}
TABLES = {"arrivals": ArrivalsWanted, "clock": Clock, "thinking": Thinking, "crew": Crew, "generator": GeneratorLimits}


class Wrong(Exception):
    """Something in a plan that cannot be; ``keys`` lead to it."""

    def __init__(self, words: str, *keys: str | int) -> None:
        super().__init__(words)
        self.keys = keys


def read_plan(name: str) -> Plan:
    """A plan that is shipped, by its name, or one in a TOML file.

    Raises:
        Misuse: there is none, or something in it cannot be; the message says what, in which line, under which key.
    """
    path = Path(name) if name.endswith(".toml") else SHIPPED / f"{name}.toml"
    try:
        return plan_of(path.read_text("utf-8"), str(path))
    except OSError:
        known = ", ".join(sorted(p.stem for p in SHIPPED.glob("*.toml")))
        raise Misuse(f"expected a plan's name or a .toml file, found {name}; shipped plans: {known}") from None
    except UnicodeDecodeError as problem:
        raise Misuse(f"expected {path} to be in UTF-8, found: {problem}") from None


def plan_of(text: str, file: str) -> Plan:
    """The plan in a text that came from a file of this name.

    Raises:
        Misuse: see ``read_plan``.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise Misuse(f"expected {file} to be TOML, found: {problem}") from None
    try:
        return _planned(raw, text)
    except Wrong as problem:
        where = path_of(problem.keys)
        raise Misuse(f"{file}, line {line_of(text, problem.keys)}, {where or 'the plan'}: {problem}") from None


def _planned(raw: Mapping[str, Any], text: str) -> Plan:
    for problem in (*_unknown_keys(raw), *_endless(raw)):
        raise problem
    wanted = _converted(raw)
    _need_a_mix(wanted.journeys, "journeys")
    _need_a_mix(wanted.areas, "areas")
    for journey, weight in wanted.journeys.items():
        if weight and not any(wanted.areas[kind] for kind in wanted.areas if FITTING[journey](kind)):
            raise Wrong(f"expected an area type in which the journey {journey} can be played, found none", "areas")
    for place, each in enumerate(wanted.disturbances):
        if not each.at_s < (lasts_s := wanted.arrivals.lasts_s):
            raise Wrong(f"expected less than lasts_s, {lasts_s:g}, found {each.at_s:g}", "disturbances", place, "at_s")
    given = {each.name: getattr(wanted, each.name) for each in fields(wanted)}
    return Plan(**{**given, "arrivals": _arrivals(wanted.arrivals), "source": text})


def _converted(raw: Mapping[str, Any]) -> Wanted:
    try:
        return msgspec.convert(raw, Wanted)
    except msgspec.ValidationError as problem:
        parts = PLACE.fullmatch(str(problem))
        assert parts
        keys = keys_of(parts["path"] or "")
        words = parts["words"].replace("`", "")
        found = _at(raw, keys)
        if keys and (choice := CHOICES.get(str(keys[-1]))) and isinstance(found, str):
            raise Wrong(f"expected {', '.join(choice)}, found {found}", *keys) from None
        tail = "" if "got" in words or "missing" in words or parts["key"] else f", found {found!r}"
        raise Wrong(words[0].lower() + words[1:].replace(", got ", ", found ") + tail, *keys) from None


def _at(raw: Any, keys: Keys) -> Any:
    for key in keys:
        raw = raw[key]
    return raw


def _unknown_keys(raw: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _unknown(raw, names_of(Wanted))
    for name, shape in TABLES.items():
        yield from _unknown(raw.get(name), names_of(shape), name)
    for name, choice in {"journeys": Journey, "areas": AreaType}.items():
        yield from _unknown(raw.get(name), tuple(choice), name)
    for name, shape in {"limits": Limit, "disturbances": Disturbance}.items():
        given = raw.get(name)
        for place, each in enumerate(given if isinstance(given, list) else ()):
            yield from _unknown(each, names_of(shape), name, place)


def names_of(shape: type[Any]) -> tuple[str, ...]:
    """The keys that a table of this shape can have."""
    return tuple(each.name for each in fields(shape))


def _unknown(table: Any, known: Sequence[str], *keys: str | int) -> Iterator[Wrong]:
    for key in table if isinstance(table, dict) else ():
        if key not in known:
            close = get_close_matches(key, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(known)}"
            yield Wrong(f"expected a key that plans have, found {key}; {hint}", *keys, key)


def _endless(value: Any, *keys: str | int) -> Iterator[Wrong]:
    if isinstance(value, float) and not isfinite(value):
        yield Wrong(f"expected a finite number, found {value:g}", *keys)
    elif isinstance(value, (dict, list)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _endless(each, *keys, key)


def _need_a_mix(weights: Mapping[Any, float], table: str) -> None:
    for name, weight in weights.items():
        if weight < 0:
            raise Wrong(f"expected a weight of 0 or more, found {weight:g}", table, str(name))
    if not any(weights.values()):
        raise Wrong("expected at least one with a weight above 0, found none", table)


def _arrivals(wanted: ArrivalsWanted) -> Arrivals:
    if (wanted.curve is None) == (wanted.points is None):
        found = "neither" if wanted.curve is None else "both"
        raise Wrong(f"expected a curve's name or points of one's own, found {found}", "arrivals")
    if wanted.points is not None:
        if problem := why_not(wanted.points):
            raise Wrong(problem, "arrivals", "points")
        return Arrivals(Curve(wanted.points), wanted.lasts_s)
    if wanted.curve not in CURVES:
        raise Wrong(f"expected one of {', '.join(CURVES)}, found {wanted.curve}", "arrivals", "curve")
    return Arrivals(CURVES[wanted.curve](), wanted.lasts_s)
