"""The control surface for people: which projects there are, what time it is in them, and a way to travel."""

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.rules.standing import moment
from mock_portal.store.stage import projects_under_test
from mock_portal.use_cases import stage
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.control import blueprint
from mock_portal.web.pages import show_page
from mock_portal.web.visits import portal

JUMPS = (("一小时", timedelta(hours=1)), ("一天", timedelta(days=1)), ("一周", timedelta(weeks=1)))


@blueprint.get("/")
def home() -> str:
    """All projects with their clocks."""
    return show_home()


def show_home(problem: str = "", typed: str = "") -> str:
    """The page, with what was wrong about the last wish, if anything."""
    with portal().reading() as tx:
        projects = [describe(row) for row in projects_under_test(tx)]
    return show_page(
        "control/home.html", heading="演练控制台", projects=projects, jumps=JUMPS, problem=problem, typed=typed
    )


def describe(row: Any) -> dict[str, Any]:
    """One project as the page shows it."""
    now = portal().now() + timedelta(microseconds=row.clock_offset_us)
    facts = [("编号", row.id), ("名称", row.title), ("代号", row.key), ("故障", "、".join(row.faults) or "无")]
    local = now.astimezone(BEIJING)
    field = FieldView(
        "to", "时钟拨到", FieldKind.TEXT, value=f"{local:%Y-%m-%dT%H:%M}", hint="北京时间，例如 2023-01-13T00:00"
    )
    return {"id": row.id, "facts": facts, "now": moment(now), "field": field}


@blueprint.post("/clock")
def travel() -> Response | tuple[str, int]:
    """Set a project's clock, or let it jump ahead."""
    project_id = int(request.form["project"])
    try:
        to = destination(project_id)
    except ValueError:
        typed = request.form.get("to", "")
        return show_home("请按 2023-01-13T00:00 的格式填写北京时间。", typed), 422
    stage.move_clock(portal(), project_id, to)
    return redirect("/control/?done=clock-moved", 303)


def destination(project_id: int) -> datetime:
    """Where the person wants to travel: a jump from the project's time, or a time of its own."""
    jump = request.form.get("jump")
    if jump is None:
        typed = datetime.fromisoformat(request.form.get("to", ""))
        return typed if typed.tzinfo else typed.replace(tzinfo=BEIJING)
    with portal().reading() as tx:
        row = next(row for row in projects_under_test(tx) if row.id == project_id)
    return portal().now() + timedelta(microseconds=row.clock_offset_us, seconds=int(jump))
