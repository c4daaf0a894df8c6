"""The journeys of a load rehearsal: compositions of what candidates do in the scenarios, and the past that each presupposes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from scenarios.actors import Candidate
from scenarios.load.crowd.refusing import takes
from scenarios.load.plan import Journey


class Desks(Protocol):
    """The staff of the candidate's city."""

    def receives(self, candidate: Candidate) -> None:
        """Take the printed form of somebody who is confirmed on site; nobody brings one elsewhere."""

    def approves(self, candidate: Candidate) -> None:
        """Confirm somebody at once, and let both reviews be passed."""


Act = Callable[[Candidate, Desks], None]


@dataclass(frozen=True, slots=True)
class Script:
    """A journey, and what was before it."""

    plays: Act
    past: Act | None = None


def enrolls(candidate: Candidate, desks: Desks) -> None:
    """From registration to the registration point."""
    candidate.gets_ready()
    takes(candidate.submits())
    desks.receives(candidate)


def corrects(candidate: Candidate, desks: Desks) -> None:
    """Withdraw, correct the telephone number, submit again."""
    takes(candidate.signs_in())
    takes(candidate.withdraws())
    candidate.corrects(mobile=another(candidate.profile.mobile))
    takes(candidate.submits_again())
    desks.receives(candidate)


def looks(candidate: Candidate, desks: Desks) -> None:  # noqa: ARG001  nobody is needed
    """See how things stand, twice."""
    takes(candidate.signs_in())
    candidate.sees_flow()
    candidate.sees_flow()


def comes_late(candidate: Candidate, desks: Desks) -> None:
    """Submit what has long been filled in, by the page's address, whether or not it is too late."""
    takes(candidate.signs_in())
    takes(candidate.insists_on_submission())
    desks.receives(candidate)


def pays(candidate: Candidate, desks: Desks) -> None:  # noqa: ARG001  nobody is needed
    """Pay at the platform, and see that one is enrolled."""
    takes(candidate.signs_in())
    takes(candidate.pays())


def was_submitted(candidate: Candidate, desks: Desks) -> None:  # noqa: ARG001  nobody is needed
    """Submitted and not brought to any desk."""
    candidate.gets_ready()
    takes(candidate.submits())


def was_filled_in(candidate: Candidate, desks: Desks) -> None:  # noqa: ARG001  nobody is needed
    """Everything but submitted."""
    candidate.gets_ready()
    candidate.fills_in_everything()


def was_approved(candidate: Candidate, desks: Desks) -> None:
    """Submitted, confirmed and passed by both reviews."""
    was_submitted(candidate, desks)
    desks.approves(candidate)


def another(mobile: str) -> str:
    """A telephone number that differs in its last digit."""
    return mobile[:-1] + str((int(mobile[-1]) + 1) % 10)


SCRIPTS: Mapping[Journey, Script] = {
    Journey.ENROLLS: Script(enrolls),
    Journey.CORRECTS: Script(corrects, past=was_submitted),
    Journey.LOOKS: Script(looks, past=was_submitted),
    Journey.LATE: Script(comes_late, past=was_filled_in),
    Journey.PAYS: Script(pays, past=was_approved),
}
