"""Section reconciliation: ledgers of a hundred thousand candidates against their records, in a process of its own."""

import csv
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from scenarios.load.ledger import read_records
from tests.benchmarks.figures import Figure
from tests.scenarios.load.ledger.scribe import FEE, PAYS, Scribe, code, compared, id_number, order

MANY, FEW = 100_000, 10_000
SECONDS = 60.0  # for the many
PER_CANDIDATE = 1.1  # times what it costs among few
REQUEST_MS, REQUESTS = 0.5, 36  # what a virtual candidate may cost, and sends in a journey
WORKERS = 4
MEBIBYTE = 2**20
COLUMNS = ("id_number", "state", "version", "code", "due", "orders", "paid", "refunded", "refund_pending")


def leave_ledgers(folder: Path, candidates: int) -> float:
    """What so many have done, as their workers write it down; gives the CPU seconds of one journey's entries."""
    scribes = [Scribe(folder, f"w{worker}") for worker in range(WORKERS)]
    before = time.process_time()
    for number in range(candidates):
        scribes[number % WORKERS].writes(number, *PAYS)
    return (time.process_time() - before) / candidates


def leave_records(path: Path, candidates: int) -> None:
    """What a portal has on record that has lost nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number in range(candidates):
            rows.writerow((id_number(number), "paid", 1, code(number), FEE, order(number), FEE, 0, 0))


def compare(folder: Path) -> dict[str, float]:
    """Reconciles what lies in a folder: CPU seconds, bytes held at the most, entries, discrepancies."""
    found = compared(folder, read_records(folder / "records.csv"))
    return {
        "seconds": time.process_time(),
        "bytes": most_held(),
        "entries": found.entries,
        "candidates": found.candidates,
        "discrepancies": len(found.discrepancies),
    }


def most_held() -> int:
    """The most memory that this process has held, in bytes."""
    return int(re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))[0]) * 1024


def measured(candidates: int, told: Callable[[str], None]) -> tuple[dict[str, float], float]:
    """The same in a process of its own, and what one journey's entries cost to write."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written = leave_ledgers(folder, candidates)
        leave_records(folder / "records.csv", candidates)
        words = [sys.executable, "-m", "tests.benchmarks.reconciliation", name]
        found: dict[str, float] = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603  ourselves
    if (found["candidates"], found["discrepancies"]) != (candidates, 0):
        raise AssertionError(f"expected {candidates} candidates without discrepancy, found {found}")
    told(f"{candidates} candidates: {found['seconds']:.1f} s of CPU, {found['bytes'] / MEBIBYTE:.0f} MiB")
    return found, written


def figures(told: Callable[[str], None]) -> list[Figure]:
    """What it costs to compare, and what it cost to write down."""
    few, _ = measured(FEW, told)
    many, written = measured(MANY, told)
    note = f"{many['seconds']:.1f} s of CPU for {many['entries']:.0f} entries, {many['bytes'] / MEBIBYTE:.0f} MiB at the most"
    per_candidate = many["seconds"] / MANY / (few["seconds"] / FEW)
    journey_ms = REQUEST_MS * REQUESTS
    return [
        Figure("reconciliation", f"{MANY} candidates, against a minute", (many["seconds"] / SECONDS,), 1.0, note=note),
        Figure("reconciliation", f"per candidate, against {FEW} candidates", (per_candidate,), PER_CANDIDATE),
        Figure(
            "reconciliation",
            f"writing a journey's entries, against {journey_ms:g} ms of CPU",
            (written * 1000 / journey_ms,),
            note=f"{written * 1e6:.0f} µs for {2 * len(PAYS)} entries",
        ),
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(compare(Path(sys.argv[1]))))
