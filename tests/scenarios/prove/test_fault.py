"""Which faults a proof tries."""

import pytest

from scenarios.errors import Misuse
from scenarios.prove.fault import Fault, chosen, refuse_unknown

COMMON = Fault("rude", "manners", ("R1.1a",), "Nobody is greeted.")
RARE = Fault("forgetful", "losses", ("D3",), "Somebody is forgotten.", one_in=1000)


def test_all_that_a_scenario_can_meet_are_tried() -> None:
    assert chosen([COMMON, RARE], (), ()) == (COMMON,)
    assert chosen([COMMON, RARE], (), ("manners",)) == (COMMON,)


@pytest.mark.parametrize(("names", "families"), [(("forgetful",), ()), ((), ("losses",))], ids=["name", "family"])
def test_one_that_takes_a_crowd_is_left_to_load_rehearsals(names: tuple[str, ...], families: tuple[str, ...]) -> None:
    with pytest.raises(
        Misuse, match="forgetful, which strikes one candidate in 1000; name it under faults in the plan"
    ):
        chosen([COMMON, RARE], names, families)


def test_a_misspelt_fault_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(Misuse, match=r"of the target, found rudee; did you mean rude\?"):
        refuse_unknown("fault", ["rudee"], ["deaf", "rude"])
