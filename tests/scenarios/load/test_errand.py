"""Before anybody arrives it is looked up whether they have been there before."""

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.errors import Misuse
from scenarios.load.errand import hands_for_an_errand, refuse_if_registered
from scenarios.story import Story
from scenarios.target import Target

SEED = 20_261


def test_people_of_a_seed_come_to_a_portal_once(target: Target) -> None:
    refuse_if_registered(SEED, target)
    with hands_for_an_errand(target) as hands:
        Candidate(a_candidate(SEED, 0, employers=target.employers), target, Story(), hands).registers()
    with pytest.raises(Misuse, match=f"nobody of seed {SEED} .* choose another --seed"):
        refuse_if_registered(SEED, target)
