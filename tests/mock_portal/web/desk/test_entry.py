"""The door of the desks: signing in, where each role comes out, and signing out."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mock_portal.domain.terms import Role
from mock_portal.portal import Portal
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import PASSWORD, a_desk
from tests.mock_portal.web.desk.screen import refusal_of
from tests.mock_portal.world import Clock, an_app

FIRST_DESKS = {
    Role.POINT: "/desk/confirmation",
    Role.INSTITUTION: "/desk/materials",
    Role.SITE: "/desk/confirmation",
    Role.AREA: "/desk/area-review",
    Role.CENTER: "/desk/projects",
}


def signs_in(portal: Portal, project_id: int, role: Role, *, password: str = PASSWORD, address: str = "") -> Browser:
    """A browser at the door that tries to get in."""
    staff = a_desk(portal, project_id, role)
    username = f"{role.value}-{project_id}-{staff.area}-{staff.city}-{staff.unit}"[:40]
    browser = Browser(an_app(portal)).open(address or "/desk/sign-in")
    return browser.press("登录", username=username, password=password)


@pytest.mark.parametrize(("role", "address"), FIRST_DESKS.items())
def test_each_role_comes_out_at_its_first_desk(portal: Portal, project_id: int, role: Role, address: str) -> None:
    desk = signs_in(portal, project_id, role)

    assert (desk.address, desk.status) == (address, 200)


def test_a_wrong_password_is_refused_and_the_name_stays(portal: Portal, project_id: int) -> None:
    door = signs_in(portal, project_id, Role.POINT, password="wrong")

    assert (refusal_of(door), door.status) == ("wrong-password", 422)
    assert 'value="registration-point-' in door.html
    assert 'wrong"' not in door.html


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/desk/\\evil.example", "/account/"])
def test_nobody_is_led_off_the_desks(portal: Portal, project_id: int, elsewhere: str) -> None:
    desk = signs_in(portal, project_id, Role.POINT, address=f"/desk/sign-in?next={elsewhere}")

    assert desk.address == "/desk/confirmation"


def test_the_door_lets_no_link_say_what_was_done(portal: Portal, project_id: int) -> None:
    address = "/desk/sign-in?next=/desk/confirmation%3Fdone%3Ddesk-confirmed"
    desk = signs_in(portal, project_id, Role.POINT, address=address)

    assert desk.address == "/desk/confirmation"
    assert "该考生报名确认通过" not in desk.html


def test_a_desk_asks_to_sign_in_first(portal: Portal) -> None:
    visitor = Browser(an_app(portal)).open("/desk/site-review")

    assert visitor.address.startswith("/desk/sign-in")


def test_whoever_had_to_sign_in_first_comes_to_the_desk_that_was_asked_for(portal: Portal, project_id: int) -> None:
    door = Browser(an_app(portal)).open("/desk/accounts").address
    desk = signs_in(portal, project_id, Role.SITE, address=door)

    assert (desk.address, desk.status) == ("/desk/accounts", 200)


def test_signing_out_ends_the_session(at: Callable[..., Browser]) -> None:
    desk = at(Role.POINT).open("/desk/confirmation").press("退出登录")

    assert desk.open("/desk/confirmation").address.startswith("/desk/sign-in")


def test_a_form_sent_after_the_session_ended_leads_back_to_the_door_of_the_desks(
    at: Callable[..., Browser], clock: Clock
) -> None:
    desk = at(Role.AREA).open("/desk/settings")
    clock.advance(timedelta(hours=1))

    desk.press("保存")

    assert refusal_of(desk) == "session-expired"
    assert desk.follow("登录").heading == "工作人员登录"
