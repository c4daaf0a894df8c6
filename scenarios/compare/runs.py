"""Reads the results of runs, of scenarios or of load, and refuses those that cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from scenarios.compare.results import Head, Kind, LoadResults, Planned, ScenarioResults
from scenarios.errors import Misuse

OF_ONE_PLAN = ("name", "candidates", "arrivals_s", "journeys")


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one run, as its ``results.json`` says them."""

    path: Path
    content: ScenarioResults | LoadResults

    @property
    def kind(self) -> Kind:
        return Kind.LOAD if isinstance(self.content, LoadResults) else Kind.SCENARIOS

    @property
    def invalid(self) -> bool:
        """Whether it says nothing about the portal."""
        return isinstance(self.content, LoadResults) and self.content.verdict == "INVALID"


def read_run(place: Path) -> Run:
    """A run by its folder or its results.json.

    Raises:
        Misuse: there is none, or it is something else.
    """
    path = place / "results.json" if place.is_dir() else place
    try:
        return Run(path, content_of(path.read_bytes()))
    except FileNotFoundError:
        found = "which holds none" if place.is_dir() else "which is not there"
        raise Misuse(f"expected the folder of a run or its results.json, found {place}, {found}") from None
    except OSError as problem:
        raise Misuse(f"expected the folder of a run or its results.json, found {place}: {problem.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        why = str(problem).replace("`", "")
        raise Misuse(
            f"expected the results.json of a run as docs/results.md has it, found {path}: {why}; "
            "give another run, or play this one again"
        ) from None


def content_of(said: bytes) -> ScenarioResults | LoadResults:
    """Raises msgspec.DecodeError, or another error of whoever reads what is no JSON at all."""
    if msgspec.json.decode(said, type=Head).kind is Kind.LOAD:
        return msgspec.json.decode(said, type=LoadResults)
    return msgspec.json.decode(said, type=ScenarioResults)


def refuse_what_cannot_be_compared(base: Sequence[Run], new: Sequence[Run]) -> None:
    """Runs of different kinds, of different plans, given twice, or with which nothing can be compared.

    Raises:
        Misuse: says which, and what to do.
    """
    runs = [*base, *new]
    seen: set[Path] = set()
    for run in runs:
        if run.kind is not runs[0].kind:
            raise Misuse(
                f"expected runs of one kind, found {runs[0].kind} in {runs[0].path} and {run.kind} in {run.path}"
            )
        if run.path.resolve() in seen:
            raise Misuse(f"expected each run once, found {run.path} again; did the newest run leave no results?")
        seen.add(run.path.resolve())
    refuse_different_plans([(run.path, run.content.plan) for run in runs if isinstance(run.content, LoadResults)])
    for run in base:
        if run.invalid:
            why = run.content.ending.words.rstrip(".")
            raise Misuse(f"expected base runs that can be trusted, found {run.path} {why}; give another one")


def refuse_different_plans(plans: Sequence[tuple[Path, Planned]]) -> None:
    for path, plan in plans:
        first, wanted = plans[0]
        for key in OF_ONE_PLAN:
            one, other = getattr(wanted, key), getattr(plan, key)
            if one != other:
                raise Misuse(f"expected runs of one plan, found {key} {one} in {first} and {other} in {path}")
