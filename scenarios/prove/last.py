"""The newest proof among the reports: what it says of each requirement, and which faults put it to the test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from scenarios.errors import Misuse


@dataclass(frozen=True, slots=True)
class LastProof:
    """Faults by the requirement that they break, and those requirements that one was seen to break."""

    folder: Path | None = None
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    proven: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tried:
    """A fault in the results of a proof."""

    fault: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A requirement in the results of a run."""

    state: str


@dataclass(frozen=True, slots=True)
class Told:
    """What matters here of the results of a run, most of which are no proofs."""

    trials: tuple[Tried, ...] = ()
    proof_of_all: bool = False
    requirements: Mapping[str, Standing] = field(default_factory=dict)


def last_proof(reports: Path) -> LastProof:
    """The newest proof of all faults; nothing, if there was none.

    Raises:
        Misuse: the results of a run cannot be read.
    """
    for path in sorted(reports.glob("*/results.json"), reverse=True):
        if path.parent.is_symlink():
            continue
        results = told_by(path)
        if results.trials and results.proof_of_all:
            return read(results, path.parent)
    return LastProof()


def told_by(path: Path) -> Told:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Told)
    except (OSError, msgspec.DecodeError) as problem:
        why = str(problem).replace("`", "")
        raise Misuse(
            f"expected the results of a run, found {path} that cannot be read: {why}; take it away, or name another "
            "folder with --reports"
        ) from None


def read(results: Told, folder: Path) -> LastProof:
    """What a proof found out."""
    faults: dict[str, list[str]] = {}
    for trial in results.trials:
        for id_ in trial.breaks:
            faults.setdefault(id_, []).append(trial.fault)
    proven = frozenset(id_ for id_, standing in results.requirements.items() if standing.state == "proven")
    return LastProof(folder, faults, proven)
