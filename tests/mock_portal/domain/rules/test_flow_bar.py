"""Nodes and colours of 【报考流程】: functions of state and kind of area (R4.4, R5.3, R6.2e, R6.3, Q24)."""

from types import MappingProxyType

import pytest

from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.terms import Colour, Page, State
from tests.mock_portal.cases import a_case, changed
from tests.mock_portal.world import an_area, an_online_area

RULES = Rules()
LETTERS = {Colour.GREY: "·", Colour.BLACK: "b", Colour.GREEN: "g", Colour.RED: "r"}
DONE = MappingProxyType({page: SavedPage(MappingProxyType({}), 1, done=True) for page in Page})


def colours(case: Case, *, materials_complete: bool = True) -> str:
    """One letter for each node, in order."""
    return "".join(LETTERS[state.colour] for state in RULES.flow(case, materials_complete=materials_complete))


@pytest.mark.parametrize(
    ("online", "pays", "labels"),
    [
        (False, True, "填写/修改报考信息 确认照片 提交信息 报名确认 资格审核 缴费"),
        (False, False, "填写/修改报考信息 确认照片 提交信息 报名确认 资格审核"),
        (True, True, "填写/修改报考信息 确认照片 上传材料 提交信息 报名确认 资格审核 缴费"),
        (True, False, "填写/修改报考信息 确认照片 上传材料 提交信息 报名确认 资格审核"),
    ],
    ids=["on-site pay", "on-site", "online pay", "online"],
)
def test_each_kind_of_area_has_its_nodes(online: bool, pays: bool, labels: str) -> None:  # noqa: FBT001
    area = (an_online_area if online else an_area)(online_payment=pays)
    assert " ".join(RULES.nodes(a_case(area=area))) == labels


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.SUBMITTED, "gggb··"),
        (State.CONFIRMED, "ggggb·"),
        (State.SITE_PASSED, "ggggb·"),
        (State.REVIEW_REJECTED, "ggggr·"),
        (State.APPROVED, "gggggb"),
        (State.PAID, "gggggg"),
    ],
    ids=str,
)
def test_colours_after_submission(state: State, expected: str) -> None:
    assert colours(a_case(state)) == expected
    assert colours(a_case(state, area=an_area(online_payment=False))) == expected[:5]


@pytest.mark.parametrize(
    ("pages", "photo", "materials", "expected"),
    [
        (False, False, False, "b······"),
        (True, False, False, "gb·····"),
        (True, True, False, "ggb····"),
        (True, True, True, "gggb···"),
        (False, True, True, "b······"),
    ],
    ids=["nothing", "pages", "photo", "materials", "a page opened again"],
)
def test_colours_while_filling_in(pages: bool, photo: bool, materials: bool, expected: str) -> None:  # noqa: FBT001
    draft = changed(a_case(State.DRAFT, online=True), pages=DONE if pages else {}, photo_file=1 if photo else None)
    assert colours(draft, materials_complete=materials) == expected


def test_a_rejected_confirmation_is_red_and_asks_for_materials_again() -> None:
    case = changed(a_case(State.CONFIRM_REJECTED, online=True), pages=DONE, photo_file=1, agreed=True)
    shown = {state.node: state for state in RULES.flow(case, materials_complete=True)}
    assert (shown[Node.CONFIRMATION].colour, shown[Node.CONFIRMATION].words) == (Colour.RED, "确认不通过")
    assert shown[Node.MATERIALS].words == "待重新上传"
    assert shown[Node.SUBMIT].colour is Colour.BLACK


def test_a_lapsed_enrollment_says_so_where_it_stopped() -> None:
    case = a_case(State.SUBMITTED)
    lapsed = a_case(State.SUBMITTED, now=case.area.timetable.confirmation.closes)
    words = {state.node: state.words for state in RULES.flow(lapsed, materials_complete=True)}
    assert words[Node.CONFIRMATION] == "已放弃"


@pytest.mark.parametrize(
    ("state", "links"),
    [
        (State.DRAFT, "填写/修改报考信息 确认照片 提交信息"),
        (State.SUBMITTED, "提交信息"),
        (State.APPROVED, "提交信息 缴费"),
    ],
    ids=str,
)
def test_nodes_are_links_where_something_can_be_done_or_seen(state: State, links: str) -> None:
    case = changed(a_case(state), pages=DONE, photo_file=1, agreed=True)
    flow = RULES.flow(case, materials_complete=True)
    assert " ".join(shown.node for shown in flow if RULES.may_enter(case, shown.node, shown.colour)) == links
