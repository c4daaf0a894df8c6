"""At the same moment: withdraw and confirm, two desks, two clicks, an edit and a submission; round after round one wins."""

from typing import Any

from fixtures.printed_form import PrintedForm
from scenarios.actors import Candidate, Institution, RegistrationPoint
from scenarios.actors.intruder import Intruder
from scenarios.actors.together import together
from scenarios.areas import AreaType
from scenarios.cast import Staff
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = [over_http, needs("http")]
ROUNDS = range(8)


def record(stage: Stage) -> dict[str, Any]:
    """The one enrollment of the scenario, as it is on record."""
    return stage.records()[0]


@verifies("Q15", "D35", "R3.1a")
def test_of_withdrawal_and_confirmation_exactly_one_wins(
    candidate: Candidate, staff: Staff, intruder: Intruder, stage: Stage
) -> None:
    form = candidate.beforehand.submits_and_prints()
    for _ in ROUNDS:
        withdrawn, confirmed = race_for(form, candidate, staff.point(), intruder)
        assert withdrawn != confirmed
        assert record(stage)["state"] == ("confirmed" if confirmed else "draft")
        assert candidate.sees_flow().shows("confirmed" if confirmed else "draft")
        if confirmed:
            assert staff.site().beforehand.sends_back(candidate.profile.name, "再来一次").accepted
        form = candidate.beforehand.submits_and_prints()


def race_for(
    form: PrintedForm, candidate: Candidate, point: RegistrationPoint, intruder: Intruder
) -> tuple[bool, bool]:
    """Both pages lie open, both buttons are pressed at once: whether the withdrawal won, and the confirmation."""
    asked = candidate.beforehand.asks_to_withdraw()
    point.beforehand.looks_up(form.verification_code or "")
    opened = point.beforehand.page
    withdrawn, confirmed = together(
        lambda: intruder.presses("确认撤回", asked, candidate.beforehand),
        lambda: intruder.presses("确认", opened, point.beforehand),
    )
    return withdrawn.accepted, confirmed.accepted


@on_areas(AreaType.ONLINE_PAY)
@verifies("Q15", "D35", "R4.3b")
def test_of_two_screens_of_an_institution_one_decides(
    candidate: Candidate, staff: Staff, intruder: Intruder, stage: Stage
) -> None:
    candidate.beforehand.submits()
    for _ in ROUNDS:
        passed, rejected = decide_at_once(candidate, staff.institution(), staff.institution(), intruder)
        assert passed != rejected
        assert record(stage)["state"] == ("confirmed" if passed else "confirm-rejected")
        if passed:
            assert staff.site().beforehand.sends_back(candidate.profile.name, "再来一次").accepted
        assert candidate.beforehand.submits_again().accepted


def decide_at_once(candidate: Candidate, one: Institution, other: Institution, intruder: Intruder) -> tuple[bool, bool]:
    """One screen passes while the other rejects: whether either was carried out."""
    one.beforehand.opens(candidate.profile.name)
    other.beforehand.opens(candidate.profile.name)
    pages = one.beforehand.page, other.beforehand.page
    passed, rejected = together(
        lambda: intruder.presses("通过", pages[0], one.beforehand),
        lambda: intruder.presses("确认不通过", pages[1], other.beforehand, reason="材料不清晰"),
    )
    return passed.accepted, rejected.accepted


@verifies("Q70", "D35")
def test_two_clicks_at_once_make_one_version(candidate: Candidate, intruder: Intruder, stage: Stage) -> None:
    candidate.beforehand.fills_in_everything()
    for version in range(1, 1 + len(ROUNDS)):
        checking = candidate.beforehand.opens_submission()
        together(*[lambda page=checking: intruder.presses("提交报名信息", page, candidate.beforehand)] * 3)
        assert (record(stage)["state"], record(stage)["version"]) == ("submitted", version)
        assert candidate.beforehand.withdraws().accepted


@verifies("Q15", "Q48", "D35")
def test_what_is_submitted_is_what_was_checked_however_an_edit_comes_in_between(
    candidate: Candidate, intruder: Intruder, stage: Stage
) -> None:
    candidate.beforehand.fills_in_everything()
    for number in ROUNDS:
        submitted, shown = edit_and_submit_at_once(candidate, intruder, f"柳湖路{number}号")
        assert record(stage)["state"] == ("submitted" if submitted else "draft")
        if submitted:
            assert candidate.beforehand.sees_submitted_facts().get("地址", "") == shown
            assert candidate.beforehand.withdraws().accepted


def edit_and_submit_at_once(candidate: Candidate, intruder: Intruder, address: str) -> tuple[bool, str]:
    """One tab submits what it shows while another saves another address: whether it was submitted, and the shown address."""
    editing = candidate.beforehand.opens_contact_page()
    checking = candidate.beforehand.opens_submission()
    submitted, _ = together(
        lambda: intruder.presses("提交报名信息", checking, candidate.beforehand),
        lambda: intruder.presses("提交", editing, candidate.beforehand, address=address),
    )
    return submitted.accepted, checking.facts.get("地址", "")
