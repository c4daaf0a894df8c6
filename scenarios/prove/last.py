"""The newest proof among the reports: what it says of each requirement, and which faults put it to the test."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class LastProof:
    """Faults by the requirement that they break, and those requirements that one was seen to break."""

    folder: Path | None = None
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    proven: frozenset[str] = frozenset()


def last_proof(reports: Path) -> LastProof:
    """The newest proof of all faults; nothing, if there was none."""
    for path in sorted(reports.glob("*/results.json"), reverse=True):
        if path.parent.is_symlink():
            continue
        results = json.loads(path.read_text("utf-8"))
        if results.get("trials") and results.get("proof_of_all"):
            return read(results, path.parent)
    return LastProof()


def read(results: Mapping[str, Any], folder: Path) -> LastProof:
    """What a proof found out."""
    faults: dict[str, list[str]] = {}
    for trial in results["trials"]:
        for id_ in trial["breaks"]:
            faults.setdefault(id_, []).append(trial["fault"])
    states = {id_: standing["state"] for id_, standing in results["requirements"].items()}
    return LastProof(folder, faults, frozenset(id_ for id_, state in states.items() if state == "proven"))
