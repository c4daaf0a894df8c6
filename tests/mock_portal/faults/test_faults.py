"""Every fault: well named, wrong in something that it really overrides, and put in by name alone."""

from mock_portal.faults import Fault, all_faults, compose
from mock_portal.parts import HEALTHY

FAULTS = tuple(all_faults().values())


def test_a_fault_says_what_goes_wrong_in_a_sentence() -> None:
    assert [fault.name for fault in FAULTS if not fault.words.endswith((".", "”.", ".”"))] == []


def test_the_name_of_a_fault_can_be_typed_on_a_command_line() -> None:
    assert [fault.name for fault in FAULTS if fault.name != fault.name.lower() or " " in fault.name] == []


def test_a_fault_overrides_what_its_part_decides() -> None:
    assert [fault.name for fault in FAULTS if not overridden(fault)] == []


def overridden(fault: Fault) -> set[str]:
    """What a fault, or what it is built upon, has in the place of something healthy."""
    healthy = type(getattr(HEALTHY, fault.part))
    wrong = [each for each in fault.wrong.__mro__ if not issubclass(healthy, each)]
    return {name for each in wrong for name in vars(each) if not name.startswith("__") and hasattr(healthy, name)}


def test_a_fault_leaves_the_other_parts_healthy() -> None:
    assert [fault.name for fault in FAULTS if changed_parts(fault) != [fault.part]] == []


def changed_parts(fault: Fault) -> list[str]:
    """The parts that are others where this fault has been put in."""
    faulty = compose((fault.name,))
    return [part for part in HEALTHY.__slots__ if getattr(faulty, part) is not getattr(HEALTHY, part)]


def test_two_faults_of_one_part_stand_in_one_project() -> None:
    rules = compose(("withdrawal-blocked", "review-stays-grey")).rules
    assert isinstance(rules, all_faults()["withdrawal-blocked"].wrong)
    assert isinstance(rules, all_faults()["review-stays-grey"].wrong)
