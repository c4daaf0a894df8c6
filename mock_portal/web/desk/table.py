"""One enrollment on the screen of a desk: facts for comparing, materials, history, and the buttons that may be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.standing import clock_time
from mock_portal.domain.terms import Event
from mock_portal.use_cases.dossiers import OnTheTable
from mock_portal.web.components import FieldKind, FieldView, Link, Table
from mock_portal.web.desk.words import event_words, state_words
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import view_of
from mock_portal.web.visits import portal


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a desk: the event that it asks for and the message after it."""

    event: Event
    label: str
    done: str
    tone: str = "primary"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page needs beside the enrollment: what may be done, what was refused, what was typed."""

    heading: str
    action: str
    acts: Sequence[Act]
    refusal: Refusal | None = None
    reason: str = ""
    note: str = ""
    links: Sequence[Link] = ()
    code: str | None = None  # of the form in the desk's hand, where one is needed
    back: str = ""


def show_table(table: OnTheTable, sheet: Sheet) -> str:
    """The page."""
    enrollment = table.case.enrollment
    return show_page(
        "desk/dossier.html",
        heading=sheet.heading,
        sheet=sheet,
        refusal=view_of(sheet.refusal),
        standing=_standing(table),
        sections=table.submission.content.sections if table.submission else (),
        photo=f"/desk/enrollments/{enrollment.id}/photo" if table.submission else "",
        materials=_materials(table) if table.case.area.confirms_online else None,
        history=_history(table),
        seen=_seen(table, sheet),
        reason=_reason(sheet),
    )


def _standing(table: OnTheTable) -> list[tuple[str, str]]:
    case = table.case
    facts = [
        ("姓名", case.person.name),
        ("证件号码", case.person.id_number),
        ("当前状态", portal().parts(case).rules.state_text(case)),
        ("报名表版本", str(case.enrollment.version) if table.submission else "尚未提交"),
        ("报名地市", case.enrollment.city),
    ]
    if case.area.confirms_online:
        facts.append(("网上确认机构", case.enrollment.institution))
    if table.submission:
        facts.append(("提交时间", clock_time(table.submission.submitted_at)))
    if case.enrollment.reason:
        facts.append(("原因", case.enrollment.reason))
    return facts


def _materials(table: OnTheTable) -> Table:
    folder = f"/desk/enrollments/{table.case.enrollment.id}/materials"
    rows = [(item.kind, Link(item.name, f"{folder}/{item.file_id}")) for item in table.materials]
    return Table("上传材料", ("材料类型", "文件"), rows, empty="没有材料")


def _history(table: OnTheTable) -> Table:
    headers = ("时间", "操作", "办理人", "版本", "状态变化", "说明", "系统实际时间")
    rows = [
        (
            clock_time(line.project_time),
            event_words(line.event),
            line.who,
            str(line.version),
            f"{state_words(line.from_state)} → {state_words(line.to_state)}",
            line.note,
            f"{line.real_time:%Y-%m-%d %H:%M:%S}",
        )
        for line in reversed(table.history)
    ]
    return Table("办理记录", headers, rows)


def _seen(table: OnTheTable, sheet: Sheet) -> list[FieldView]:
    enrollment = table.case.enrollment
    hidden = {"version": str(enrollment.version), "revision": str(enrollment.revision)}
    if sheet.code is not None:
        hidden["code"] = sheet.code
    return [FieldView(name, "", FieldKind.HIDDEN, value=value) for name, value in hidden.items()]


def _reason(sheet: Sheet) -> list[FieldView]:
    grounds = [act.label for act in sheet.acts if act.tone != "primary"]
    hint = f"“{'”“'.join(grounds)}”时必填，将展示给考生。"
    missing = sheet.refusal is not None and sheet.refusal.reason is Reason.REASON_MISSING
    error = "请填写原因" if missing else ""
    return [FieldView("reason", "原因", FieldKind.TEXTAREA, value=sheet.reason, error=error, hint=hint, max_length=500)]
