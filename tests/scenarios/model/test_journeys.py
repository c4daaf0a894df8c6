"""Journeys cover what the table has, keep to it, and say what cannot be reached."""

import pytest

from scenarios.areas import AreaType
from scenarios.calendar import SECOND, Calendar
from scenarios.model.journeys import (
    LONGEST,
    OVERLAPPING,
    START,
    Journey,
    cover_of_moves,
    cover_of_pairs,
    pairs,
    window_of,
    words,
)
from scenarios.model.wanderer import Whereabouts
from scenarios.process import COLOURS, OFFERS, moves

EVERYWHERE = pytest.mark.parametrize("area_type", AreaType)
EVERY_MOVE = {move for area_type in AreaType for move in moves(area_type)}


@EVERYWHERE
def test_every_move_is_in_a_journey_when_all_windows_overlap(area_type: AreaType) -> None:
    cover = cover_of_moves(area_type, OVERLAPPING)
    made = {words(move) for journey in cover.journeys for move in journey.moves}
    assert made == {words(move) for move in moves(area_type)} == cover.covered
    assert not cover.missing


@EVERYWHERE
def test_every_pair_of_moves_is_in_a_journey_when_all_windows_overlap(area_type: AreaType) -> None:
    cover = cover_of_pairs(area_type, OVERLAPPING)
    made = {words(pair) for journey in cover.journeys for pair in zip(journey.moves, journey.moves[1:], strict=False)}
    assert made == {words(pair) for pair in pairs(area_type)}
    assert not cover.missing


def test_what_a_desk_does_has_one_name_wherever_it_leads_to_the_same() -> None:
    """With two names for one act, somebody who insists on the one while it is the other's turn would be let in by right."""
    names = {(move.who, move.to): set[str]() for move in EVERY_MOVE if move.who not in {"candidate", "clock"}}
    for move in EVERY_MOVE:
        names.get((move.who, move.to), set()).add(move.event)
    assert [(*end, *sorted(same)) for end, same in names.items() if len(same) > 1] == []


def broken_by(journey: Journey, calendar: Calendar) -> list[str]:
    """Where a journey leaves the table or its windows."""
    state, now, broken = START, calendar.begin, []
    for leg in journey.legs:
        window = window_of(leg.move, calendar)
        in_time = leg.now == window.closes if leg.move.who == "clock" else window.opens <= leg.now < window.closes
        if leg.move.state != state or leg.now < now or not in_time:
            broken.append(words(leg.move))
        state, now = leg.move.to, leg.now
    return broken


@EVERYWHERE
@pytest.mark.parametrize("calendar", [OVERLAPPING, Calendar()], ids=["overlapping", "published"])
def test_journeys_keep_to_the_table_and_to_its_windows(area_type: AreaType, calendar: Calendar) -> None:
    journeys = (*cover_of_moves(area_type, calendar).journeys, *cover_of_pairs(area_type, calendar).journeys)
    assert [broken for journey in journeys for broken in broken_by(journey, calendar)] == []
    assert max(len(journey.legs) for journey in journeys) < 2 * LONGEST


def test_what_the_published_windows_put_out_of_reach_is_said_with_the_reason() -> None:
    missing = cover_of_pairs(AreaType.ON_SITE_PAY, Calendar()).missing
    assert "is not reached by then while confirmation is open" in missing["paid > correct > send-back"]


def test_journeys_are_the_same_each_time_and_read_well() -> None:
    first = [str(journey) for journey in cover_of_pairs(AreaType.ONLINE_FREE, OVERLAPPING).journeys]
    cover_of_pairs.cache_clear()
    assert [str(journey) for journey in cover_of_pairs(AreaType.ONLINE_FREE, OVERLAPPING).journeys] == first
    assert "online-free: submit > lapse" in first


def test_the_tables_speak_of_the_same_states() -> None:
    named = {word for states in OFFERS.values() for one in states for word in one.split()}
    reached = {state for area_type in AreaType for move in moves(area_type) for state in (move.state, move.to)}
    assert named <= reached == {*COLOURS, "abandoned"}


def test_nothing_leads_out_of_abandonment() -> None:
    assert not [move for area_type in AreaType for move in moves(area_type) if move.state == "abandoned"]


def test_who_is_rejected_when_it_is_too_late_for_repairs_has_lapsed_at_once() -> None:
    reject = next(move for move in moves(AreaType.ONLINE_PAY) if move.event == "reject")
    here = Whereabouts(AreaType.ONLINE_PAY, "submitted")
    here.passes(here.calendar.resubmission.closes - SECOND)
    assert here.after(reject) == "confirm-rejected"
    here.passes(here.calendar.resubmission.closes)
    assert here.possible()["reject"] == reject
    assert here.after(reject) == "abandoned"
