"""考试项目 and 报名数据 as the center sees them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mock_portal.domain.calendar import whole_days
from mock_portal.domain.terms import Role, State
from mock_portal.portal import Portal
from mock_portal.store.projects import find_area, find_project, save_area
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment
from tests.mock_portal.web.desk.screen import messages, refusal_of
from tests.mock_portal.world import Clock, an_online_area

EXTENDED = whole_days(date(2022, 12, 30), date(2023, 1, 14))


@pytest.fixture
def desk(at: Callable[..., Browser]) -> Browser:
    """The project, open at the center's desk."""
    return at(Role.CENTER, area="", city="").open("/desk/projects")


def test_a_new_deadline_reaches_the_areas_that_had_the_old_one(portal: Portal, project_id: int, desk: Browser) -> None:
    online = an_online_area()
    own = replace(
        online, timetable=replace(online.timetable, registration=whole_days(date(2023, 1, 1), date(2023, 1, 20)))
    )
    with portal.writing() as tx:
        save_area(tx, project_id, own, revision=1)

    desk.press("保存", closes="2023-01-14 24:00", exam_date="2023-05-13")

    assert messages(desk) == ["考试项目已保存，立即生效。"]
    with portal.reading() as tx:
        project = find_project(tx, project_id)
        hunan, tianjin = find_area(tx, project_id, "湖南省"), find_area(tx, project_id, "天津市")
    assert project
    assert hunan
    assert tianjin
    assert (project.registration, project.exam_date) == (EXTENDED, date(2023, 5, 13))
    assert hunan[0].timetable.registration == EXTENDED
    assert tianjin[0] == own


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("title", " ", "请填写考试项目名称，不超过100字"),
        ("closes", "2022-12-30 00:00", "须晚于开始时间"),
        ("closes", "2023-01-16 00:01", "不得晚于报名确认截至时间（2023-01-15 24:00）"),
        ("exam_date", "2023-02-30", "请填写日期，例如 2023-04-15"),
    ],
)
def test_a_wrong_particular_is_named(desk: Browser, field: str, typed: str, problem: str) -> None:
    wrong: dict[str, Any] = {field: typed}

    desk.press("保存", **wrong)

    assert (refusal_of(desk), desk.status) == ("settings-invalid", 422)
    assert problem in desk.text


def test_the_areas_are_counted_by_state(portal: Portal, project_id: int, desk: Browser) -> None:
    a_submitted_enrollment(portal, project_id, 1)
    a_submitted_enrollment(portal, project_id, 2, state=State.CONFIRMED)

    assert counts(desk) == {"湖南省": {"待报名确认": "1", "待考点初审": "1"}}


def test_who_has_missed_a_deadline_is_counted_as_having_abandoned(
    portal: Portal, project_id: int, at: Callable[..., Browser], clock: Clock
) -> None:
    a_submitted_enrollment(portal, project_id, 1)
    a_submitted_enrollment(portal, project_id, 2, state=State.APPROVED)
    with portal.reading() as tx:
        found = find_area(tx, project_id, "湖南省")
    assert found

    clock.now = found[0].timetable.confirmation.closes
    after_confirmation = counts(at(Role.CENTER, area="", city=""))
    clock.now = found[0].timetable.payment.closes

    assert after_confirmation == {"湖南省": {"资格审核通过": "1", "自动放弃": "1"}}
    assert counts(at(Role.CENTER, area="", city="", unit="colleague")) == {"湖南省": {"自动放弃": "2"}}


def counts(desk: Browser) -> dict[str, dict[str, str]]:
    """报名进度: area by area the states in which there is somebody."""
    table = desk.open("/desk/projects").page.css("table")[-1]
    _, *heads = (cell.text() for cell in table.css("thead th"))
    rows = [[cell.text() for cell in row.css("td")] for row in table.css("tbody tr")]
    found = {
        area: {head: words for head, words in zip(heads, numbers, strict=True) if words != "0"}
        for area, *numbers in rows
    }
    return {area: numbers for area, numbers in found.items() if numbers}


def test_the_records_are_downloaded_as_a_file(portal: Portal, project_id: int, desk: Browser) -> None:
    a_submitted_enrollment(portal, project_id)

    desk.open("/desk/records").follow("下载报名数据")

    assert desk.answer.headers["Content-Disposition"] == f"attachment; filename=records-{project_id}.csv"
    assert desk.answer.mimetype == "text/csv"
    assert "CODE00000101" in desk.html


@pytest.mark.parametrize("address", ["/desk/records.csv", "/desk/projects", "/desk/records"])
def test_nobody_but_the_center_gets_at_all_records(at: Callable[..., Browser], address: str) -> None:
    desk = at(Role.AREA).open(address)

    assert (refusal_of(desk), desk.status) == ("forbidden", 403)
