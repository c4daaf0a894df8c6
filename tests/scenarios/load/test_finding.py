"""Each level of a capacity search is a rehearsal of its own; what is told in the end is what the search has found."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from scenarios.errors import TargetWrong
from scenarios.load.finding import Finder
from scenarios.load.plan import read_plan
from scenarios.load.rehearsal import Wishes
from scenarios.load.report.results import LoadResults
from scenarios.load.verdict import VerdictKind
from tests.scenarios.load.a_run import results as a_run

HOLDS = 100  # candidates


def rehearses(wishes: Wishes) -> LoadResults:
    kind = VerdictKind.PASS if wishes.plan.candidates <= HOLDS else VerdictKind.FAIL
    results = a_run()
    return replace(results, plan=wishes.plan, verdict=replace(results.verdict, kind=kind, reason=f"{kind.value}."))


def a_search(
    level_s: float = 40, troubles: Mapping[int, BaseException] = MappingProxyType({})
) -> tuple[LoadResults, list[Wishes], list[str]]:
    """A search in which some levels, by their numbers, come to nothing."""
    played: list[Wishes] = []
    said: list[str] = []

    def rehearse(wishes: Wishes) -> LoadResults:
        played.append(wishes)
        if trouble := troubles.get(len(played)):
            raise trouble
        return rehearses(wishes)

    wishes = Wishes(read_plan("smoke"), 5, Path("reports/run"))
    return Finder(wishes, level_s, 0.1, rehearse, said.append).finds(), played, said


def test_the_search_begins_at_the_rate_of_the_plan_and_levels_last_as_long_as_wished() -> None:
    _, played, said = a_search(level_s=20)
    assert played[0].plan.rate == read_plan("smoke").rate
    assert {wishes.plan.arrivals.lasts_s for wishes in played} == {20}
    assert said[0] == f"level 1: {played[0].plan.candidates} candidates, {played[0].plan.rate:.3g} a second"


def test_no_two_levels_have_people_or_a_folder_in_common() -> None:
    _, played, _ = a_search()
    assert len({wishes.seed for wishes in played}) == len({wishes.folder for wishes in played}) == len(played)
    assert all(wishes.plan.seed == wishes.seed for wishes in played)


def test_the_results_are_those_of_the_level_that_holds_under_the_verdict_on_the_search() -> None:
    results, _, _ = a_search()
    assert results.capacity
    assert results.capacity.holds
    assert results.plan.candidates == results.capacity.holds.candidates <= HOLDS
    assert results.verdict.kind is VerdictKind.PASS
    assert results.verdict.reason == results.capacity.words
    assert results.again.endswith("--find-capacity --level-seconds 40 --resolution 0.1")


def test_a_level_that_cannot_be_played_is_played_again_and_nothing_else_is_lost() -> None:
    whole, _, _ = a_search()
    results, _, _ = a_search(troubles={3: TargetWrong("expected the past to be arranged,\nfound: none")})
    assert whole.capacity
    assert results.capacity
    assert results.capacity.holds == whole.capacity.holds
    third, again = results.capacity.played[2:4]
    assert (third.kind, third.candidates) == (VerdictKind.INVALID, again.candidates)
    assert third.reason == "It could not be played: expected the past to be arranged, found: none."


def test_where_a_level_cannot_be_played_twice_nobody_is_called_the_bound() -> None:
    stuck = {number: TargetWrong("expected the past to be arranged, found none") for number in (3, 4)}
    results, _, _ = a_search(troubles=stuck)
    assert results.capacity
    assert results.capacity.as_json()["bound"] is None
    assert "the generator" not in results.capacity.words
    assert results.capacity.words.endswith("It could not be played: expected the past to be arranged, found none.")


def test_what_repeats_a_search_repeats_it_to_the_last_digit() -> None:
    results, _, _ = a_search(level_s=40.1234567)
    assert "--level-seconds 40.1234567 " in results.again


def test_whoever_breaks_a_search_off_is_told_what_it_has_found_until_then() -> None:
    results, played, _ = a_search(troubles={3: KeyboardInterrupt()})
    assert results.capacity
    assert len(results.capacity.played) == len(played) == 3
    assert results.capacity.played[-1].interrupted
    assert results.plan.candidates == played[1].plan.candidates
    assert results.verdict.reason == results.capacity.words


@pytest.mark.parametrize("trouble", [TargetWrong("not so"), KeyboardInterrupt()])
def test_where_not_one_level_was_played_there_is_nothing_to_tell(trouble: BaseException) -> None:
    with pytest.raises(type(trouble)):
        a_search(troubles={1: trouble})
