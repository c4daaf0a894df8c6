"""Errands outside the crowd, before and after a run: somebody with hands of their own looks something up at the portal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.actors.actor import How
from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.errors import Misuse
from scenarios.story import Story
from scenarios.target import Target


@dataclass(frozen=True, slots=True)
class OneDriver:
    """Hands for somebody who only looks something up."""

    driver: Driver

    def __call__(self, name: str, how: How = "act") -> Driver:  # noqa: ARG002  there is but one
        """The driver."""
        return self.driver

    def kind(self, how: How) -> How:  # noqa: ARG002  same
        """One kind."""
        return "act"


@contextmanager
def hands_for_an_errand(target: Target) -> Iterator[OneDriver]:
    """They let go at the end."""
    driver = HttpDriver(wording=target.says)
    try:
        yield OneDriver(driver)
    finally:
        driver.close()


def refuse_if_registered(seed: int, target: Target) -> None:
    """Nobody registers twice: on a portal that keeps its people, each run needs others. The first one stands for all.

    Raises:
        Misuse: they are there already.
    """
    with hands_for_an_errand(target) as hands:
        first = Candidate(a_candidate(seed, 0, employers=target.employers), target, Story(), hands)
        if first.signs_in().accepted:
            raise Misuse(
                f"expected a portal to which nobody of seed {seed} has come before, found candidate 0 registered there; "
                "choose another --seed, or another database"
            )
