"""Reads the results of runs, of scenarios or of load, as far as they can be compared."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from scenarios.errors import Misuse


class Kind(StrEnum):
    """What a run played."""

    SCENARIOS = "scenarios"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one run, as its ``results.json`` says them."""

    path: Path
    kind: Kind
    content: Mapping[str, Any]


def read_run(place: Path) -> Run:
    """A run by its folder or its results.json.

    Raises:
        Misuse: there is none, or it is something else.
    """
    path = place / "results.json" if place.is_dir() else place
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise Misuse(f"expected the folder of a run or its results.json, found {place}: {problem.strerror}") from None
    except ValueError:
        raise Misuse(f"expected the results.json of a run, found {path}, which is no JSON") from None
    if not isinstance(content, dict) or not {"steps", "scenarios"} & content.keys():
        raise Misuse(f"expected the results.json of a run, found {path}, which has neither scenarios nor steps")
    return Run(path, Kind.LOAD if content.get("kind") == "load" else Kind.SCENARIOS, content)


def refuse_what_cannot_be_compared(runs: Sequence[Run]) -> None:
    """Runs of different kinds, of different plans, or that cannot be trusted.

    Raises:
        Misuse: says which, and what to do.
    """
    first, *others = runs
    for run in others:
        if run.kind is not first.kind:
            raise Misuse(f"expected runs of one kind, found {first.kind} in {first.path} and {run.kind} in {run.path}")
    if first.kind is Kind.LOAD:
        _refuse_different_plans(first, others)
    for run in runs:
        if run.content["verdict"] == "INVALID":
            raise Misuse(f"expected runs that can be trusted, found {run.path} INVALID: {run.content['reason']}")


def _refuse_different_plans(first: Run, others: Sequence[Run]) -> None:
    for run in others:
        for key in ("name", "candidates", "arrivals_s", "journeys"):
            one, other = first.content["plan"][key], run.content["plan"][key]
            if one != other:
                raise Misuse(f"expected runs of one plan, found {key} {one} in {first.path} and {other} in {run.path}")
