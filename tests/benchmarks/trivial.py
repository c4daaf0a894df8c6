"""A scenario with nothing to do, for measuring what a run costs by itself; its name keeps it out of the project's tests."""

from scenarios.actors import Candidate
from scenarios.cast import *  # noqa: F403  fixtures


def test_somebody_opens_the_portal(newcomer: Candidate) -> None:
    """One person, one page."""
    newcomer.goes_to("home")
    assert newcomer.page.has_link("考生注册")
