"""What the history of an enrollment tells, compared with what has happened."""

import pytest

from scenarios.areas import AreaType
from scenarios.process import is_a_no, moves, telling_lines, untold

SUBMITTED, CONFIRMED, NOT_CONFIRMED = "提交报名信息", "报名确认通过", "报名点未予确认"
PASSED, FAILED, WITHDRAWN, MOVED = "考点初审通过", "考点初审不通过", "撤回信息提交", "修改考区"


@pytest.mark.parametrize(
    ("events", "history"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["submit", "withdraw", "submit"], [SUBMITTED, WITHDRAWN, SUBMITTED], id="each-time"),
        pytest.param(["submit", "refuse", "confirm"], [SUBMITTED, NOT_CONFIRMED, CONFIRMED], id="no-and-yes"),
        pytest.param(["submit", "confirm", "lapse"], [SUBMITTED, CONFIRMED], id="what-the-clock-does"),
        pytest.param(["submit", "pay"], [SUBMITTED, "缴费成功"], id="other-lines"),
        pytest.param(
            ["submit", "withdraw", "change-area", "submit"], [SUBMITTED, WITHDRAWN, MOVED, SUBMITTED], id="moved"
        ),
        pytest.param(
            ["submit", "withdraw", "change-area", "submit"], [SUBMITTED], id="begins-anew-after-a-change-of-area"
        ),
        pytest.param(["change-area"], [MOVED], id="moved-at-once"),
    ],
)
def test_a_history_that_tells_what_has_happened(events: list[str], history: list[str]) -> None:
    assert untold(events, history) == ()


@pytest.mark.parametrize(
    ("events", "history", "told"),
    [
        pytest.param(["submit"], [], "提交, found nothing", id="nothing"),
        pytest.param(["submit"], [SUBMITTED, SUBMITTED], "提交, found 提交, 提交", id="twice"),
        pytest.param(
            ["submit", "refuse"], [SUBMITTED, CONFIRMED], "提交, 确认 no, found 提交, 确认", id="a-yes-for-a-no"
        ),
        pytest.param(["submit", "confirm"], [CONFIRMED, SUBMITTED], "提交, 确认, found 确认, 提交", id="out-of-order"),
        pytest.param(["submit", "withdraw"], [SUBMITTED], "提交, 撤回, found 提交", id="one-is-missing"),
        pytest.param(["submit"], [SUBMITTED, PASSED], "提交, found 提交, 初审", id="a-decision-that-nobody-made"),
        pytest.param(["change-area", "submit"], [MOVED], "提交, found nothing", id="not-even-the-rest"),
        pytest.param(
            ["submit", "change-area", "submit"], [FAILED, SUBMITTED], "提交, 提交, found 初审 no, 提交", id="half-anew"
        ),
    ],
)
def test_a_history_that_does_not(events: list[str], history: list[str], told: str) -> None:
    assert untold(events, history) == (f"expected the history to tell of {told}",)


def test_every_event_of_the_history_is_one_of_the_table_of_moves() -> None:
    assert set(telling_lines()) < {move.event for area_type in AreaType for move in moves(area_type)}


@pytest.mark.parametrize("words", [NOT_CONFIRMED, FAILED, "退回修改", "已驳回", "拒绝"])
def test_a_no_in_whatever_words(words: str) -> None:
    assert is_a_no(words)


@pytest.mark.parametrize("words", [SUBMITTED, CONFIRMED, PASSED, WITHDRAWN, MOVED])
def test_no_no(words: str) -> None:
    assert not is_a_no(words)
