"""Cases for tests of desk rules: an enrollment in any state at any moment, without a store."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case, Enrollment, Person, Project
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import EDITABLE, Role, State
from tests.mock_portal.world import (
    EXAM_DATE,
    MID_REGISTRATION,
    REGISTRATION,
    TITLE,
    an_area,
    an_online_area,
    resident_id,
)

CODE = "ABCDEFGHJK01"
PROJECT = Project(1, TITLE, REGISTRATION, EXAM_DATE)
PERSON = Person(1, "candidate1", "张明", "居民身份证", resident_id(1), "男", None, "中国", wechat_bound=True)


def a_case(
    state: State = State.SUBMITTED, *, online: bool = False, now: datetime = MID_REGISTRATION, area: Area | None = None
) -> Case:
    """An enrollment of the usual area's first city, submitted once."""
    area = area or (an_online_area() if online else an_area())
    city = area.cities[0]
    enrollment = Enrollment(
        id=7,
        project_id=1,
        account_id=1,
        state=state,
        area=area.name,
        city=city.name,
        institution=city.open_institutions[0] if area.confirms_online else "",
        version=1,
        code=None if state in EDITABLE else CODE,
        submitted_at=now,
        revision=3,
    )
    return Case(PROJECT, area, PERSON, enrollment, now)


def changed(case: Case, **fields: Any) -> Case:
    """The same case with other fields of its enrollment."""
    return replace(case, enrollment=replace(case.enrollment, **fields))


def staff_for(case: Case, role: Role, **place: Any) -> Staff:
    """Somebody of that role in whose scope the case lies, unless ``place`` says otherwise."""
    own = Staff(5, 1, role, "经办人", case.area.name, case.enrollment.city, case.enrollment.institution)
    return replace(own, **place)
