"""Writes a run's folder, and lets `latest` point to it."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.report.results import Results


def write(results: "Results", folder: Path) -> None:
    """Writes all reports of a run; `latest` changes at once from the run before to this one."""
    from scenarios.report.html import html_of
    from scenarios.report.junit import junit_of

    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(results.as_json(), ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(content + "\n", "utf-8")
    (folder / "junit.xml").write_text(junit_of(results) + "\n", "utf-8")
    (folder / "report.html").write_text(html_of(results), "utf-8")
    point_to(folder)


def point_to(folder: Path) -> None:
    """Makes `latest` a link to this folder; where links are not to be had, it stays as it is."""
    aside = folder.parent / f".latest-{os.getpid()}"
    try:
        aside.symlink_to(folder.name, target_is_directory=True)
        aside.replace(folder.parent / "latest")
    except OSError:
        aside.unlink(missing_ok=True)


def free_folder(reports: Path) -> Path:
    """A folder for this run that no other run has; it is made when there is something to put in."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    names = [stamp, *(f"{stamp}-{n}" for n in range(2, 100))]
    return next(reports.absolute() / name for name in names if not (reports / name).exists())
