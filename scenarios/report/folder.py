"""Writes a run's folder, and lets `latest` point to it."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scenarios.report.results import Results


def write(results: "Results", folder: Path) -> None:
    """Writes all reports of a run; `latest` changes at once from the run before to this one.

    Half of a letter, which UTF-8 cannot hold, is written as JSON has it: `\\ud800`.
    """
    from scenarios.report.html import html_of
    from scenarios.report.junit import junit_of

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json_of(results.as_json()), "utf-8", "backslashreplace")
    (folder / "junit.xml").write_text(junit_of(results) + "\n", "utf-8")
    (folder / "report.html").write_text(html_of(results), "utf-8", "backslashreplace")
    point_to(folder)


def json_of(content: Mapping[str, Any]) -> str:
    """One line for each thing and, in lists, for each entry: whole indentation takes twenty times as long to write."""
    return "{\n" + ",\n".join(f"{plain(name)}: {listed(value)}" for name, value in content.items()) + "\n}\n"


def listed(value: Any) -> str:
    """A list with a line for each entry, anything else on one line."""
    return "[\n" + ",\n".join(map(plain, value)) + "\n]" if isinstance(value, list) and value else plain(value)


def plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


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
