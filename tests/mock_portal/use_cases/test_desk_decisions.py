"""Decisions at the desks against a store: what they change, what they leave alone, what the audit says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.confirmation import Sight
from mock_portal.domain.terms import Confirmation, Event, Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.use_cases.confirmation import Form, confirm_form, judge_materials, look_up_form, refuse_form
from mock_portal.use_cases.decisions import Decided
from mock_portal.use_cases.review import review
from tests.mock_portal.desks import a_desk, a_submitted_enrollment, set_columns, sight_of
from tests.mock_portal.world import a_clock, a_project, crowded

CODE = "CODE00000101"


@pytest.fixture
def project_id(portal: Portal) -> int:
    """A project with an on-site and an online area."""
    return a_project(portal)


def refused_because(answer: object) -> Reason:
    """The reason of what must be a refusal."""
    assert isinstance(answer, Refusal)
    return answer.reason


def test_the_point_confirms_the_form_and_the_audit_names_it(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    point = a_desk(portal, project_id, Role.POINT)

    answer = confirm_form(portal, point, Form(f" {CODE.lower()} ", sight_of(portal, filled)))

    assert isinstance(answer, Decided)
    assert filled.case(portal).state is State.CONFIRMED
    with portal.reading() as tx:
        line = tx.execute(select(s.audit)).one()
    assert (line.who, line.event, line.to_state, line.version) == (
        f"registration-point（编号 {point.id}）",
        "confirm",
        "confirmed",
        1,
    )


def test_a_decision_that_came_in_time_holds_however_long_it_has_to_wait(portal: Portal, project_id: int) -> None:
    form, scans, reviewed = (
        a_submitted_enrollment(portal, project_id, 1),
        a_submitted_enrollment(portal, project_id, 2, confirmation=Confirmation.ONLINE),
        a_submitted_enrollment(portal, project_id, 3, state=State.CONFIRMED),
    )
    point, institution, site = (a_desk(portal, project_id, role) for role in (Role.POINT, Role.INSTITUTION, Role.SITE))
    seen = [sight_of(portal, filled) for filled in (form, scans, reviewed)]
    clock, came = a_clock(portal), portal.now()
    late = crowded(portal, came + timedelta(days=365))

    answers = [confirm_form(late, point, Form(CODE, seen[0]))]
    clock.now = came
    answers.append(judge_materials(late, institution, scans.enrollment_id, Event.CONFIRM, seen[1]))
    clock.now = came
    answers.append(review(late, site, reviewed.enrollment_id, Event.PASS_SITE, seen[2]))

    assert all(isinstance(answer, Decided) for answer in answers)


def test_a_refusal_at_the_desk_leaves_the_submission_standing_with_its_reason(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    point = a_desk(portal, project_id, Role.POINT)

    refuse_form(portal, point, Form(CODE, sight_of(portal, filled)), "毕业证书复印件不清晰")

    case = filled.case(portal)
    assert (case.state, case.enrollment.reason, case.enrollment.code) == (State.SUBMITTED, "毕业证书复印件不清晰", CODE)


def test_a_confirmation_takes_an_earlier_reason_away(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, reason="毕业证书复印件不清晰")
    point = a_desk(portal, project_id, Role.POINT)

    confirm_form(portal, point, Form(CODE, sight_of(portal, filled)))

    assert filled.case(portal).enrollment.reason == ""


def test_the_site_confirms_like_the_point(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)

    confirm_form(portal, a_desk(portal, project_id, Role.SITE), Form(CODE, sight_of(portal, filled)))

    assert filled.case(portal).state is State.CONFIRMED


def test_an_unknown_code_is_an_unknown_form(portal: Portal, project_id: int) -> None:
    answer = confirm_form(portal, a_desk(portal, project_id, Role.POINT), Form("NOSUCHCODE01", Sight(1, 0)))

    assert refused_because(answer) is Reason.UNKNOWN_FORM


def test_a_form_of_another_project_is_unknown(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    stranger = a_desk(portal, a_project(portal), Role.POINT)

    assert refused_because(confirm_form(portal, stranger, Form(CODE, sight_of(portal, filled)))) is Reason.UNKNOWN_FORM


def test_the_desk_of_another_city_neither_sees_nor_confirms_the_form(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    stranger = a_desk(portal, project_id, Role.POINT, city="株洲市")

    assert refused_because(look_up_form(portal, stranger, CODE)) is Reason.OUT_OF_SCOPE
    assert refused_because(confirm_form(portal, stranger, Form(CODE, sight_of(portal, filled)))) is Reason.OUT_OF_SCOPE
    assert filled.case(portal).state is State.SUBMITTED


def test_a_form_looked_at_before_it_was_submitted_again_is_stale(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    seen = sight_of(portal, filled)
    set_columns(portal, filled, version=2, code="CODE00000102", revision=2)

    answer = confirm_form(portal, a_desk(portal, project_id, Role.POINT), Form(CODE, seen))

    assert refused_because(answer) is Reason.STALE_FORM


def test_a_decision_upon_a_version_that_was_not_on_the_screen_is_refused(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    seen = sight_of(portal, filled)
    set_columns(portal, filled, version=2, revision=2)

    answer = confirm_form(portal, a_desk(portal, project_id, Role.POINT), Form(CODE, seen))

    assert refused_because(answer) is Reason.CHANGED_MEANWHILE


def test_the_institution_passes_materials(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    institution = a_desk(portal, project_id, Role.INSTITUTION)

    judge_materials(portal, institution, filled.enrollment_id, Event.CONFIRM, sight_of(portal, filled))

    assert filled.case(portal).state is State.CONFIRMED


def test_a_rejection_of_materials_kills_the_code_and_keeps_the_reason(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    institution, seen = a_desk(portal, project_id, Role.INSTITUTION), sight_of(portal, filled)

    judge_materials(portal, institution, filled.enrollment_id, Event.REJECT_ONLINE, seen, reason="学历证明不清晰")

    case = filled.case(portal)
    assert (case.state, case.enrollment.code) == (State.CONFIRM_REJECTED, None)
    assert case.enrollment.reason == "学历证明不清晰"


def test_a_rejection_without_a_reason_changes_nothing(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    institution, seen = a_desk(portal, project_id, Role.INSTITUTION), sight_of(portal, filled)

    answer = judge_materials(portal, institution, filled.enrollment_id, Event.REJECT_ONLINE, seen, reason="  ")

    assert refused_because(answer) is Reason.REASON_MISSING
    assert filled.case(portal).state is State.SUBMITTED


def test_both_reviews_follow_each_other_to_approval(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)
    site, area = a_desk(portal, project_id, Role.SITE), a_desk(portal, project_id, Role.AREA)

    early = review(portal, area, filled.enrollment_id, Event.PASS_AREA, sight_of(portal, filled))
    review(portal, site, filled.enrollment_id, Event.PASS_SITE, sight_of(portal, filled))
    review(portal, area, filled.enrollment_id, Event.PASS_AREA, sight_of(portal, filled))

    assert refused_because(early) is Reason.NOT_IN_TURN
    assert filled.case(portal).state is State.APPROVED


def test_sending_back_kills_the_code_and_keeps_the_reason(portal: Portal, project_id: int) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)
    site = a_desk(portal, project_id, Role.SITE)

    review(portal, site, filled.enrollment_id, Event.SEND_BACK, sight_of(portal, filled), reason="报考专业有误")

    case = filled.case(portal)
    assert (case.state, case.enrollment.code, case.enrollment.reason) == (State.DRAFT, None, "报考专业有误")
    assert case.enrollment.version == 1


def test_an_enrollment_that_does_not_exist_is_not_found(portal: Portal, project_id: int) -> None:
    answer = review(portal, a_desk(portal, project_id, Role.SITE), 4711, Event.PASS_SITE, Sight(1, 0))

    assert refused_because(answer) is Reason.NOT_FOUND


@pytest.mark.parametrize("state", [State.SITE_PASSED, State.APPROVED])
def test_the_second_of_two_area_officers_with_the_same_page_is_refused(
    portal: Portal, project_id: int, state: State
) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=state)
    area, seen = a_desk(portal, project_id, Role.AREA), sight_of(portal, filled)
    first = Event.PASS_AREA if state is State.SITE_PASSED else Event.FAIL_AREA

    assert isinstance(review(portal, area, filled.enrollment_id, first, seen, reason="抽查"), Decided)
    second = review(portal, area, filled.enrollment_id, Event.FAIL_AREA, seen, reason="抽查不符")

    assert refused_because(second) in {Reason.CHANGED_MEANWHILE, Reason.NOT_IN_TURN}
