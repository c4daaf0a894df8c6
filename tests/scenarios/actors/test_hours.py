"""What a page says of the time that is left, compared with what is left."""

from datetime import datetime

import pytest

from scenarios.actors.hours import counts_down_rightly
from scenarios.calendar import BEIJING

NOW = datetime(2023, 1, 5, 12, tzinfo=BEIJING)
CLOSES = datetime(2023, 1, 20, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "words",
    ["", "剩余 14 天", "剩余 14 天 12 小时 0 分 0 秒", "剩余14天11小时59分钟", "剩余 348 小时"],
    ids=["nothing-said", "days", "all-units", "minutes-spelt-out", "hours-only"],
)
def test_a_countdown_may_name_what_units_it_likes(words: str) -> None:
    assert counts_down_rightly(f"报名截止时间 {words} 请尽快提交", CLOSES, NOW)


@pytest.mark.parametrize(
    "words",
    ["剩余 15 天", "剩余 13 天", "剩余 14 天 3 小时 59 分 57 秒", "剩余 14 天 348 小时 0 分 0 秒", "已到期"],
    ids=["a-day-more", "a-day-less", "another-zone", "hours-of-all-days", "over"],
)
def test_a_countdown_that_is_wrong_in_any_unit_is_noticed(words: str) -> None:
    assert not counts_down_rightly(f"报名截止时间 {words} 请尽快提交", CLOSES, NOW)
