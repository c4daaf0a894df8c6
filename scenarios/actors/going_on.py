"""A step inside another one is only the way there: once it was refused, nobody goes on as if it had not been."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from scenarios.actors.outcome import Outcome
from scenarios.errors import TargetWrong
from scenarios.story import Step


class NotAccepted(TargetWrong):
    """The portal said no to something that was only the way to something else."""


def refusal_of(outcome: Outcome, words: str) -> NotAccepted:
    """What to say of a step that had to be accepted, in the portal's words."""
    return NotAccepted(f"expected “{words}” to be accepted, found: {' / '.join(outcome.complaints)}", outcome.page)


@dataclass(slots=True)
class Doing:
    """A step that somebody makes in a session, and the step inside it that was refused and not yet handed on."""

    session: object
    words: str
    told: object  # as whoever is told keeps it
    result: object = None
    refused: "Doing | None" = None

    def hears_of(self, inner: "Doing") -> None:
        """A step inside this one is over."""
        if isinstance(inner.result, Outcome) and not inner.result.accepted:
            self.refused = inner

    def needs_no_refusal(self) -> None:
        """Goes on only if nothing inside was refused.

        Raises:
            NotAccepted: something was.
        """
        if self.refused is not None:
            assert isinstance(self.refused.result, Outcome)
            if isinstance(self.refused.told, Step):
                self.refused.told.failed = True
            raise refusal_of(self.refused.result, self.refused.words)

    def hands_on(self) -> bool:
        """Whether what was refused is what this step ends with, so that whoever asked for it can look."""
        outcome = self.refused.result if self.refused else None
        return isinstance(outcome, Outcome) and (self.result is outcome or self.result is outcome.page)


_UNDER_WAY: ContextVar[Doing | None] = ContextVar("the step that is under way", default=None)


def around(session: object) -> Doing | None:
    """The step of this session that is under way, if there is one."""
    doing = _UNDER_WAY.get()
    return doing if doing is not None and doing.session is session else None


def may_go_on(session: object) -> None:
    """Whether another step may follow within the one that is under way.

    Raises:
        NotAccepted: the one before was refused.
    """
    if outer := around(session):
        outer.needs_no_refusal()


@contextmanager
def under_way(session: object, words: str, told: object) -> Iterator[Doing]:
    """Makes a step, which ``told`` stands for in the story; its maker puts into ``result`` what it ends with.

    Raises:
        NotAccepted: a step inside it, in the same session, was refused, and it does not end with that.
    """
    outer, own = around(session), Doing(session, words, told)
    before = _UNDER_WAY.set(own)
    try:
        yield own
    except NotAccepted:
        raise
    except TargetWrong:
        own.needs_no_refusal()  # which is why something was missing afterwards
        raise
    finally:
        _UNDER_WAY.reset(before)
    if not own.hands_on():
        own.needs_no_refusal()
    if outer:
        outer.hears_of(own)
