"""Desks for tests: staff of every role, submitted enrollments in any state, and a browser at a desk."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import insert, update

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.printed_form import content_of, encode
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.domain.terms import EDITABLE, Confirmation, Role, State
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.sessions import begin_session
from mock_portal.use_cases.form_state import form_facts
from mock_portal.use_cases.staff import add_staff
from mock_portal.web.visits import STAFF_COOKIE
from tests.mock_portal.browser import Browser
from tests.mock_portal.world import Filled, a_filled_enrollment, an_account, an_area, an_online_area

PASSWORD = "Desk-2023"


def a_desk(portal: Portal, project_id: int, role: Role, **place: str) -> Staff:
    """Somebody of that role where the first city of the usual area is, unless ``place`` says otherwise."""
    online = role is Role.INSTITUTION
    usual = {"area": "天津市", "city": "和平区"} if online else {"area": "湖南省", "city": "长沙市"}
    units = {Role.POINT: "长沙市中心医院", Role.INSTITUTION: "和平区卫生健康委"}
    chosen = usual | {"unit": units.get(role, "")} | place
    username = f"{role.value}-{project_id}-{'-'.join(chosen.values())}"[:40]
    return add_staff(portal, project_id, role, username=username, password=PASSWORD, name=role.value, **chosen)


def a_submitted_enrollment(
    portal: Portal,
    project_id: int,
    number: int = 1,
    *,
    confirmation: Confirmation = Confirmation.ON_SITE,
    state: State = State.SUBMITTED,
    area: Area | None = None,
    **columns: Any,
) -> Filled:
    """The enrollment of the person of that number, submitted once and brought to ``state``."""
    area = area or (an_area() if confirmation is Confirmation.ON_SITE else an_online_area())
    code = f"CODE{number:06d}01"
    row: dict[str, Any] = {
        "state": state.value,
        "version": 1,
        "code": None if state in EDITABLE else code,
        "submitted_at": portal.now(),
    }
    person = an_account(portal, number)
    filled = a_filled_enrollment(portal, project_id, person, area=area, **row | columns)
    submission = {
        "enrollment_id": filled.enrollment_id,
        "version": 1,
        "code": code,
        "submitted_at": portal.now(),
        "content": _content(portal, filled.case(portal)),
        "photo_file": person.photo_file,
    }
    with portal.writing() as tx:
        tx.execute(insert(s.submission), submission)
    return filled


def _content(portal: Portal, case: Case) -> Mapping[str, Any]:
    """What would have been submitted."""
    with portal.reading() as tx:
        return encode(content_of(case, form_facts(tx, case, portal.parts(case).rules), ()))


def set_columns(portal: Portal, filled: Filled, **columns: Any) -> None:
    """Change single columns of an enrollment behind everybody's back."""
    with portal.writing() as tx:
        tx.execute(update(s.enrollment).where(s.enrollment.c.id == filled.enrollment_id).values(**columns))


def sight_of(portal: Portal, filled: Filled) -> Sight:
    """What somebody sees who looks at the enrollment now."""
    enrollment = filled.case(portal).enrollment
    return Sight(enrollment.version, enrollment.revision)


def browser_at(app: Flask, staff: Staff) -> Browser:
    """A browser in which this member of staff is signed in."""
    browser = Browser(app)
    portal: Portal = app.extensions["portal"]
    token = f"desk-token-{staff.id}"
    with portal.writing() as tx:
        begin_session(tx, token, portal.now(), staff_id=staff.id)
    browser.client.set_cookie(STAFF_COOKIE, token, path="/desk")
    return browser
