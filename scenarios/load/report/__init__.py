"""What a load rehearsal leaves behind: `results.json`, `report.html`, `metrics.csv`, `metrics.txt`; and how it is watched."""

from scenarios.load.report.folder import write_report
from scenarios.load.report.results import LoadResults, Moment
from scenarios.load.report.view import LoadView

__all__ = ["LoadResults", "LoadView", "Moment", "write_report"]
