"""Where an enrollment can stand after what was asked and answered: every way it can have gone, as the process has it."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from scenarios.areas import AreaType
from scenarios.load.ledger.entry import Act, Mark
from scenarios.process import moves


class Place(NamedTuple):
    """One way it can have gone: state, how often submitted (None: nobody knows), and which unknown acts happened, as bits."""

    state: str
    version: int | None
    happened: int = 0


Places = tuple[Place, ...]
BEGIN: Places = (Place("draft", 0),)


@cache
def _ways() -> Mapping[tuple[str, str], str]:
    return {(move.state, move.event): move.to for kind in AreaType for move in moves(kind)}


@cache
def _lapsing() -> frozenset[str]:
    return frozenset(state for state, event in _ways() if event == "lapse")


@lru_cache(maxsize=65536)
def after(places: Places, act: Act, mark: Mark, bit: int = 0) -> Places:
    """The places after an act. What was acknowledged has happened, even where the process would not allow it."""
    if mark is Mark.ACKNOWLEDGED:
        return _unique(_led(place, act, bit) or _forced(place, act) for place in places)
    if mark is Mark.UNKNOWN:
        return _unique([*places, *filter(None, (_led(place, act, bit) for place in places))])
    return places


def agrees(place: Place, state: str, version: int | None) -> bool:
    """Whether a record of this state and version can be of an enrollment in this place; a version of None was not told."""
    same_version = version is None or place.version is None or version == place.version
    lapsed = state == "abandoned" and place.state in _lapsing()
    return same_version and (lapsed or state == as_recorded(place.state))


def as_recorded(state: str) -> str:
    """Withdrawn is a draft that was submitted before; whoever was corrected waits like everybody else."""
    return {"withdrawn": "draft", "corrected": "confirmed", "corrected-passed": "site-passed"}.get(state, state)


def _led(place: Place, act: Act, bit: int) -> Place | None:
    """Where the act leads from here; None if the process has no such move. Submitting what is submitted is a repeat (Q70)."""
    if (act, place.state) in {(Act.SUBMIT, "submitted"), (Act.PAY, "paid")}:
        return place
    to = _ways().get((place.state, act.value))
    if to is None:
        return None
    submitted = act is Act.SUBMIT and place.version is not None
    return Place(
        to, place.version + 1 if submitted and place.version is not None else place.version, place.happened | bit
    )


def _forced(place: Place, act: Act) -> Place:
    """Where the act leads whatever came before: acts that are not in the ledger have led here, so that nobody has counted."""
    return Place(next(to for (_, event), to in _ways().items() if event == act.value), None, place.happened)


def _unique(places: Iterable[Place]) -> Places:
    return tuple(dict.fromkeys(places))
