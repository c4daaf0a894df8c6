"""材料审核, 考点初审 and 考区终审 as the staff see them."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert

from mock_portal.domain.terms import Confirmation, Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.files import add_file
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment, set_columns
from tests.mock_portal.web.desk.screen import buttons, messages, refusal_of
from tests.mock_portal.world import Clock, Filled

At = Callable[..., Browser]


def a_material(portal: Portal, filled: Filled, name: str = "毕业证书.jpg", media_type: str = "image/jpeg") -> int:
    """One uploaded file of an enrollment; its id."""
    with portal.writing() as tx:
        file_id = add_file(tx, name, media_type, b"content")
        row = {
            "enrollment_id": filled.enrollment_id,
            "kind": "毕业证书",
            "file_id": file_id,
            "uploaded_at": portal.now(),
        }
        tx.execute(insert(s.material), row)
    return file_id


def test_the_institution_looks_at_the_materials_and_passes_them(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    a_material(portal, filled)

    desk = at(Role.INSTITUTION).open("/desk/materials").follow("张明")
    desk.follow("毕业证书.jpg")
    assert desk.answer.data == b"content"
    assert desk.answer.headers["Content-Disposition"].startswith("inline")
    desk.open(f"/desk/materials/{filled.enrollment_id}").press("通过")

    assert messages(desk) == ["材料审核通过，该考生报名确认通过。"]
    assert filled.case(portal).state is State.CONFIRMED


def test_a_sheet_begins_with_whose_it_is(portal: Portal, project_id: int, at: At) -> None:
    a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    desk = at(Role.INSTITUTION).open("/desk/materials").follow("张明")
    assert [term.text() for term in desk.page.css("main dt")[:2]] == ["姓名", "证件号码"]


def test_a_rejection_needs_a_reason_and_returns_to_the_queue(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    desk = at(Role.INSTITUTION).open("/desk/materials").follow("张明")

    assert refusal_of(desk.press("确认不通过")) == "reason-missing"
    assert refusal_of(desk.press("确认不通过", reason="\u200b ")) == "reason-missing"
    desk.press("确认不通过", reason="毕业证书不清晰")

    assert filled.case(portal).state is State.CONFIRM_REJECTED
    assert filled.case(portal).enrollment.reason == "毕业证书不清晰"


def test_the_institution_is_warned_when_a_rejection_can_no_longer_be_repaired(
    portal: Portal, project_id: int, at: At, clock: Clock
) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    clock.now = filled.case(portal).area.timetable.resubmission.closes

    assert "考生将不能补正" in at(Role.INSTITUTION).open(f"/desk/materials/{filled.enrollment_id}").html


@pytest.mark.parametrize(
    ("role", "address", "state"),
    [
        (Role.SITE, "/desk/site-review", State.CONFIRMED),
        (Role.AREA, "/desk/area-review", State.SITE_PASSED),
    ],
)
def test_a_review_ends_where_its_button_says(
    portal: Portal, project_id: int, at: At, *, role: Role, address: str, state: State
) -> None:
    passed = a_submitted_enrollment(portal, project_id, 1, state=state)
    failed = a_submitted_enrollment(portal, project_id, 2, state=state)
    desk = at(role)

    desk.open(address).follow("张明").press("通过")
    desk.follow("张明2").press("不通过", reason="工作年限不足")

    after = {Role.SITE: State.SITE_PASSED, Role.AREA: State.APPROVED}
    assert passed.case(portal).state is after[role]
    assert failed.case(portal).state is State.REVIEW_REJECTED


def test_the_area_says_that_it_is_not_its_turn_before_the_site_has_passed(
    portal: Portal, project_id: int, at: At
) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)

    desk = at(Role.AREA).open(f"/desk/area-review/{filled.enrollment_id}")

    assert refusal_of(desk) == "not-in-turn"
    assert buttons(desk) == []


def test_an_approval_can_be_overturned(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.APPROVED)

    desk = at(Role.AREA).open("/desk/area-review?state=approved").follow("张明")
    assert buttons(desk) == ["不通过"]
    desk.press("不通过", reason="抽查发现材料不实")

    assert filled.case(portal).state is State.REVIEW_REJECTED


def test_the_site_sends_back_what_the_area_rejected(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.REVIEW_REJECTED)

    desk = at(Role.SITE).open("/desk/site-review?state=review-rejected").follow("张明")
    assert buttons(desk) == ["退回"]
    desk.press("退回", reason="请补充工作证明")

    assert (filled.case(portal).state, filled.case(portal).enrollment.code) == (State.DRAFT, None)


def test_a_refused_decision_stays_on_the_page_with_the_typed_reason(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)
    desk = at(Role.SITE).open(f"/desk/site-review/{filled.enrollment_id}")
    set_columns(portal, filled, revision=9)

    desk.press("不通过", reason="学历不符")

    assert (refusal_of(desk), desk.status) == ("changed-meanwhile", 409)
    assert "学历不符" in desk.html


def test_the_history_names_who_did_what_when(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)
    desk = at(Role.SITE).open(f"/desk/site-review/{filled.enrollment_id}")
    desk.press("不通过", reason="学历不符").open(f"/desk/site-review/{filled.enrollment_id}")

    cells = [cell.text() for cell in desk.page.css("table")[-1].css("tbody td")]

    assert cells[:2] == ["2023-01-05 10:00", "考点初审不通过"]
    assert cells[3:6] == ["1", "待考点初审 → 资格审核不通过", "学历不符"]


def test_an_id_number_opens_its_holder_and_a_strangers_does_not(portal: Portal, project_id: int, at: At) -> None:
    own = a_submitted_enrollment(portal, project_id, 1, state=State.CONFIRMED)
    other = a_submitted_enrollment(portal, project_id, 2, city="株洲市")
    desk = at(Role.SITE).open("/desk/site-review")

    assert own.person.id_number in desk.press("查询", id_number=own.person.id_number.lower()).html
    refused = desk.open("/desk/site-review").press("查询", id_number=other.person.id_number)
    assert (refusal_of(refused), refused.status) == ("out-of-scope", 403)
    unknown = desk.open("/desk/site-review").press("查询", id_number="110101199003070038")
    assert refusal_of(unknown) == "no-such-candidate"


@pytest.mark.parametrize("role", [Role.SITE, Role.AREA])
def test_what_lies_outside_the_scope_is_not_found(portal: Portal, project_id: int, at: At, role: Role) -> None:
    online = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    file_id, number = a_material(portal, online), online.enrollment_id
    desk, address = at(role), {Role.SITE: "/desk/site-review", Role.AREA: "/desk/area-review"}[role]

    for path in (
        f"{address}/{number}",
        f"/desk/enrollments/{number}/photo",
        f"/desk/enrollments/{number}/materials/{file_id}",
    ):
        assert (refusal_of(desk.open(path)), desk.status) == ("not-found", 404)


def test_a_material_is_served_only_under_its_own_enrollment(portal: Portal, project_id: int, at: At) -> None:
    own = a_submitted_enrollment(portal, project_id, 1, confirmation=Confirmation.ONLINE)
    file_id = a_material(portal, a_submitted_enrollment(portal, project_id, 2, confirmation=Confirmation.ONLINE))

    desk = at(Role.INSTITUTION).open(f"/desk/enrollments/{own.enrollment_id}/materials/{file_id}")

    assert desk.status == 404


def test_a_file_of_an_unusual_type_is_only_for_saving(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)
    file_id = a_material(portal, filled, "毕业证书.html", "text/html")

    desk = at(Role.INSTITUTION).open(f"/desk/enrollments/{filled.enrollment_id}/materials/{file_id}")

    assert desk.answer.headers["Content-Disposition"].startswith("attachment")
    assert desk.answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("place", ["", "x", "1-", "-1", "99999999999999999999-1", "1-99999999999"])
def test_a_nonsense_place_in_the_queue_begins_at_the_beginning(at: At, place: str) -> None:
    assert at(Role.SITE).open(f"/desk/site-review?after={place}&state=nonsense").status == 200
