"""Writes what a load rehearsal leaves behind into the folder of its run."""

from pathlib import Path

from scenarios.load.report.html import html_of
from scenarios.load.report.metrics import csv_of, openmetrics_of
from scenarios.load.report.results import LoadResults
from scenarios.report.folder import json_of, point_to


def write_report(folder: Path, results: LoadResults, *, latest: bool = True) -> None:
    """Writes all four files; `latest` points to this folder from then on, unless it is but a part of something."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json_of(results.as_json()), "utf-8")
    (folder / "metrics.csv").write_text(csv_of(results.timeline), "utf-8")
    (folder / "metrics.txt").write_text(openmetrics_of(results), "utf-8")
    (folder / "report.html").write_text(html_of(results), "utf-8")
    if latest:
        point_to(folder)
