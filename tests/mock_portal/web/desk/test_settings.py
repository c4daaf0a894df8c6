"""考区设置 as the area sees it: what may be set, what is refused, what the audit keeps."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_portal.domain.area import Area
from mock_portal.domain.terms import Confirmation, Role
from mock_portal.portal import Portal
from mock_portal.store.projects import find_area, save_area
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment
from tests.mock_portal.web.desk.screen import messages, refusal_of
from tests.mock_portal.world import an_area, an_online_area

ADDRESS = "/desk/settings"


@pytest.fixture
def desk(at: Callable[..., Browser]) -> Browser:
    """The settings of the online area, open at its desk."""
    return at(Role.AREA, area="天津市", city="").open(ADDRESS)


def stored(portal: Portal, project_id: int, name: str = "天津市") -> Area:
    """The area as it is kept."""
    with portal.reading() as tx:
        found = find_area(tx, project_id, name)
    assert found is not None
    return found[0]


def test_saving_what_stands_there_changes_nothing(portal: Portal, project_id: int, desk: Browser) -> None:
    desk.press("保存")

    assert messages(desk) == ["考区设置已保存，立即生效。"]
    assert stored(portal, project_id) == an_online_area()
    assert "没有记录" in desk.html


def test_every_kind_of_setting_is_kept(portal: Portal, project_id: int, desk: Browser) -> None:
    desk.press(
        "保存",
        payment_closes="2023-03-05 24:00",
        fee_computer="65.50",
        order_minutes="45",
        platform="银联",
        materials="毕业证书，必传，1个，512KB",
        payment_1="no",
        institution_0_1="yes",
        review_ends_with_payment="yes",
        notice="请携带身份证。",
    )

    area = stored(portal, project_id)
    assert f"{area.timetable.payment.closes:%Y-%m-%d %H:%M}" == "2023-03-06 00:00"
    assert (area.fees.computer, area.order_minutes, area.platform) == (6550, 45, "银联")
    assert [(m.name, m.max_files, m.max_bytes) for m in area.materials] == [("毕业证书", 1, 512 * 1024)]
    assert (area.pays_online("和平区"), area.pays_online("河西区")) == (True, False)
    assert area.cities[0].open_institutions == ("和平区卫生健康委", "已停办机构")
    assert area.review_ends_with_payment
    assert area.notice == "请携带身份证。"


def test_the_audit_keeps_what_was_changed_from_what(desk: Browser) -> None:
    desk.press("保存", fee_computer="65.50")

    changes = desk.page.css("table")[-1].text()
    assert "机考每科费用：70.00 → 65.50" in changes
    assert "网上缴费：" not in changes


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("payment_closes", "2023-02-16 24:00", "须晚于开始时间（2023-02-17 00:00）"),
        ("site_review_opens", "2023-13-01 09:00", "请填写时间，例如 2023-01-12 24:00"),
        ("payment_closes", "9999-12-31 24:00", "请填写时间，例如 2023-01-12 24:00"),
        ("registration_opens", "0001-01-01 00:00", "请填写时间，例如 2023-01-12 24:00"),
        ("site_review_opens", "下周", "请填写时间，例如 2023-01-12 24:00"),
        ("resubmission_closes", "2023-01-16 00:01", "不得晚于报名确认截至时间（2023-01-15 24:00）"),
        ("registration_closes", "2023-01-16 00:01", "不得晚于报名确认截至时间（2023-01-15 24:00）"),
        ("area_review_closes", "2023-03-01 00:01", "不得晚于网上缴费截至时间（2023-02-28 24:00）"),
        ("fee_computer", "-5", "请填写金额，例如 61 或 61.50"),
        ("fee_computer", "0", "开通网上缴费时，每科费用不能为 0"),
        ("fee_paper", "1000.01", "不能超过 1000 元"),
        ("order_minutes", "0", "请填写 1 至 21600 之间的整数"),
        ("platform", "", "请填写缴费平台，不超过60字"),
        ("materials", "毕业证书", "无法识别“毕业证书”"),
        ("materials", "甲，必传，1个，9KB\n甲，选传，1个，9KB", "材料名称不能重复"),
    ],
)
def test_a_wrong_setting_is_named_and_everything_typed_stays(
    portal: Portal, project_id: int, desk: Browser, *, field: str, typed: str, problem: str
) -> None:
    typed_values: dict[str, Any] = {field: typed, "notice": "已改"}

    desk.press("保存", **typed_values)

    assert (refusal_of(desk), desk.status) == ("settings-invalid", 422)
    assert problem in desk.text
    assert stored(portal, project_id) == an_online_area()
    assert "已改" in desk.html


def test_of_two_savers_the_second_is_refused(portal: Portal, project_id: int, desk: Browser) -> None:
    with portal.writing() as tx:
        save_area(tx, project_id, an_online_area(platform="易宝"), revision=1)

    desk.press("保存", platform="银联")

    assert (refusal_of(desk), desk.status) == ("settings-changed", 409)
    assert stored(portal, project_id).platform == "易宝"


def test_the_manner_of_confirmation_can_be_chosen_while_nobody_has_enrolled(
    portal: Portal, project_id: int, desk: Browser
) -> None:
    desk.press("保存", confirmation="on-site")

    assert stored(portal, project_id).confirmation is Confirmation.ON_SITE


def test_the_first_enrollment_fixes_the_manner_of_confirmation(portal: Portal, project_id: int, desk: Browser) -> None:
    a_submitted_enrollment(portal, project_id, confirmation=Confirmation.ONLINE)

    desk.press("保存", confirmation="on-site")
    assert (refusal_of(desk), desk.status) == ("confirmation-mode-fixed", 409)
    desk.open(ADDRESS)

    assert "本考区已有考生报名，不能更改" in desk.html
    assert not desk.page.css("[name=confirmation]")
    assert stored(portal, project_id).confirmation is Confirmation.ONLINE


def test_an_area_changes_only_itself(portal: Portal, project_id: int, desk: Browser) -> None:
    desk.press("保存", platform="银联")

    assert stored(portal, project_id, "湖南省") == an_area()
