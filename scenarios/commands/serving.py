"""What the commands that play scenarios have in common: a folder of their own, and a portal that is started before pytest is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.errors import Misuse
from scenarios.report.folder import own_folder
from scenarios.runner.service import LOG, Service


@contextmanager
def serving(target: str | None, base_url: str | None, reports: str | None) -> Iterator[Service]:
    """Has the portal start, and sees it stopped.

    Raises:
        Misuse: there can be no folder for reports, or no portal.
    """
    with own_folder(Path(reports or "reports")) as folder:
        service = Service(target or "reference", base_url, folder)
        try:
            try:
                service.begin()
                yield service
            finally:
                service.stop()
        except (Misuse, KeyboardInterrupt):
            # Nothing was played, so there is nothing to report; the log says why if the portal did not start.
            if not service.failed_to_start and {path.name for path in folder.iterdir()} <= {LOG}:
                shutil.rmtree(folder)
            raise
