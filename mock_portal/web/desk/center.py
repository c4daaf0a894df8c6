"""The center's desks: 考试项目 with its areas, and 报名数据 as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from mock_portal.domain.calendar import Window
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff, span
from mock_portal.domain.rules.standing import clock_time, moment
from mock_portal.domain.settings_words import CONFIRMATION_WORDS, OPEN_WORDS
from mock_portal.domain.terms import State
from mock_portal.parts import HEALTHY
from mock_portal.use_cases.projects import AreaBusy, Overview, ProjectChange, change_project, look_at_project
from mock_portal.use_cases.records import stream_records
from mock_portal.web.components import FieldKind, FieldView, Table
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk, found
from mock_portal.web.desk.reading import Reader
from mock_portal.web.desk.spreadsheet import spreadsheet
from mock_portal.web.desk.words import STATES
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import portal, visit

PROJECTS, RECORDS = "/desk/projects", "/desk/records"


@blueprint.get(PROJECTS)
@at_desk(PROJECTS)
def project(staff: Staff) -> str:
    """The project as it is."""
    overview = found(look_at_project(portal(), staff))
    return _show(overview, _fields(_texts(overview), {}))


@blueprint.post(PROJECTS)
@at_desk(PROJECTS)
def save_project(staff: Staff) -> AnyResponse | tuple[str, int]:
    """Save it; if anything is wrong, everything typed stays."""
    overview = found(look_at_project(portal(), staff))
    reader = Reader(request.form.to_dict())
    revision = reader.count("project_revision")
    wanted = _read(overview, reader)
    refusal = _save(staff, wanted, revision) if wanted else _invalid(reader)
    if refusal:
        shown = replace(overview, revision=revision)
        return _show(shown, _fields(reader.texts, reader.problems), refusal), status_of(refusal)
    return redirect(f"{PROJECTS}?done=project-saved", 303)


@blueprint.get(RECORDS)
@at_desk(RECORDS)
def records_page(staff: Staff) -> str:
    """What can be downloaded, and how much it is."""
    overview = found(look_at_project(portal(), staff))
    total = sum(sum(states.values()) for states in overview.counts.values())
    facts = [("考试项目", overview.project.title), ("报名记录", f"{total} 条"), ("数据时间", clock_time(overview.now))]
    return show_page("desk/records.html", heading="报名数据", facts=facts, file=f"{RECORDS}.csv")


@blueprint.get(f"{RECORDS}.csv")
@at_desk(RECORDS)
def records_file(staff: Staff) -> Response:
    """All records of the project."""
    headers = {"Content-Disposition": f"attachment; filename=records-{staff.project_id}.csv"}
    file = spreadsheet(stream_records(portal(), staff.project_id), visit().parts.records)
    return Response(file, content_type="text/csv; charset=utf-8", headers=headers)


def _invalid(reader: Reader) -> Refusal:
    return refuse(Reason.SETTINGS_INVALID, problem=f"有{len(reader.problems)}处需要更正")


def _save(staff: Staff, wanted: ProjectChange, revision: int) -> Refusal | None:
    try:
        return change_project(portal(), staff, wanted, revision=revision)
    except AreaBusy:
        return refuse(Reason.SETTINGS_CHANGED)


def _read(overview: Overview, reader: Reader) -> ProjectChange | None:
    before = overview.project.registration
    title = reader.required("title", "考试项目名称", 100)
    opens, closes = reader.moment("opens", before.opens), reader.moment("closes", before.closes)
    if "opens" not in reader.problems:
        reader.complain("closes", HEALTHY.rules.window_problem(opens, closes))
        for area in overview.areas_in_step:
            reader.complain("closes", HEALTHY.rules.registration_problem(closes, area.timetable.confirmation.closes))
    exam_date = _day(reader)
    if reader.problems or exam_date is None:
        return None
    return ProjectChange(title, Window(opens, closes), exam_date)


def _day(reader: Reader) -> date | None:
    try:
        return date.fromisoformat(reader.text("exam_date"))
    except ValueError:
        reader.complain("exam_date", "请填写日期，例如 2023-04-15")
        return None


def _texts(overview: Overview) -> dict[str, str]:
    project = overview.project
    return {
        "title": project.title,
        "opens": clock_time(project.registration.opens),
        "closes": moment(project.registration.closes),
        "exam_date": project.exam_date.isoformat(),
    }


def _fields(texts: Mapping[str, str], problems: Mapping[str, str]) -> list[FieldView]:
    kinds = {
        "title": ("考试项目名称", FieldKind.TEXT, ""),
        "opens": ("网上报名开始时间", FieldKind.TEXT, ""),
        "closes": ("网上报名截至时间", FieldKind.TEXT, "与项目一致的考区随之调整，考区单独延长的不变"),
        "exam_date": ("考试日期（首日）", FieldKind.DATE, ""),
    }
    return [
        FieldView(name, label, kind, texts.get(name, ""), required=True, hint=hint, error=problems.get(name, ""))
        for name, (label, kind, hint) in kinds.items()
    ]


def _show(overview: Overview, fields: Sequence[FieldView], refusal: Refusal | None = None) -> str:
    return show_page(
        "desk/project.html",
        heading="考试项目",
        refusal=view_of(refusal),
        facts=[("当前时间", clock_time(overview.now))],
        fields=fields,
        revision=overview.revision,
        settings=_settings(overview),
        counts=_counts(overview),
    )


def _settings(overview: Overview) -> Table:
    headers = ("考区", "报名确认方式", "网上缴费", "报名确认", "网上缴费时间")
    rows = [
        (
            area.name,
            CONFIRMATION_WORDS[area.confirmation],
            OPEN_WORDS[area.online_payment],
            span(area.timetable.confirmation),
            span(area.timetable.payment),
        )
        for area in overview.areas
    ]
    return Table("考区设置", headers, rows)


def _counts(overview: Overview) -> Table:
    rows = [(area.name, *(str(overview.counts[area.name].get(state, 0)) for state in State)) for area in overview.areas]
    return Table("报名进度（人数）", ("考区", *(STATES[state] for state in State)), rows)
