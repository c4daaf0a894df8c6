"""考区设置: windows, fees, materials and switches of the desk's own area."""

from collections.abc import Mapping

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.rules.standing import clock_time
from mock_portal.use_cases.area_settings import SettingsPage, look_at_settings, save_settings
from mock_portal.web.components import Table
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk, found
from mock_portal.web.desk.reading import Reader
from mock_portal.web.desk.settings_form import groups, read_area, typed_as
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import portal, visit

ADDRESS = "/desk/settings"


@blueprint.get(ADDRESS)
@at_desk(ADDRESS)
def settings(staff: Staff) -> str:
    """The settings as they are."""
    page = found(look_at_settings(portal(), staff))
    return _show(page, typed_as(page.area), {}, page.revision)


@blueprint.post(ADDRESS)
@at_desk(ADDRESS)
def save(staff: Staff) -> Response | tuple[str, int]:
    """Save them; if anything is wrong, everything typed stays."""
    page = found(look_at_settings(portal(), staff))
    reader = Reader(request.form.to_dict())
    revision = reader.count("area_revision")
    area = read_area(page.area, reader, visit().parts.rules)
    if area is None:
        refusal: Refusal | None = refuse(Reason.SETTINGS_INVALID, problem=f"有{len(reader.problems)}处需要更正")
    else:
        refusal = save_settings(portal(), staff, area, revision=revision)
    if refusal:
        return _show(page, reader.texts, reader.problems, revision, refusal), status_of(refusal)
    return redirect(f"{ADDRESS}?done=settings-saved", 303)


def _show(
    page: SettingsPage,
    texts: Mapping[str, str],
    problems: Mapping[str, str],
    revision: int,
    refusal: Refusal | None = None,
) -> str:
    found_groups = groups(page.area, texts, problems, mode_fixed=page.enrolled)
    return show_page(
        "desk/settings.html",
        heading="考区设置",
        refusal=view_of(refusal),
        overview=[("考区", page.area.name), ("当前时间", clock_time(page.now))],
        groups=found_groups,
        all_fields=[field for group in found_groups for field in group.fields],
        revision=revision,
        changes=_changes(page),
    )


def _changes(page: SettingsPage) -> Table:
    rows = [(clock_time(c.project_time), c.who, c.note, f"{c.real_time:%Y-%m-%d %H:%M:%S}") for c in page.changes]
    return Table("设置变更记录", ("时间", "办理人", "变更内容", "系统实际时间"), rows)
