"""Writes a run's folder, and lets `latest` point to it."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import Misuse

if TYPE_CHECKING:
    from scenarios.report.results import Results


def write(results: "Results", folder: Path) -> None:
    """Writes all reports of a run; `latest` changes at once from the run before to this one."""
    from scenarios.report.html import html_of
    from scenarios.report.junit import junit_of

    folder.mkdir(parents=True, exist_ok=True)
    put(folder / "results.json", json_of(results.as_json()))
    put(folder / "junit.xml", junit_of(results) + "\n")
    put(folder / "report.html", html_of(results))
    point_to(folder)


def put(path: Path, words: str) -> None:
    """Writes a whole file or, where that fails, none; half of one would stand in the way of whoever reads it later.

    Half of a letter, which UTF-8 cannot hold, is written as JSON has it: `\\ud800`.
    """
    aside = path.with_name(f".{path.name}")
    try:
        aside.write_text(words, "utf-8", "backslashreplace")
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


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


@contextmanager
def own_folder(reports: Path) -> Iterator[Path]:
    """A folder for a run that no other run has, be it begun at the same moment; it goes again if nothing is put in.

    Raises:
        Misuse: there can be no folder.
    """
    reports = reports.absolute()
    fresh = not reports.exists()
    try:
        reports.mkdir(parents=True, exist_ok=True)
        folder = next(filter(is_new, (reports / name for name in names())))
    except OSError as problem:
        kinds = {"a file": reports.is_file(), "a link that leads nowhere": reports.is_symlink()}
        found = next((kind for kind, so in kinds.items() if so), problem.strerror)
        words = f"expected {reports} to be a folder for reports, found: {found}; name another one with --reports"
        raise Misuse(words) from None
    try:
        yield folder
    finally:
        for empty in (folder, *([reports] if fresh else [])):
            with suppress(OSError):
                empty.rmdir()


def names() -> Iterator[str]:
    """What a run that begins now may be called."""
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    return chain([moment], (f"{moment}-{number}" for number in count(2)))


def is_new(folder: Path) -> bool:
    """Makes a folder, unless somebody else has."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        return False
    return True
