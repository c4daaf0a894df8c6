"""Writes what a load rehearsal leaves behind into the folder of its run."""

from pathlib import Path

from scenarios.load.report.html import html_of
from scenarios.load.report.metrics import csv_of, openmetrics_of
from scenarios.load.report.results import LoadResults
from scenarios.report.folder import json_of, point_to, put


def write_report(folder: Path, results: LoadResults, *, latest: bool = True) -> None:
    """Writes all four files; `latest` points to this folder from then on, unless it is but a part of something."""
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / "results.json", json_of(results.as_json()))
    put(folder / "metrics.csv", csv_of(results.timeline))
    put(folder / "metrics.txt", openmetrics_of(results))
    put(folder / "report.html", html_of(results))
    if latest:
        point_to(folder)
