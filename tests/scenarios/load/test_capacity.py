"""The search for what a portal holds, against portals whose capacity is known."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.load.capacity import Capacity, Level, Search, bracket, explore
from scenarios.load.verdict import VerdictKind

LASTS_S = 10.0
PASS, FAIL, INVALID = VerdictKind
Portal = Callable[[int], VerdictKind]


def a_level(candidates: int, kind: VerdictKind, *, interrupted: bool = False) -> Level:
    return Level(candidates, LASTS_S, kind, f"{kind.value} with {candidates}.", interrupted)


def searched(portal: Portal, search: Search) -> Capacity:
    return Capacity(tuple(explore(search, lambda candidates: a_level(candidates, portal(candidates)))))


def holding(capacity: int, beyond: VerdictKind = FAIL) -> Portal:
    return lambda candidates: PASS if candidates <= capacity else beyond


def in_turn(*kinds: VerdictKind) -> Portal:
    left = iter(kinds)
    return lambda _: next(left)


def sizes(capacity: Capacity) -> list[int]:
    return [level.candidates for level in capacity.played]


@given(start=st.integers(1, 2000), shift=st.floats(-3, 6), resolution=st.floats(0.02, 0.5))
def test_what_holds_and_what_breaks_lie_on_both_sides_of_the_true_capacity(
    start: int, shift: float, resolution: float
) -> None:
    true = max(1, round(start * 2**shift))
    found = searched(holding(true), Search(start, resolution))
    assert found.kind is PASS
    assert found.holds
    assert found.breaks
    assert found.holds.candidates <= true < found.breaks.candidates
    assert found.breaks.candidates - found.holds.candidates <= max(1, resolution * found.holds.candidates)
    assert [sizes(found).count(each.candidates) for each in (found.holds, found.breaks)] == [2, 2]


@given(
    start=st.integers(1, 500),
    true=st.integers(1, 5000),
    noise=st.floats(0, 0.3),
    lots=st.lists(st.floats(-1, 1), min_size=24),
)
def test_a_portal_that_wavers_at_the_edge_is_not_praised_for_what_it_may_fail(
    start: int, true: int, noise: float, lots: Sequence[float]
) -> None:
    luck = iter(lots)

    def wavering(candidates: int) -> VerdictKind:
        return holding(round(true * (1 + noise * next(luck))))(candidates)

    found = searched(wavering, Search(start))
    assert len(found.played) <= Search(start).most
    if found.holds:
        assert found.holds.candidates <= true * (1 + noise) + 1
        assert all(level.kind is PASS for level in found.played if level.candidates == found.holds.candidates)
    if found.breaks:
        assert found.breaks.candidates >= true * (1 - noise) - 1


@given(lots=st.lists(st.sampled_from(VerdictKind), min_size=24), start=st.integers(1, 100), most=st.integers(1, 24))
def test_whatever_comes_the_search_ends_and_says_something(lots: Sequence[VerdictKind], start: int, most: int) -> None:
    found = searched(in_turn(*lots), Search(start, most=most))
    held, broken = bracket(found.played)
    assert len(found.played) <= most
    assert held is None or broken is None or held < broken
    assert found.words
    assert found.as_json()["levels"]
    assert (found.kind is PASS) == (found.holds is not None)


def test_the_rate_is_doubled_until_it_breaks_then_halved_and_both_ends_are_played_again() -> None:
    found = searched(holding(90), Search(20))
    assert sizes(found) == [20, 40, 80, 160, 120, 100, 90, 95, 90, 95]
    assert found.words == "Holds 9 a second (2 of 2 times), breaks at 9.5 a second (2 of 2 times): FAIL with 95."


def test_an_invalid_level_says_nothing_and_is_played_again() -> None:
    found = searched(in_turn(INVALID, PASS, FAIL, PASS, FAIL), Search(1))
    assert sizes(found) == [1, 1, 2, 1, 2]
    assert found.holds == a_level(1, PASS)


def test_a_generator_that_is_twice_too_weak_is_named_as_the_bound() -> None:
    found = searched(holding(100, beyond=INVALID), Search(25))
    assert found.kind is PASS
    assert "the generator, not the portal, is the bound" in found.words
    assert found.as_json()["bound"] == "generator"


def test_a_level_that_fails_when_it_is_played_again_did_not_hold() -> None:
    played = [a_level(10, PASS), a_level(20, FAIL), a_level(10, FAIL)]
    assert bracket(played) == (None, 10)
    assert Search(10).next_level(played) == 5


@pytest.mark.parametrize(("beyond", "words"), [(FAIL, "Breaks at the smallest level"), (INVALID, "No level could be")])
def test_where_nothing_passes_it_is_said_why(beyond: VerdictKind, words: str) -> None:
    found = searched(lambda _: beyond, Search(32))
    assert found.kind is beyond
    assert found.words.startswith(words)
    assert min(sizes(found)) == 2
    assert sizes(found)[-2:] == [2, 2]


def test_a_portal_that_nothing_breaks_ends_the_search_with_what_was_confirmed() -> None:
    found = searched(lambda _: PASS, Search(1, most=6))
    assert sizes(found) == [1, 2, 4, 8, 8]
    assert found.words == "Holds 0.8 a second (2 of 2 times), and maybe more: no level broke until the search was over."


def test_whoever_is_interrupted_is_asked_for_nothing_more() -> None:
    assert Search(4).next_level([a_level(4, PASS), a_level(8, INVALID, interrupted=True)]) is None


def test_what_held_once_when_the_search_was_interrupted_is_told() -> None:
    played = (a_level(10, PASS), a_level(20, PASS), a_level(40, INVALID, interrupted=True))
    assert Capacity(played).kind is INVALID
    assert Capacity(played).words == "Held 2 a second once, and no second time: INVALID with 40."
