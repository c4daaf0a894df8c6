"""The mini programs of WeChat, Alipay and Baidu: the same enrollment on a narrow page that is touched."""

import pytest

from scenarios.actors import Candidate
from scenarios.actors.eyes import Eyes
from scenarios.areas import AreaType
from scenarios.verifies import in_browsers, on_areas, seen_by, verifies

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_2 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.32 miniProgram"
ALIPAY = "Mozilla/5.0 (Linux; Android 12; Pixel 5) AppleWebKit/537.36 Mobile AlipayClient/10.3.20 MiniProgram"
BAIDU = "Mozilla/5.0 (Linux; Android 12; Pixel 5) AppleWebKit/537.36 Mobile swan/2.40 swan-baiduboxapp/13.30"
IN_MINI_PROGRAMS = pytest.mark.parametrize(
    "program",
    [
        pytest.param("wechat", marks=seen_by(WECHAT)),
        pytest.param("alipay", marks=seen_by(ALIPAY)),
        pytest.param("baidu", marks=seen_by(BAIDU)),
    ],
)


@IN_MINI_PROGRAMS
@verifies("R0.2b", "R0.2a")
def test_a_whole_enrollment_is_done_in_a_mini_program(candidate: Candidate, program: str) -> None:
    assert candidate.submits().accepted, program
    assert candidate.sees_flow().shows("submitted")


@IN_MINI_PROGRAMS
@on_areas(AreaType.ONLINE_PAY)
@verifies("R0.2b", "R3.1c")
def test_a_mini_program_shows_the_enrollment_that_was_made_on_the_website(candidate: Candidate, program: str) -> None:
    candidate.beforehand.submits()
    assert candidate.sees_flow().shows("submitted"), program
    assert "撤回信息提交" in candidate.sees_actions()
    assert candidate.withdraws().accepted


@in_browsers
@seen_by(WECHAT)
@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("D25", "R0.2b")
def test_nothing_of_the_enrollment_sticks_out_of_a_phone(candidate: Candidate) -> None:
    eyes = Eyes(candidate)
    candidate.beforehand.submits()
    candidate.opens_flow()
    assert eyes.sees_all_of_the_width(390)
    assert eyes.sees_all_of_the_width(320)
