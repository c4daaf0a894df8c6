"""At the same moment: withdraw and confirm, two desks, two clicks, an edit and a submission; round after round one wins."""

from itertools import pairwise

import pytest

from scenarios.actors import Candidate, Intruder, RegistrationPoint, Site
from scenarios.actors.rivals import Rivals, won_by
from scenarios.areas import AreaType
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import needs, not_verified, on_areas, over_http, verifies

pytestmark = [over_http, needs("http")]
ROUNDS = 8


@pytest.fixture
def rivals(candidate: Candidate, site: Site, intruder: Intruder, stage: Stage) -> Rivals:
    return Rivals(candidate, site, intruder, stage)


@verifies("Q15", "D35", "R3.1a")
def test_of_withdrawal_and_confirmation_exactly_one_wins(rivals: Rivals, registration_point: RegistrationPoint) -> None:
    endings = set(rivals.withdraw_and_confirm(registration_point, ROUNDS))

    assert endings <= {won_by("withdrawn", "draft"), won_by("confirmed", "confirmed")}


@on_areas(AreaType.ONLINE_PAY)
@verifies("Q15", "D35", "R4.3b")
def test_of_two_screens_of_an_institution_one_decides(rivals: Rivals, staff: Staff) -> None:
    endings = set(rivals.pass_and_reject(staff.institution(), staff.institution(), ROUNDS))

    assert endings <= {won_by("passed", "confirmed"), won_by("rejected", "confirm-rejected")}


@verifies("Q70", "D35")
def test_two_clicks_at_once_make_one_version(rivals: Rivals) -> None:
    states, versions = zip(*rivals.click_together(3, ROUNDS), strict=True)

    assert set(states) == {"submitted"}
    assert versions[0] == 1
    grown = {after - before for before, after in pairwise(versions)}
    assert grown <= {0, 1}, "what is submitted again without a change may or may not be a new version (Q10)"


@verifies("D7", "D35")
def test_two_clicks_on_pay_at_once_make_one_order(approved: Candidate, rivals: Rivals) -> None:
    assert rivals.pay_together(3) == ["待支付"]
    assert approved.sees_flow().shows("approved")


@verifies("Q15", "Q48", "D35")
def test_what_is_submitted_is_what_was_checked_however_an_edit_comes_in_between(rivals: Rivals) -> None:
    checked_and_submitted = list(rivals.edit_and_submit(ROUNDS))

    if not checked_and_submitted:
        not_verified("the edit came first every time, so that nothing was submitted")
    assert [submitted for _, submitted in checked_and_submitted] == [checked for checked, _ in checked_and_submitted]


@verifies("Q68", "Q48", "D35")
def test_while_a_photo_is_replaced_no_other_one_is_confirmed_than_was_shown(people: People, rivals: Rivals) -> None:
    races = list(rivals.confirm_and_replace_photo((people.candidate() for _ in range(ROUNDS)), replacements=4))

    assert not [answer for race in races for answer in race.answers if answer.broke]
    assert [race.as_shown for race in races] == [True] * ROUNDS
