"""The portal of a run: started once, by whoever directs the run, told to its workers, stopped at the end."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from scenarios.errors import Misuse
from scenarios.launch import Running, start
from scenarios.runner.options import Wishes
from scenarios.shapes import Misshapen, at, origin
from scenarios.target import Target, load_target

LOG = "portal.log"


class Service:
    """One portal for one run, whatever the number of workers; nothing is started for a portal that runs elsewhere."""

    def __init__(self, target: str, base_url: str | None, folder: Path) -> None:
        self.name = target
        self.target = load_target(target)
        self.base_url = normalised(base_url) if base_url else None
        self.folder = folder
        self._running: Running | None = None
        self._found: Target | None = None
        self._dismissed = False
        self.failed_to_start = False
        self.ended_early: int | None = None
        self.kept = False  # for the next session, when one has ended

    @property
    def starts(self) -> bool:
        """Whether this run has to start the portal itself."""
        return bool(self.target.start) and not self.base_url

    @property
    def address(self) -> str:
        """Where the portal is, as far as it is known."""
        stated = self.base_url or self.target.addresses.get("portal", "")
        known = self._running.ready if self._running else None
        return known.addresses.get("portal", "") if known else stated

    @property
    def pid(self) -> int | None:
        """The process of a portal that this run has started."""
        return self._running.process.pid if self._running else None

    def refuse_others(self, wishes: Wishes) -> None:
        """Lets wishes pass that mean this portal, and the folder that its log is kept in.

        Raises:
            Misuse: they mean another one, and come too late for that.
        """
        base_url = normalised(wishes.base_url) if wishes.base_url else None
        reports = wishes.reports.absolute()
        for option, ours, wished in (
            ("--target", self.name, wishes.target),
            ("--base-url", self.base_url, base_url),
            ("--reports", self.folder.parent, reports),
        ):
            if ours != wished:
                raise Misuse(
                    f"expected {option} before --, as the portal is started before pytest is, found {wished} behind it "
                    "or in settings of pytest"
                )

    def begin(self) -> None:
        """Starts the portal, if it is this run's to start, and does not wait for it."""
        if self.starts and self._running is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._running = start(self.target, self.folder / LOG)

    def ready(self) -> Target:
        """The target at its addresses; waits for a portal that is being started.

        Raises:
            Misuse: it did not start, nothing says where it is, or its control surface does not let the run in.
        """
        if self._found is None:
            self._found = self._started() if self.starts else self._elsewhere()
            if "projects" in self._found.capabilities:
                from scenarios.control import knock

                knock(self._found)
        return self._found

    def _elsewhere(self) -> Target:
        if self.base_url:
            return self.target.at({**self.target.addresses, "portal": self.base_url}, self.target.control_token)
        if "portal" not in self.target.addresses:
            raise Misuse(f"expected target {self.target.name} to name a start command or addresses, found neither")
        return self.target

    def _started(self) -> Target:
        self.begin()
        assert self._running is not None
        self.failed_to_start = True
        at_its_addresses = self._running.at_its_addresses()
        self.failed_to_start = False
        return at_its_addresses

    def dismiss(self) -> None:
        """Tells the portal to stop, if this run started it and no session follows, and notes if it had ended by itself, which it should not."""
        if self._running is None or self._dismissed:
            return
        if self.kept:
            self.ended_early = self._running.process.poll()
        else:
            self.ended_early = self._running.dismiss()
            self._dismissed = True

    def stop(self) -> None:
        """Sees the portal stopped, if this run started it."""
        self.dismiss()
        if self._running is not None and not self.kept:
            self._running.wait()


def normalised(base_url: str) -> str:
    """The address of ``--base-url`` as target files' addresses are kept.

    Raises:
        Misuse: it is none.
    """
    try:
        return str(at("--base-url", origin, base_url))
    except Misshapen as problem:
        raise problem.as_misuse("the command") from None


class Notice:
    """Where the workers of a run say that they need the portal and what they will play, and where they read its addresses.

    A worker writes before it reports its collection, the director writes before it hands out scenarios; so nobody waits.
    """

    def __init__(self, run_id: str) -> None:
        # The control token is nobody else's business, hence a folder that only this user can read.
        self._folder = Path(tempfile.gettempdir()) / f"rehearsal-{run_id}"

    def ask(self, scenarios: Sequence[Mapping[str, Any]]) -> None:
        """Says that the portal is needed, and for which scenarios; every worker of a run has the same."""
        self._write("scenarios.json", json.dumps(scenarios))

    def refuse(self, words: str) -> None:
        """Says why nothing can be played."""
        self._write("refusal", words)

    def _write(self, name: str, words: str) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        aside = self._folder / f"{name}-{os.getpid()}"
        aside.write_text(words, "utf-8")
        aside.replace(self._folder / name)

    @property
    def asked(self) -> bool:
        return self._folder.is_dir()

    @property
    def refusal(self) -> str:
        """Why nothing can be played; nothing if it can."""
        written = self._folder / "refusal"
        return written.read_text("utf-8") if written.exists() else ""

    @property
    def scenarios(self) -> Sequence[Mapping[str, Any]]:
        """What is to be played, as far as it is known beforehand."""
        content: Sequence[Mapping[str, Any]] = json.loads((self._folder / "scenarios.json").read_text("utf-8"))
        return content

    def tell(self, target: Target, folder: Path) -> None:
        """Says where the portal is, and where the run keeps what it leaves."""
        content = {
            "addresses": dict(target.addresses),
            "control_token": target.control_token,
            "folder": str(folder),
        }
        (self._folder / "target.json").write_text(json.dumps(content), "utf-8")

    def read(self, target: Target) -> Target:
        """The target at its addresses."""
        return target.at(self._told["addresses"], self._told["control_token"])

    @property
    def folder(self) -> Path:
        """Where the run keeps what it leaves."""
        return Path(self._told["folder"])

    @cached_property
    def _told(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = json.loads((self._folder / "target.json").read_text("utf-8"))
        return told

    def remove(self) -> None:
        """Takes the notice down at the end of the run."""
        shutil.rmtree(self._folder, ignore_errors=True)
