"""At the same moment: withdraw and confirm, two desks, two clicks, an edit and a submission, one more than there may be."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from fixtures.documents import ScanFormat, a_scan
from fixtures.documents.materials import Material
from scenarios.actors import Candidate, Intruder, Phone, RegistrationPoint, Site
from scenarios.actors.rivals import Rivals, won_by
from scenarios.areas import AreaType
from scenarios.cast import People, Staff
from scenarios.control import Stage
from scenarios.verifies import needs, not_verified, on_areas, over_http, verifies

pytestmark = [over_http, needs("http")]
ROUNDS, FEWER_ROUNDS = 8, 4
MOST_ENTRIES, MANY = 5, 10
KIND, MOST_SCANS = "身份证件", 2


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


@verifies("Q62", "D35")
def test_of_entries_that_come_at_once_no_more_are_taken_than_there_may_be(people: People, rivals: Rivals) -> None:
    for candidate in (people.candidate() for _ in range(FEWER_ROUNDS)):
        entry, before = candidate.profile.educations[0], len(candidate.beforehand.sees_educations())
        certificates = [f"{entry.certificate_no[:-2]}{number:02}" for number in range(MANY)]
        answers = rivals.enter_together(candidate, [replace(entry, certificate_no=one) for one in certificates])

        assert not [answer for answer in answers if answer.broke]
        assert before < len(candidate.sees_educations()) <= MOST_ENTRIES


@on_areas(AreaType.ONLINE_PAY)
@verifies("R2.4.8c", "D35")
def test_of_scans_that_come_at_once_no_more_are_taken_than_the_area_wants(people: People, rivals: Rivals) -> None:
    owners = [people.profile() for _ in range(3)]
    scans = [a_scan(owner, Material(KIND), scan_format) for owner in owners for scan_format in ScanFormat]
    names = {scan.filename for scan in scans}
    for candidate in (people.candidate() for _ in range(FEWER_ROUNDS)):
        answers = rivals.upload_together(candidate, KIND, scans)

        assert not [answer for answer in answers if answer.broke]
        candidate.follows_node("上传材料")
        assert 1 <= len([link for link in candidate.page.links if link.text in names]) <= MOST_SCANS


@verifies("R1.2b", "Q46", "D35")
@needs("wechat-simulator")
def test_of_two_candidates_who_bind_one_wechat_at_once_one_does(
    people: People, rivals: Rivals, phone: Callable[[str], Phone]
) -> None:
    for _ in range(ROUNDS):
        pair = [people.newcomer() for _ in range(2)]
        for person in pair:
            person.beforehand.registers()
            person.beforehand.signs_in()
        wechat = pair[0].phone.wechat
        assert rivals.bind_together(pair, [phone(wechat), phone(wechat)]).count(True) == 1


@verifies("D35", "Q48", "D2")
def test_of_two_desks_that_save_settings_at_once_neither_loses_what_it_was_told_is_saved(
    staff: Staff, rivals: Rivals
) -> None:
    for number in range(ROUNDS):
        wanted = {
            staff.exam_area(): {fee: str(80 + number)} for fee in ("机考每科费用（元）", "纸笔考试每科费用（元）")
        }
        saved = rivals.set_together(wanted)

        assert any(saved.values())
        stand = staff.exam_area().sees_settings()
        told = [(label, fee) for desk, change in wanted.items() if saved[desk] for label, fee in change.items()]
        assert [label for label, fee in told if float(stand[label]) != float(fee)] == []
