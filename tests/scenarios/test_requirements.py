"""What scenarios can claim: all of the guide's behaviours, and nothing that does not exist."""

import pytest

from scenarios.errors import Misuse
from scenarios.requirements import Kind, State, refuse_unknown, requirements, state_of


def test_the_guide_states_102_behaviours() -> None:
    stated = [one for one in requirements().values() if one.source is Kind.REQUIREMENT]

    assert len(stated) == 102
    assert all(one.rule and one.gloss and one.section.startswith(one.id[:2]) for one in stated)


def test_a_claim_to_something_unknown_is_misuse_that_names_what_is_like_it() -> None:
    refuse_unknown(["R1.1a", "R6.3"], "a scenario")
    with pytest.raises(Misuse, match=r"found R1\.1z; known ones like it: R1\.1a, R1\.1b$"):
        refuse_unknown(["R1.1a", "R1.1z"], "a scenario")


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([], State.UNCLAIMED),
        (["passed"], State.VERIFIED),
        (["passed", "not_verified"], State.NOT_VERIFIED),
        (["not_verified", "failed"], State.FAILED),
        (["flaky"], State.FAILED),
    ],
)
def test_one_failure_is_enough_and_all_must_pass(outcomes: list[str], state: State) -> None:
    assert state_of(outcomes) is state
