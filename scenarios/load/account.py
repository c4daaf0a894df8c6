"""What the conductor of a load rehearsal says about it afterwards: who played which candidates, and how it ended."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

NAME = "run.json"


class Ending(StrEnum):
    """How a run ended: only a drained one has nobody left in mid-journey."""

    DRAINED = "drained"
    TAIL_NOT_DRAINED = "tail-not-drained"
    INTERRUPTED = "interrupted"


class Kind(StrEnum):
    """What a worker's candidates act with."""

    PROTOCOL = "protocol"
    BROWSER = "browser"


class Fate(StrEnum):
    """Whether a worker said goodbye."""

    FINISHED = "finished"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class WorkerAccount:
    """One worker: the candidates it was leased (``first`` to ``last``, both included) and how many of them it began.

    ``cpu_max`` is a share of one core, over one pulse; a lost worker has ``issued`` as it was last heard of.
    """

    name: str
    host: str
    kind: Kind
    stripe: int
    first: int
    last: int
    issued: int
    fate: Fate
    cpu_max: float = 0.0
    descriptors_max: int = 0


@dataclass(frozen=True, slots=True)
class RunAccount:
    """One run; ``epoch`` is the Unix time at which arrivals began, all other times are in seconds."""

    seed: int
    epoch: float
    arrivals_s: float
    ended: Ending
    drain_s: float
    in_flight_at_end: int
    workers: tuple[WorkerAccount, ...]

    @property
    def lost(self) -> tuple[WorkerAccount, ...]:
        """The workers that never said goodbye."""
        return tuple(worker for worker in self.workers if worker.fate is Fate.LOST)

    def write(self, folder: Path) -> None:
        """Puts it into the folder of its run."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "RunAccount":
        """The account of the run that was kept in a folder."""
        return cls.from_json(json.loads((folder / NAME).read_text("utf-8")))

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "RunAccount":
        """From what ``write`` wrote."""
        workers = tuple(
            WorkerAccount(**{**each, "kind": Kind(each["kind"]), "fate": Fate(each["fate"])}) for each in raw["workers"]
        )
        return cls(**{**raw, "ended": Ending(raw["ended"]), "workers": workers})
