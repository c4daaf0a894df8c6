"""Who may do what at which stage: the full product of roles, states and events, illegal cells included."""

from itertools import product

import pytest

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Sight
from mock_portal.domain.terms import Event, Role, State
from tests.mock_portal.cases import CODE, a_case, changed, staff_for

RULES = Rules()
STORED = [state for state in State if state is not State.ABANDONED]
AT_THE_COUNTER = {Event.CONFIRM, Event.REFUSE_AT_DESK}
UPON_MATERIALS = {Event.CONFIRM, Event.REJECT_ONLINE}
LEGAL_REVIEWS = {
    (Role.SITE, State.CONFIRMED, Event.PASS_SITE),
    (Role.SITE, State.CONFIRMED, Event.FAIL_SITE),
    (Role.SITE, State.CONFIRMED, Event.SEND_BACK),
    (Role.SITE, State.REVIEW_REJECTED, Event.SEND_BACK),
    (Role.SITE, State.CONFIRMED, Event.CORRECT),
    (Role.SITE, State.SITE_PASSED, Event.CORRECT),
    (Role.SITE, State.APPROVED, Event.CORRECT),
    (Role.SITE, State.PAID, Event.CORRECT),
    (Role.AREA, State.SITE_PASSED, Event.PASS_AREA),
    (Role.AREA, State.SITE_PASSED, Event.FAIL_AREA),
    (Role.AREA, State.APPROVED, Event.FAIL_AREA),
    (Role.AREA, State.PAID, Event.FAIL_AREA),
}


@pytest.mark.parametrize("online", [False, True], ids=["on-site", "online"])
@pytest.mark.parametrize(("role", "state", "event"), [*product(Role, STORED, Event)])
def test_a_review_is_legal_in_exactly_the_cells_of_the_table(
    role: Role, state: State, event: Event, *, online: bool
) -> None:
    case = a_case(state, online=online)

    refusal = RULES.review_refused(staff_for(case, role), case, event)

    assert (refusal is None) == ((role, state, event) in LEGAL_REVIEWS)


@pytest.mark.parametrize(("role", "state"), [*product(Role, STORED)])
def test_only_point_and_site_confirm_a_printed_form_and_only_while_it_is_submitted(role: Role, state: State) -> None:
    case = a_case(state)

    refusal = RULES.form_decision_refused(staff_for(case, role), case, CODE)

    assert (refusal is None) == (role in {Role.POINT, Role.SITE} and state is State.SUBMITTED)


@pytest.mark.parametrize(("role", "state"), [*product(Role, STORED)])
def test_only_the_chosen_institution_judges_materials_and_only_while_they_are_submitted(
    role: Role, state: State
) -> None:
    case = a_case(state, online=True)

    refusal = RULES.materials_decision_refused(staff_for(case, role), case)

    assert (refusal is None) == (role is Role.INSTITUTION and state is State.SUBMITTED)


@pytest.mark.parametrize("role", Role)
def test_nobody_confirms_without_the_form_where_a_form_is_needed(role: Role) -> None:
    case = a_case(online=False)

    refusal = RULES.materials_decision_refused(staff_for(case, role), case)

    assert reason(refusal) is Reason.FORBIDDEN


@pytest.mark.parametrize(
    ("role", "place"),
    [
        pytest.param(Role.POINT, {"city": "株洲市"}, id="point of another city"),
        pytest.param(Role.SITE, {"city": "株洲市"}, id="site of another city"),
        pytest.param(Role.SITE, {"area": "湖北省"}, id="city of that name in another area"),
        pytest.param(Role.AREA, {"area": "湖北省"}, id="another area"),
        pytest.param(Role.SITE, {"project_id": 2}, id="another project"),
        pytest.param(Role.CENTER, {"project_id": 2}, id="center of another project"),
    ],
)
@pytest.mark.parametrize("event", Event)
def test_a_desk_touches_nothing_outside_its_scope(role: Role, place: dict[str, object], event: Event) -> None:
    case = a_case(State.CONFIRMED)
    stranger = staff_for(case, role, **place)

    assert reason(RULES.review_refused(stranger, case, event)) is Reason.OUT_OF_SCOPE
    assert reason(RULES.form_decision_refused(stranger, case, CODE)) is Reason.OUT_OF_SCOPE
    assert reason(RULES.materials_decision_refused(stranger, case)) is Reason.OUT_OF_SCOPE


def test_another_institution_of_the_same_city_is_out_of_scope() -> None:
    case = a_case(online=True)

    refusal = RULES.materials_decision_refused(staff_for(case, Role.INSTITUTION, unit="河西区卫生健康委"), case)

    assert reason(refusal) is Reason.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(a_case(), None, id="current"),
        pytest.param(changed(a_case(), code="ABCDEFGHJK02", version=2), Reason.STALE_FORM, id="submitted again since"),
        pytest.param(changed(a_case(State.DRAFT), code=None), Reason.STALE_FORM, id="withdrawn since"),
        pytest.param(a_case(State.CONFIRMED), Reason.NOT_IN_TURN, id="confirmed already"),
    ],
)
def test_a_form_is_good_only_as_the_latest_submission(case: Case, expected: Reason | None) -> None:
    refusal = RULES.form_decision_refused(staff_for(case, Role.POINT), case, CODE)

    assert reason(refusal) is expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param(Sight(1, 3), None, id="as it stands"),
        pytest.param(Sight(0, 3), Reason.CHANGED_MEANWHILE, id="an older version"),
        pytest.param(Sight(1, 2), Reason.CHANGED_MEANWHILE, id="before another decision"),
    ],
)
def test_a_desk_decides_only_upon_what_it_has_seen(seen: Sight, expected: Reason | None) -> None:
    assert reason(RULES.version_refused(a_case(), seen)) is expected


@pytest.mark.parametrize(
    ("event", "needed"),
    [
        (Event.CONFIRM, False),
        (Event.PASS_SITE, False),
        (Event.PASS_AREA, False),
        (Event.REFUSE_AT_DESK, True),
        (Event.REJECT_ONLINE, True),
        (Event.FAIL_SITE, True),
        (Event.FAIL_AREA, True),
        (Event.SEND_BACK, True),
        (Event.CORRECT, True),
    ],
)
def test_whoever_says_no_says_why(event: Event, *, needed: bool) -> None:
    assert (reason(RULES.grounds_refused(event, " \n ")) is Reason.REASON_MISSING) == needed
    assert RULES.grounds_refused(event, "材料不清晰") is None


def reason(refusal: Refusal | None) -> Reason | None:
    """The stable id of a refusal, if it is one."""
    return refusal.reason if refusal else None
