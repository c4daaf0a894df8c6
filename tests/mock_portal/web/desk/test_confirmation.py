"""报名确认 at the counter, as the staff see it."""

from collections.abc import Callable

import pytest

from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment, set_columns
from tests.mock_portal.web.desk.screen import messages, refusal_of
from tests.mock_portal.world import Clock

CODE = "CODE00000101"
At = Callable[..., Browser]


@pytest.mark.parametrize("role", [Role.POINT, Role.SITE])
def test_a_typed_code_shows_the_submitted_version_and_confirms_it(
    portal: Portal, project_id: int, at: At, role: Role
) -> None:
    filled = a_submitted_enrollment(portal, project_id)

    desk = at(role).open("/desk/confirmation").press("查询", code="code 000001 01")
    assert filled.person.id_number in desk.html
    assert "长沙市芙蓉区仁和诊所" in desk.html
    desk.press("确认")

    assert messages(desk) == ["已确认，该考生报名确认通过。"]
    assert filled.case(portal).state is State.CONFIRMED
    assert filled.person.id_number not in desk.html


def test_the_photo_of_the_submission_can_be_looked_at(portal: Portal, project_id: int, at: At) -> None:
    a_submitted_enrollment(portal, project_id)
    desk = at(Role.POINT).open(f"/desk/confirmation?code={CODE}")

    photo = desk.page.css("img[alt=考生照片]")[0]
    desk.open(photo.attributes["src"] or "")

    assert desk.answer.mimetype == "image/jpeg"


def test_a_refusal_needs_a_reason_and_keeps_it_for_the_candidate(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    desk = at(Role.POINT).open(f"/desk/confirmation?code={CODE}")

    assert refusal_of(desk.press("不予确认")) == "reason-missing"
    desk.press("不予确认", reason="<b>照片</b>不符")

    assert messages(desk) == ["已登记不予确认，原因将展示给考生。"]
    assert filled.case(portal).enrollment.reason == "<b>照片</b>不符"
    assert "<b>照片" not in desk.html


@pytest.mark.parametrize(
    ("columns", "code", "refusal", "status"),
    [
        pytest.param({"reason": ""}, "NOSUCHCODE01", "unknown-form", 404, id="unknown"),
        pytest.param({"version": 2, "code": "CODE00000102"}, CODE, "stale-form", 409, id="outdated"),
        pytest.param({"state": "draft", "code": None}, CODE, "stale-form", 409, id="withdrawn"),
        pytest.param({"city": "株洲市"}, CODE, "out-of-scope", 403, id="of another city"),
    ],
)
def test_a_form_that_is_no_good_shows_no_data(
    portal: Portal, project_id: int, at: At, *, columns: dict[str, object], code: str, refusal: str, status: int
) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    set_columns(portal, filled, **columns)

    desk = at(Role.POINT).open(f"/desk/confirmation?code={code}")

    assert (refusal_of(desk), desk.status) == (refusal, status)
    assert "人民路1号" not in desk.html


def test_a_page_from_before_a_resubmission_confirms_nothing(portal: Portal, project_id: int, at: At) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    desk = at(Role.POINT).open(f"/desk/confirmation?code={CODE}")
    set_columns(portal, filled, version=2, code="CODE00000102", revision=2)

    desk.press("确认")

    assert refusal_of(desk) == "stale-form"
    assert filled.case(portal).state is State.SUBMITTED


def test_a_confirmed_form_says_so_and_offers_no_button(portal: Portal, project_id: int, at: At) -> None:
    a_submitted_enrollment(portal, project_id, state=State.CONFIRMED)

    desk = at(Role.POINT).open(f"/desk/confirmation?code={CODE}")

    assert refusal_of(desk) == "not-in-turn"
    assert not [b for b in desk.page.css("button") if b.text().strip() == "确认"]


def test_without_the_form_an_enrollment_can_be_read_but_not_confirmed(portal: Portal, project_id: int, at: At) -> None:
    a_submitted_enrollment(portal, project_id)

    desk = at(Role.POINT).open("/desk/confirmation").follow("张明")

    assert "未出示报名表" in desk.html
    assert CODE not in desk.html
    assert not [b for b in desk.page.css("button") if b.text().strip() == "确认"]


def test_after_the_window_nothing_waits_and_the_form_is_refused(
    portal: Portal, project_id: int, at: At, clock: Clock
) -> None:
    filled = a_submitted_enrollment(portal, project_id)
    clock.now = filled.case(portal).area.timetable.confirmation.closes
    desk = at(Role.POINT)

    assert "没有待办理的考生" in desk.open("/desk/confirmation").html
    assert refusal_of(desk.open(f"/desk/confirmation?code={CODE}")) == "confirmation-closed"


def test_an_institution_has_no_business_at_the_counter(at: At) -> None:
    desk = at(Role.INSTITUTION).open("/desk/confirmation")

    assert (refusal_of(desk), desk.status) == ("forbidden", 403)
