"""A copy of the portal in a folder of its own, where its modules and templates are changed one at a time and from where it is started."""

import compileall
import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from scenarios.runner.service import Service
from tests.mutants.mutation import Mutation, mutations_of

CHANGED = (".py", ".html")
PORTAL = Path(__file__).parent.parent.parent / "mock_portal"


class Room:
    """The copy; the checkout is never touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(PORTAL, folder / "mock_portal", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(folder / "mock_portal", quiet=1)

    def mutations(self, part: str) -> Iterator[Mutation]:
        """Every change of this part of the portal, a folder of it."""
        whole = self.folder / "mock_portal" / part
        for path in sorted(path for path in whole.rglob("*") if path.suffix in CHANGED):
            yield from mutations_of(path.relative_to(self.folder).as_posix(), path.read_text("utf-8"))

    def source(self, mutation: Mutation) -> str:
        """The module that is changed, as it is without."""
        return (PORTAL.parent / mutation.module).read_text("utf-8")

    @contextmanager
    def changed(self, mutation: Mutation) -> Iterator[None]:
        """Keeps the copy changed meanwhile."""
        path = self.folder / mutation.module
        # What was compiled would pass for the changed module, if that is as long and as old to the second.
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
        path.write_text(mutation.of(self.source(mutation)), "utf-8")
        try:
            yield
        finally:
            path.write_text(self.source(mutation), "utf-8")

    @contextmanager
    def portal(self) -> Iterator[Service]:
        """The portal of this folder, as it is now, in a fresh process.

        Raises:
            Misuse: it does not start.
        """
        service = Service("reference", None, self.folder)
        python, *words = service.target.start or ()
        start = ("env", f"PYTHONPATH={self.folder}", "PYTHONDONTWRITEBYTECODE=1", python, "-P", *words)
        service.target = replace(service.target, start=start)
        try:
            service.ready()  # before players are forked, who could not wait for it
            yield service
        finally:
            service.stop()
