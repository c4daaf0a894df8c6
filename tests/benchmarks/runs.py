"""Runs of the command `rehearsal run` in processes of their own, with what they took and what they reported."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

REHEARSAL = "from scenarios.cli import main; raise SystemExit(main())"
SEED = "20230101"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds from start to exit, CPU seconds of it and of all that it started and waited for, its results."""

    seconds: float
    cpu_seconds: float
    results: dict[str, Any]

    @property
    def playing_seconds(self) -> float:
        """The durations of all scenarios, added up."""
        return sum(float(scenario["duration_s"]) for scenario in self.results["scenarios"])


def rehearsal(*words: str) -> Run:
    """Run it and wait for its end.

    Raises:
        AssertionError: not everything passed; a figure of a run that failed means nothing.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as reports:
        command = [sys.executable, "-c", REHEARSAL, "run", "--seed", SEED, "--reports", reports, *words]
        before, began = os.times(), perf_counter()
        said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own command
        seconds, after = perf_counter() - began, os.times()
        assert said.returncode == 0, (
            f"expected {' '.join(words)} to pass, found: {said.stdout[-2000:]}{said.stderr[-2000:]}"
        )
        results = json.loads((Path(reports) / "latest" / "results.json").read_text("utf-8"))
    used = sum(b - a for a, b in zip(before[2:4], after[2:4], strict=True))
    return Run(seconds, used, results)
